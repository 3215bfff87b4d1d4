"""What is said of forms on the command line, of codes on papers and of drafts in Word."""

from __future__ import annotations

PRINT_REFUSALS: dict[str, str] = {
    "paper.no_form": "Không có biểu mẫu {form}: hãy nêu mã mẫu hoặc số trong danh mục như lệnh forms in ra.",
    "paper.other_law": "Biểu mẫu {form} chỉ có theo Luật {laws}: hãy nêu {known}.",
    "paper.made_elsewhere": "Số {form} trong danh mục ({title}) không có mẫu in thử: {note}.",
    "paper.several_forms": "Có nhiều biểu mẫu của “{form}” trong danh mục: hãy nêu một trong {known}.",
    "paper.bad_file": "Bản in là tệp PDF: hãy đặt tên tệp có đuôi .pdf.",
    "word.issued": "Văn bản đã có số: không còn bản thảo Word, hãy in hoặc lưu bản PDF đã ban hành.",
    "word.signed": "Văn bản đã ký: không còn bản thảo Word để bàn, nội dung là bản đã ký; hãy vào số rồi in hoặc lưu bản PDF.",
    "mark.none": "Đây không phải mã của văn bản: hãy quét lại mã vuông ở chân trang đầu của văn bản.",
    "mark.other_office": "Văn bản vừa quét do đơn vị khác ban hành, không có trong sổ ở đây: hãy tìm theo số và ngày ghi trên văn bản.",
    "mark.unknown": "Không có văn bản này trong sổ: hãy tìm theo số và ngày ghi trên văn bản.",
}
