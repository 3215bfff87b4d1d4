"""Writes docs/registers.md from the layouts and sources of registers; a test holds the two against each other.

    python scripts/register_docs.py
"""

from __future__ import annotations

from pathlib import Path

from thads_desktop.documents.register import NOT_COMPARED, load_registers, running_of
from thads_desktop.documents.register_sources import COMMON, SOURCES

FILE = Path(__file__).resolve().parents[1] / "docs" / "registers.md"
KINDS = {"text": "chữ", "date": "ngày", "money": "tiền", "count": "số", "number": "số lượng"}
INTRO = f"""# Sổ

Do `scripts/register_docs.py` lập từ `forms/registers` và `thads_desktop/documents/register_sources.py`; không sửa tay.

Sổ là cách nhìn các việc đã ghi: không ai chép vào sổ, dòng của sổ lấy từ nhật ký. Mẫu cột là dữ liệu có hiệu lực theo ngày, gói quy định thay được,
đơn vị sửa được (Ctrl+E) và trả về như cũ; mẫu nào chưa có văn bản gốc thì ghi “{NOT_COMPARED}” trên màn hình và trên giấy.

```
thads-desktop registers [--json] [--data THƯ_MỤC]
thads-desktop register TÊN --year NĂM --out THƯ_MỤC --data THƯ_MỤC
```

TÊN là mã, số hoặc tên sổ. Một số có ở nhiều thông tư thì lấy sổ thi hành án (Thông tư 04/2023, Thông tư 01/2016) có hiệu lực trong năm ấy; sổ khiếu
nại, tố cáo gọi bằng mã hoặc tên. Tên khớp nhiều sổ thì lệnh kê các sổ để chọn. Ghi `so-….pdf` (A3, trang chứng nhận số trang, số trang ở
giữa lề trên, năm in lớn ở trang đầu) và `so-….xlsx`. Trong cửa sổ: Ctrl+F6.

Kết sổ (F9): lần lượt từng quý, rồi 6 tháng, cả năm (kết quý sau khi quý trước đã kết); các dòng của kỳ được giữ nguyên cùng số thứ tự và cộng cột,
đúng như ngày cuối kỳ dù kết muộn. Việc xảy ra sau đó được ghi tiếp như ghi vào ô còn trống của dòng cũ: bản in mỗi kỳ có phần riêng “Ghi tiếp vào các
dòng đã kết sổ” với những ô kỳ ấy mới ghi; cột tiền và cột số đếm ở phần này là phần tăng thêm, phần giảm có dấu trừ, nên cộng kỳ, cộng từ đầu năm và
cộng cả năm đều bằng cộng các dòng đã in. Ô còn trống khi kết thì được ghi tiếp; ô đã ghi mà vẫn chạy tiếp (đã thu, còn lại, kết quả, tình trạng …) thì
mẫu sổ nói: mục `running` trong `forms/registers`. Ô đã ghi, không chạy tiếp mà nay khác, và số của chính kỳ đã kết nay khác, là sửa đổi: dòng đã kết giữ
nguyên, cột “Ghi chú” (không bỏ được) có “đã sửa đổi, bổ sung ngày …” của từng lần sửa, lần sửa ấy sau lại xóa cũng còn. Dòng ghi muộn vào kỳ sau và
mang ghi chú “ghi sau khi kết sổ …”. 6 tháng và cả năm cộng các quý. Sổ của năm đã kết hết vẫn được ghi tiếp: mỗi lần kết quý của năm sau có phần “Ghi
tiếp vào các dòng đã kết sổ của năm …” cộng riêng; sổ 13 thì chuyển vật chứng, tài sản còn lại sang sổ năm sau. Sổ S02 ghi mỗi quyển theo từng quý.
Thông tư không nói có kết sổ kỳ không phát sinh hay không: chương trình cho kết và
nói điều ấy. Sổ 13 và sổ biên lai có thêm chỗ ký của kế toán, thủ kho, thủ quỹ.

"""


def document() -> str:
    """The whole file."""
    lines = [INTRO + "## Các sổ\n", "| mã | tên | văn bản | từ | đến | mẫu | nguồn |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for r in load_registers():
        until = f"{r.until:%d/%m/%Y}" if r.until else ""
        status = "có trong văn bản" if r.status == "established" else "dựng lại"
        lines.append(f"| {r.code} | {r.name} | {r.circular} | {r.start:%d/%m/%Y} | {until} | {status} | `{r.source}` |")
    lines.append("\n## Nguồn dòng và các mục của nguồn\n")
    lines.append("Mọi nguồn đều có: " + ", ".join(f"`{f.name}` {f.label}" for f in COMMON) + ".\n")
    for source in SOURCES.values():
        said = ", ".join(f"`{f.name}` {f.label}{'' if f.kind == 'text' else f' ({KINDS[f.kind]})'}" for f in source.fields)
        lines.append(f"- `{source.key}` {source.title}: {said}.")
        if running := [f.name for f in source.fields if f.name in running_of(source.key)]:
            lines.append(f"  Ghi tiếp sau kết sổ dù đã ghi: {', '.join(f'`{n}`' for n in running)}.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
