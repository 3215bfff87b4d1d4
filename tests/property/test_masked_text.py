"""Free text: a sum of money is never hidden, a number of an identity paper or account always, whatever stands around them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, strategies as st

from thads_desktop.services.masking_text import hidden, without_names, without_numbers

SUMS = st.integers(1, 10**15) | st.integers(0, 15).map(lambda n: 10**n)
UNITS = st.sampled_from([" đồng", "đồng", " đ", "đ", " VNĐ", "VND", " vnđ", ",- đồng", ".-đ", ",00 đồng", " (một trăm) đồng", " (Một trăm đồng)", " ĐỒNG"])
BEFORE = st.sampled_from([
    "", "Trả ", "Trả nợ gốc ", "Bồi thường cho ông A: ", "Quyết định số 15/2019/DS-ST, ", "ngày 12/10/2019, ", "khoản 1: ", "2 xe; ",
])  # fmt: skip
AFTER = st.sampled_from(["", ".", ", lãi 10%/năm", " và án phí", "/tháng", "; giao nhà số 12", " theo hợp đồng 01/2018", "\n"])
#: Figures of an identity card, of an identity number of twelve, of an account.
IDS = st.from_regex(r"[0-9]{9}|[0-9]{12}|[0-9]{10,19}", fullmatch=True)
WHOSE = st.sampled_from(["CCCD ", "CMND số ", "Số tài khoản: ", "STK", "giấy tờ ", "(", "ông A, ", "Trả 5.000.000 đồng vào tài khoản ", "số 12 ngõ 5, "])
THEN = st.sampled_from([
    "", ".", ", ngân hàng X", ") trả 500.000.000 đồng", " tại Kho bạc", "/CA Hải Phòng", "; 12/10/2019", " cấp ngày 12/10/2019", " - ông B",
])  # fmt: skip


def grouped(amount: int, sign: str) -> str:
    return f"{amount:,}".replace(",", sign)


@given(SUMS, st.sampled_from([".", " ", "\u00a0", "", ","]), UNITS, BEFORE, AFTER)
@example(500_000_000, ".", " đồng", "năm 2019 ", "")
@example(500_000_000, ".", " đồng", "", " đồng thời giao nhà")
@example(191_234_567, "", " đồng", "", "")
def test_a_sum_of_money_is_never_hidden(amount: int, sign: str, unit: str, before: str, after: str) -> None:
    said = before + grouped(amount, sign) + unit + after
    assert without_numbers(said) == said


@given(IDS, WHOSE, THEN, st.data())
@example("191234567", "CMND ", " đồng ý", None)
@example("031080000001", "nợ ", " đồng", None)
@example("191234567", "ngày 15.9.2019 ", "", None)
@example("031080000001", "sinh 01.01.1980 ", " 500.000.000 đồng", None)
def test_a_number_of_a_person_is_always_hidden(number: str, whose: str, then: str, data: st.DataObject | None) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", "", "", " ", ".", "\u00a0"]), min_size=len(number), max_size=len(number))) if data else []
    written = "".join(figure + gap for figure, gap in zip(number, [*gaps[:-1], ""], strict=True)) if gaps else number
    shown = without_numbers(whose + written + then)
    assert number not in re.sub(r"[\s.]", "", shown)
    assert "•••" in shown
    if "500.000.000 đồng" in then:
        assert "500.000.000 đồng" in shown
    if "5.000.000 đồng" in whose:
        assert "5.000.000 đồng" in shown


@pytest.mark.parametrize("said", [
    "Theo Quyết định số 15/2019/QĐST-DS ngày 12/10/2019", "số 12345678/QĐ-CCTHADS", "Trả 500.000.000 - 600.000.000 đồng", "tiền lãi: 191.234.567, còn lại",
    "thửa 123 tờ bản đồ 45", "hạn 31.12.2019", "hạn 31.12.2019\n2. Giao nhà", "từ 12/10/2019-15/11/2019",
    "Trả 500,000,000 đồng", "Trả 500.000.000–600.000.000đ",
    "Trả 191234567 đồng cho ông Đồng", "số dư tài khoản 500.000.000 đồng", "10:30, 12/10/2019", "Trả 500.000.000 Đồng",
    "100.000.000 USD", "Trả 1.000.000.000 (một tỷ) đồng", "Trả 1.000.000.000 (Một tỷ đồng chẵn)",
])  # fmt: skip
def test_other_figures_stay(said: str) -> None:
    assert without_numbers(said) == said


@pytest.mark.parametrize(("said", "shown"), [
    ("CCCD 031 080 000 001.", "CCCD 031••••••001."), ("STK 0123456789 (VND)", "STK 012••••789 (VND)"), ("CMND 191.234.567, 500.000.000 đồng",
    "CMND 191•••567, 500.000.000 đồng"), ("CMND 191 234 567 500.000.000 đồng", "CMND 191•••567 500.000.000 đồng"),
])  # fmt: skip
def test_what_is_left(said: str, shown: str) -> None:
    assert without_numbers(said) == shown


@pytest.mark.parametrize(("number", "then"), [
    ("CMND 112233445", " đ/c Hải Phòng"), ("CMND 112233445", ", đ/c Hải Phòng"), ("112233445", " đ/c Hải Phòng"),
    ("CCCD 131094001234", " đ. Lê Lợi"), ("131094001234", " Đ. Lê Lợi"), ("131094001234", " (cấp ngày tại Đồng Nai)"),
    ("131094001234", " (Công an Đồng Hới)"), ("131094001234", " (công an đồng hới)"), ("131094001234", " Đồng Nai cấp"),
    ("131.094.001.234", " Đồng Nai cấp"), ("131094001234", " đồng chí A"), ("CCCD 131.094.001.234", " đồng chí A"),
    ("tk 123.456.789.012", " đồng tên Nguyễn"), ("CCCD 131094001234", " đồng"), ("tài khoản 131094001234", "đ"),
    ("thẻ 9704123456789012", " - 500.000.000 đồng"), ("9704123456789012", " – 500.000.000 đồng"),
    ("131094001234", " đến 5.000.000 đồng"), ("CCCD 131.094.001", " đến 5.000.000 đồng"), ("CMND 031-094-001", "/2019"),
])  # fmt: skip
def test_what_stands_behind_a_number_does_not_make_it_money(number: str, then: str) -> None:
    shown = without_numbers(number + then)
    assert "•••" in shown
    assert shown.endswith(then)


@pytest.mark.parametrize("sign", [
    "/", "_", ",", "–", "—", "·", ":", "\t", "\n", "\r\n", "\u200b", "\u2060", "\u2002", "   ", " / ", "|", "\u00ad", "\ufeff",
])  # fmt: skip
@pytest.mark.parametrize("groups", [("031", "094", "001", "234"), ("112", "233", "445"), ("13109", "4001", "234")])
def test_no_sign_between_figures_lets_a_number_through(sign: str, groups: tuple[str, ...]) -> None:
    shown = without_numbers(f"ông A, {sign.join(groups)}, Hải Phòng")
    assert "•••" in shown
    assert sign.join(groups[1:]) not in shown


def test_a_name_is_found_however_it_is_written() -> None:
    for name in ("Đinh Gia Bảo", "ĐINH GIA BẢO", "dinh gia bao", "Đinh  Gia\nBảo", "Đinh Gia Ba\u0309o"):
        assert without_names(f"Cấp dưỡng cho {name}, sinh 2012", ["Đinh Gia Bảo"]) == "Cấp dưỡng cho Đ.G.B. (người chưa thành niên), sinh 2012"
    for name in (
        "Đinh-Gia-Bảo", "Đinh_Gia_Bảo", "Đinh G. Bảo", "Đ.G.Bảo", "Đ. G. Bảo", "Đinh–Gia–Bảo",
        "Đinh\u200bGia Bảo", "Đi\u200bnh Gia Bảo", "ĐinhGia Bảo",
    ):  # fmt: skip
        assert without_names(f"Cấp dưỡng cho {name}, sinh 2012", ["Đinh Gia Bảo"]) == "Cấp dưỡng cho Đ.G.B. (người chưa thành niên), sinh 2012"
    assert without_names("Đinh Gia Bảo1", ["Đinh Gia Bảo"]) == "Đ.G.B. (người chưa thành niên)1"
    assert without_names("điểm d An toàn, Đ.G.B.", ["Đỗ An", "Đinh Gia Bảo"]) == "điểm d An toàn, Đ.G.B."
    assert without_names("Ông An và ông Anh", ["An"]) == "Ông A. (người chưa thành niên) và ông Anh"
    assert hidden("Vũ Thị Thơm, Vũ Thị Thơ", ["Vũ Thị Thơ"]) == "Vũ Thị Thơm, V.T.T. (người chưa thành niên)"


@given(st.text(max_size=60), st.lists(st.text(max_size=10), max_size=3))
def test_no_text_is_too_odd(said: str, names: list[str]) -> None:
    hidden(said, names)
