"""Writes docs/datasets.md from the files under resources/datasets; a test holds the two against each other.

    python scripts/dataset_docs.py
"""

from __future__ import annotations

from pathlib import Path

from thads_desktop.exchange.dataset_schema import LEFT_OUT, NOT_OFFICIAL, TYPES, DataSet, Field, datasets

FILE = Path(__file__).resolve().parents[1] / "docs" / "datasets.md"
WAYS = {
    "new": "dòng mới được ghi", "update": "dòng đã nhận mà nơi kia đổi thì được cập nhật",
    "tell": "dòng đã có mà nơi kia đổi thì chỉ nói chỗ khác, không ghi đè", "check": "chỉ đối chiếu, không ghi",
}  # fmt: skip
INTRO = f"""# Các bộ dữ liệu ra và vào

Do `scripts/dataset_docs.py` lập từ `resources/datasets`; không sửa tay.

Điều đã làm trên nền tảng của Bộ không phải gõ lại, điều đã làm ở đây mang đi được: mỗi bộ dưới đây ra và vào bằng JSON hoặc Excel. Danh mục
16 bộ theo tài liệu về nền tảng dữ liệu; tên cột, kiểu và danh mục mã là của chương trình này, có phiên bản, vì mẫu chính thức của Bộ
chưa xác lập. Mọi tệp ra ghi: *{NOT_OFFICIAL}*. Số do chương trình cấp luôn mang "số của chương trình" ở cột Nguồn số, số ghi lại từ nền
tảng hay bản giấy mang "số chính thức".

## Ra

```
thads-desktop data export NƠI --recipient AI --purpose ĐỂ_LÀM_GÌ [--dataset BỘ]... [--from NGÀY] [--to NGÀY] [--format json|xlsx]
```

NƠI là một tệp `.json` hoặc `.xlsx` chứa mọi bộ, hoặc một thư mục: mỗi bộ một tệp `du-lieu-BỘ.json` và một sổ `.xlsx` chứa mọi bộ. Trong cửa sổ:
Ctrl+F11. Việc xuất, nơi nhận và mục đích được ghi vào nhật ký. Trạng thái và số tiền tính đến hết ngày `--to`; khoảng ngày chọn dòng theo ngày
ghi ở từng bộ dưới đây. Tài khoản không được xem người chưa thành niên, số giấy tờ, số tài khoản thì các cột ghi *che* bị che, và tệp ấy không
nhận vào được. Tố cáo và những gì giữ riêng trong sổ không bao giờ có trong tệp.

{LEFT_OUT}

## Vào

```
thads-desktop data import TỆP [--dry-run] [--create-officers]
```

`--dry-run` làm đúng như thật rồi bỏ. Tệp được đọc chặt: cột lạ, sai kiểu, ô công thức, chữ quá dài, mã ngoài danh mục, dòng trùng mã đều được nói
tên dòng, cột; còn một dòng sai thì không ghi gì. Tệp phải của chính đơn vị này. Điều vào được ghi là đã xảy ra ở nơi khác, với số và ngày của nó;
điều trái quy định được đánh dấu như khi ghi nhận văn bản. Mã của nơi kia được giữ lại: nhận cùng một tệp lần nữa không đổi gì, dòng đã đổi ở nơi
kia thì cập nhật hoặc chỉ được nói là khác, như ghi ở từng bộ. Biên lai cùng số, ngày, số tiền, khoản của một việc là đã có.

## JSON

Một bộ là một vật chứa; nhiều bộ trong một tệp là `{{"datasets": [vật chứa, ...]}}`.

```json
{{"dataset": "matters", "version": 1, "office": "Chi cục …", "as_of": "2026-11-29", "seq": 1234, "note": "{NOT_OFFICIAL}", "rows": [{{"id": "…"}}]}}
```

`office` là tên đơn vị, `as_of` ngày tính đến, `seq` dòng cuối của nhật ký khi lập tệp (để trống được khi vào), `since` ngày đầu nếu có,
`masked` là true khi đã che. Ngày ghi `năm-tháng-ngày`, tiền là số nguyên đồng, có/không là true/false, nhiều giá trị là danh sách, giá trị trống
thì bỏ khóa. Cột *chỉ để đọc* được bỏ qua khi vào.

## Excel

Trang *Hướng dẫn* có ý nghĩa mọi cột; mỗi bộ một trang, hai dòng đầu nói tệp gì của ai đến ngày nào, dòng ba là tiêu đề tiếng Việt. Ngày là ngày,
tiền là số, chữ là chữ (bắt đầu bằng = + - @ cũng không thành công thức). Nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy; dấu chấm
phẩy nằm trong một giá trị viết `\\;`. Danh mục ghi bằng chữ, khi vào nhận cả chữ lẫn mã. Sổ quá hai triệu rưỡi ô không nhận vào được: dùng JSON.

## Thêm một bộ

Một tệp dưới `resources/datasets`, một hàm cho các dòng dưới `services/dataset_rows` và một dòng trong `registry.py`; muốn nhận vào thì thêm cách
ghi dưới `services/dataset_in`. Rồi chạy `python scripts/dataset_docs.py`.
"""


def text() -> str:
    """The whole document."""
    sets = datasets().values()
    lists = {f.code_list: f.codes for s in sets for f in s.fields if f.code_list}
    parts = [INTRO, "## Các bộ\n", *(f"- [{s.title}](#{s.key}) (`{s.key}`)" for s in sets), ""]
    parts += [_set(s) for s in sets]
    parts.append("## Danh mục mã\n")
    for name in sorted(lists):
        parts.append(f"**{name}**: " + "; ".join(f"`{code}` {words}" for code, words in lists[name]) + "\n")
    return "\n".join(parts)


def _set(s: DataSet) -> str:
    into = "; ".join(WAYS[w] for w in s.comes_in) if s.comes_in else f"không nhận vào. {s.why_not}"
    span = "không theo khoảng ngày" if not s.span else "theo ngày quyết định của việc" if s.span == "matter" else f"theo cột {s.field(s.span).heading}"
    lines = [
        f'## <a id="{s.key}"></a>{s.title}\n', f"`{s.key}`, trang *{s.sheet}*, phiên bản {s.version} từ {s.since:%d/%m/%Y}. {s.meaning}\n",
        f"Khoảng ngày: {span}. Vào: {into}.\n", "| Khóa | Cột | Kiểu | Bắt buộc | Che | Ý nghĩa |", "| --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    return "\n".join([*lines, *(_field(f) for f in s.fields), ""])


def _field(f: Field) -> str:
    kind = TYPES[f.type] + (f" ({f.code_list})" if f.code_list else f" ({f.of})" if f.of else f", dài nhất {f.length}" if f.length else "")
    meaning = f.meaning.replace("|", "\\|") + (" *Chỉ để đọc.*" if f.shown else "")
    return f"| `{f.name}` | {f.heading} | {kind} | {'có' if f.required else ''} | {'che' if f.secret else ''} | {meaning} |"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
