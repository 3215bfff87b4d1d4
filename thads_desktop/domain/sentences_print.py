"""What is said of forms on the command line and of drafts of papers in Word."""

from __future__ import annotations

PRINT_REFUSALS: dict[str, str] = {
    "paper.no_form": "Không có biểu mẫu {form}: hãy nêu mã mẫu hoặc số trong danh mục như lệnh forms in ra.",
    "paper.several_forms": "Số {form} trong danh mục có nhiều biểu mẫu: hãy nêu một trong {which}.",
    "paper.bad_file": "Bản in là tệp PDF: hãy đặt tên tệp có đuôi .pdf.",
}
