"""The six heads, each by itself; every breach stands under exactly one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thads_desktop.domain.breaches import BREACHES
from thads_desktop.law.holidays import load_calendar
from thads_desktop.services import procuracy_checks as checks
from thads_desktop.services.procuracy_checks import Decision, Late

MONDAY = date(2020, 1, 6)
END = date(2020, 1, 31)
CALENDAR = load_calendar()
ONE = Decision(
    "05/QĐ-CCTHADS", "Quyết định hoãn thi hành án", MONDAY, ground="điểm c khoản 1 Điều 48", needs_ground=True, signer="Phạm Quang Minh",
    capacity="Thủ trưởng", had_power=True, due=date(2020, 1, 9), sent=date(2020, 1, 8),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (date(2020, 1, 8), "đã gửi ngày 08/01/2020, ngày làm việc thứ 2/3"),
        (MONDAY, "đã gửi ngay ngày ban hành 06/01/2020"),
        (date(2020, 1, 9), "đã gửi ngày 09/01/2020, ngày làm việc thứ 3/3"),
        (date(2020, 1, 10), "đã gửi ngày 10/01/2020, quá hạn 09/01/2020"),
        (None, "chưa gửi, quá hạn 09/01/2020"),
        (date(2020, 2, 3), "chưa gửi, quá hạn 09/01/2020"),
    ],
)
def test_time_of_sending(sent: date | None, said: str) -> None:
    assert checks.time_of(replace(ONE, sent=sent), CALENDAR, END) == said


def test_time_over_a_weekend_while_it_still_runs_and_where_nothing_is_owed() -> None:
    friday = replace(ONE, issued=date(2020, 1, 3), due=date(2020, 1, 8), sent=date(2020, 1, 7))
    assert checks.time_of(friday, CALENDAR, END) == "đã gửi ngày 07/01/2020, ngày làm việc thứ 2/3"
    assert checks.time_of(replace(ONE, sent=None), CALENDAR, date(2020, 1, 7)) == "chưa gửi, hạn 09/01/2020"
    assert checks.time_of(replace(ONE, due=None), CALENDAR, END) == "không thuộc loại phải gửi"
    other = replace(ONE, due=None, recorded=True, elsewhere=True)
    assert checks.time_of(other, CALENDAR, END) == "lập ở nơi khác, nơi ban hành gửi"
    assert checks.time_of(replace(ONE, recorded=True, sent=date(2020, 1, 13)), CALENDAR, END) == "đã gửi ngày 13/01/2020, quá hạn 09/01/2020"
    assert checks.time_of(replace(ONE, recorded=True, sent=None), CALENDAR, END) == "chưa ghi ngày gửi, hạn 09/01/2020"


def test_ground() -> None:
    assert checks.ground_of(ONE) == "điểm c khoản 1 Điều 48"
    assert checks.ground_of(replace(ONE, ground="")) == "chưa ghi căn cứ"
    assert checks.ground_of(replace(ONE, ground="", needs_ground=False)) == "theo mẫu của quyết định"
    assert checks.ground_of(replace(ONE, breaches=("ground.unknown", "signer.not_known"))) == "căn cứ không có trong luật của ngày ấy"
    assert "đã xác nhận" in checks.ground_of(replace(ONE, confirmed=True))


def test_power() -> None:
    assert checks.power_of(ONE) == "Phạm Quang Minh, Thủ trưởng: đúng thẩm quyền"
    assert checks.power_of(replace(ONE, had_power=False)) == "Phạm Quang Minh, Thủ trưởng: không có quyền ký ngày 06/01/2020"
    assert checks.power_of(replace(ONE, had_power=None, signer="", capacity="")) == "chưa rõ người ký"
    assert "người ký không có thẩm quyền" in checks.power_of(replace(ONE, breaches=("signer.not_known",)))


def test_form() -> None:
    assert checks.form_of(ONE) == "đúng mẫu đang có hiệu lực"
    assert "phục dựng" in checks.form_of(replace(ONE, established=False))
    assert checks.form_of(replace(ONE, in_force=False)) == "mẫu không có hiệu lực ngày 06/01/2020"
    assert checks.form_of(replace(ONE, numbered=False)) == "chưa có số"
    assert checks.form_of(replace(ONE, recorded=True, breaches=("number.taken",))) == "số đã có ở văn bản khác cùng năm"
    assert checks.form_of(replace(ONE, recorded=True)) == "lập ngoài chương trình, chưa đối chiếu mẫu"


def test_content_and_other() -> None:
    assert checks.content_of(ONE) == "đủ nội dung bắt buộc của mẫu"
    assert checks.content_of(replace(ONE, missing=("lý do",))) == "thiếu: lý do"
    assert checks.content_of(replace(ONE, recorded=True, elsewhere=True)) == "lập ở nơi khác, chưa đối chiếu nội dung"
    assert checks.content_of(replace(ONE, breaches=("deferral.no_until",))) == "hoãn không ghi thời hạn"
    assert checks.other_of(ONE) == ""
    assert checks.other_of(replace(ONE, breaches=("officer.kin",), undone=True)) == "chấp hành viên là người thân thích của đương sự; đã bị thu hồi, hủy"


def test_answers_name_the_decision_where_there_are_several_and_tell_late_terms() -> None:
    alone = checks.answers([ONE], [], CALENDAR, END)
    assert alone["check_content"] == "đủ nội dung bắt buộc của mẫu"
    assert alone["check_other"] == "không phát hiện sai"
    late = Late("Xác minh điều kiện", date(2020, 1, 20), None)
    both = checks.answers([ONE, replace(ONE, number="06/QĐ-CCTHADS")], [late, replace(late, done=date(2020, 1, 22))], CALENDAR, END)
    assert both["check_power"] == "cả 2 quyết định: Phạm Quang Minh, Thủ trưởng: đúng thẩm quyền"
    unlike = checks.answers([ONE, replace(ONE, number="06/QĐ-CCTHADS", had_power=False)], [], CALENDAR, END)
    assert unlike["check_power"].splitlines()[1].startswith("06/QĐ-CCTHADS (hoãn thi hành án): ")
    assert both["check_other"] == (
        "quá hạn 20/01/2020, chưa làm: xác minh điều kiện\nquá hạn 20/01/2020, làm ngày 22/01/2020: xác minh điều kiện"
    )
    assert set(checks.answers([], [], CALENDAR, END).values()) == {""}


def test_what_cannot_be_answered_says_why() -> None:
    late = Late("Xác minh điều kiện", date(2020, 1, 20), None)
    nothing = checks.answers([], [], CALENDAR, END, checks.CARRIED, carried=True)
    assert list(nothing.values()) == ["không có dữ liệu: việc nhận từ sổ cũ"] * 6
    assert checks.answers([], [late], CALENDAR, END, checks.CARRIED, carried=True)["check_other"].splitlines() == [
        "không có dữ liệu: việc nhận từ sổ cũ", "quá hạn 20/01/2020, chưa làm: xác minh điều kiện",
    ]  # fmt: skip
    # Of a decision made here since the answer names it, so that nobody takes it for that of the first.
    since = checks.answers([ONE], [], CALENDAR, END, checks.CARRIED, carried=True)
    assert all(said.startswith("quyết định thi hành án: không có dữ liệu (việc nhận từ sổ cũ)") for said in since.values())
    assert since["check_power"].splitlines()[1].startswith("05/QĐ-CCTHADS (hoãn thi hành án): ")
    assert set(checks.answers([], [], CALENDAR, END, checks.NONE_KNOWN).values()) == {"không có dữ liệu: chưa ghi quyết định nào"}


def test_every_breach_stands_under_one_head() -> None:
    heads = {code: checks.head_of(code) for code in BREACHES}
    assert set(heads.values()) == set(checks.HEADS)
    assert heads["signer.not_known"] == "power"
    assert heads["deferral.too_long"] == "ground"
    assert heads["act.before_decision"] == "other"
    for code in BREACHES:
        said = [checks.ground_of, checks.power_of, checks.form_of, checks.content_of, checks.other_of]
        broken = replace(ONE, breaches=(code,))
        assert sum(BREACHES[code] in ask(broken) for ask in said) == 1, code
