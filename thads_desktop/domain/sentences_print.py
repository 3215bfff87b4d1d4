"""What is said of forms on the command line, of codes on papers and of drafts in Word."""

from __future__ import annotations

PRINT_REFUSALS: dict[str, str] = {
    "paper.no_form": "Không có biểu mẫu {form}: hãy nêu mã mẫu hoặc số trong danh mục như lệnh forms in ra.",
    "paper.made_elsewhere": "Số {form} trong danh mục ({title}) không có mẫu in thử: {note}.",
    "paper.several_forms": "Số {form} trong danh mục có nhiều biểu mẫu: hãy nêu một trong {known}.",
    "paper.bad_file": "Bản in là tệp PDF: hãy đặt tên tệp có đuôi .pdf.",
    "word.issued": "Văn bản đã có số: không còn bản thảo Word, hãy in hoặc lưu bản PDF đã ban hành.",
    "mark.none": "Đây không phải mã của văn bản: hãy quét lại mã vuông ở chân trang đầu của văn bản.",
    "mark.other_office": "Văn bản vừa quét do đơn vị khác ban hành, không có trong sổ ở đây: hãy tìm theo số và ngày ghi trên văn bản.",
    "mark.unknown": "Không có văn bản này trong sổ: hãy tìm theo số và ngày ghi trên văn bản.",
}
