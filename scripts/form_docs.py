"""Writes docs/bieu-mau.md from forms/catalogue.toml, forms/documents and the registry of variables; a test holds them together.

    python scripts/form_docs.py
"""

from __future__ import annotations

from pathlib import Path

from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.form import PLACE, Form, load_forms
from thads_desktop.documents.variables import ROW_FIELDS, VARIABLES, Variable

FILE = Path(__file__).resolve().parents[1] / "docs" / "bieu-mau.md"
LAWS = {"2008": "Luật 2008", "2025": "Luật 2025"}
SIGNERS = {"head": "thủ trưởng", "officer": "chấp hành viên", "clerk": "người lập", "accountant": "kế toán", "issuer": "người đã ra văn bản bị tác động"}
STATUS = {"established": "đã đối chiếu", "reconstructed": "dựng lại, chưa đối chiếu"}
KINDS = {"text": "chữ", "long": "đoạn", "money": "số tiền", "day": "ngày", "lines": "nhiều dòng", "rows": "danh sách",
         "moment": "giờ, ngày", "hour": "giờ"}  # fmt: skip
INTRO = """# Biểu mẫu

Do `scripts/form_docs.py` lập từ `forms/catalogue.toml`, `forms/documents` và danh mục biến; không sửa tay.

Mỗi văn bản là một tệp TOML dưới `forms/documents`, có ngày hiệu lực theo luật. *Dựng lại* là lời văn lập theo quy định, chưa đối chiếu với
mẫu in của Bộ: không in mã mẫu, và thủ trưởng phải duyệt lời văn trước lần dùng đầu tiên. In thử một mẫu:
`thads-desktop paper MẪU --sample short --out TỆP.pdf`.

Khi soạn và ở trang của văn bản, Ctrl+Shift+J lưu bản thảo Word (docx) để trao đổi, sửa lời; bản thảo không phải là văn bản ban hành.
"""


def text() -> str:
    """The whole document."""
    forms = load_forms()
    parts = [INTRO, "## Danh mục\n", "| Số | Văn bản | Mẫu |", "| --- | --- | --- |"]
    for entry in catalogue().entries:
        mine = ", ".join(f"[`{x}`](#{x})" for x in dict.fromkeys(f.id for f in forms if f.number == entry.number))
        parts.append(f"| {entry.number} | {entry.title} | {mine or entry.note or 'do người khác lập, nhận vào'} |")
    apart = ", ".join(f"[`{x}`](#{x})" for x in dict.fromkeys(f.id for f in forms if not f.number))
    parts += [f"\nNgoài danh mục: {apart}.\n", "## Các mẫu\n"]
    for form_id in dict.fromkeys(f.id for f in forms):
        parts.append(_form([f for f in forms if f.id == form_id]))
    parts += ["## Biến dùng chung\n", "| Biến | Nghĩa | Nguồn | Loại | Ví dụ |", "| --- | --- | --- | --- | --- |"]
    parts += [_variable(v) for v in VARIABLES.values()]
    parts.append("\nCác cột của danh sách: " + "; ".join(f"`{name}`: {', '.join(sorted(cells))}" for name, cells in ROW_FIELDS.items()) + ".\n")
    return "\n".join(parts)


def _form(versions: list[Form]) -> str:
    lines = [f'### <a id="{versions[0].id}"></a>{versions[0].name}\n']
    for form in versions:
        until = f" đến {form.until:%d/%m/%Y}" if form.until else ""
        lines.append(
            f"- {LAWS[form.law]}, từ {form.start:%d/%m/%Y}{until}; ký: {SIGNERS[form.signer]}; {STATUS[form.status]}; "
            f"dãy số: {form.series or 'không đánh số'}. Biến: {', '.join(f'`{n}`' for n in said(form)) or 'không'}."
        )
    lines += [f"\nLưu ý: {note}" for note in dict.fromkeys(f.note for f in versions if f.note)]
    own = list({v.name: v for form in versions for v in form.own}.values())
    if own:
        lines += ["", "| Trường riêng | Nghĩa | Loại | Ví dụ |", "| --- | --- | --- | --- |"]
        lines += [f"| `{v.name}` | {_cell(v.label)} | {KINDS[v.kind]}{_columns(v)} | {_cell(v.sample)} |" for v in own]
    return "\n".join([*lines, ""])


def said(form: Form) -> list[str]:
    """The variables of the registry that a form says, asks or hangs on."""
    found: dict[str, None] = {}
    for part in (*form.grounds, *form.opening, *form.articles):
        asked = (*PLACE.findall(" ".join((part.text, *part.cells))), *part.when.split(), *part.unless.split(), part.each)
        found.update(dict.fromkeys(asked))
    for r in (*form.recipients, *form.to):
        found.update(dict.fromkeys((*PLACE.findall(r.text), *r.when.split(), *r.unless.split())))
    for line in (form.subject, *form.signatures):
        found.update(dict.fromkeys(PLACE.findall(line)))
    return [name for name in found if name in VARIABLES]


def _variable(v: Variable) -> str:
    source = "người dùng ghi" if v.source == "typed" else "từ dữ liệu"
    return f"| `{v.name}` | {_cell(v.label)} | {source} | {KINDS[v.kind]} | {_cell(v.sample)} |"


def _columns(v: Variable) -> str:
    return f" ({'; '.join(v.columns)})" if v.columns else ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " / ").replace("<", "&lt;")


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
