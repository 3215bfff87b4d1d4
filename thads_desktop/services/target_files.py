"""The targets of a year as tables: on the screen, printed, as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable, Percent
from thads_desktop.domain.targets import CUTS, RATES, WHOLE, Share, met
from thads_desktop.law import targets as targets_law
from thads_desktop.services import inspection_files, people, target_report
from thads_desktop.services.target_ways import MOST, WAYS
from thads_desktop.services.targets import DIRECTION_WORDS, gap_words, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.target_forecast import Forecast
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.target_report import Report, Standing

NO_TARGET = "Năm này chưa có chỉ tiêu nào: thủ trưởng giao bằng Ctrl+T; chỉ tiêu chung của năm chưa biết."
#: What is known at an office alone: of a department's offices only figures came.
MATTERS = WAYS_TITLE, MOVES_TITLE = "Việc lấp khoảng thiếu", "Đổi phân loại cần xem"
_EXACT = "Đạt hay chưa tính trên số chính xác, không trên phần trăm đã làm tròn; số còn thiếu là số việc (đồng) ít nhất phải xong thêm."
_ONLY = (
    "Chỉ nêu việc đang thi hành, có điều kiện: thu, chi trả, giao tài sản, thi hành nghĩa vụ hoặc đình chỉ có căn cứ; "
    "không có cách nào là đổi phân loại."
)
PART = " (khoản khác của việc đang hoãn, tạm đình chỉ hoặc chưa có điều kiện: xong khoản này việc chưa xong)"
OVER = "Năm đã hết ngày 30/9: số ở bảng chỉ tiêu là kết quả, không còn gì để dự báo."
_OF_OFFICE = "Khoảng và mùa của từng chấp hành viên lấy theo cả đơn vị; một người ít việc hơn nên sai số thật có thể lớn hơn."
_LINE = "“Đều theo ngày” là tỷ lệ hiện nay nhân số ngày cả năm chia số ngày đã qua, như cách lấy 6 tháng phải đạt một nửa."


def state(made: Report) -> str:
    """What stands at the head of the page: the day, how many are met, and at a department who has not sent."""
    of = f", kỳ {made.months:02d} tháng" if made.months else ""
    head = f"Năm {made.year}, số liệu đến {short_date(made.day)}{of} (sự kiện {made.seq})"
    if made.units and not made.months:
        return f"Năm {made.year}: chưa nhận gói báo cáo nào của năm này, chưa tính được chỉ tiêu. {_missing_words(made)}".rstrip()
    unknown = sum(s.share is None for s in made.own)
    more = f", {unknown} chỉ tiêu chưa tính được" if unknown else ""
    said = f"đạt {made.met} trên {len(made.own)} chỉ tiêu của cả đơn vị{more}." if made.own else "chưa có chỉ tiêu nào của cả đơn vị."
    return " ".join(x for x in (f"{head}: {said}", _missing_words(made), _draft_words(made), _unlike_words(made)) if x)


def _missing_words(made: Report) -> str:
    if not made.missing:
        return ""
    but = " Số liệu, tỷ lệ và dự báo chỉ của các đơn vị đã gửi." if made.months else ""
    return f"THIẾU BÁO CÁO CỦA {len(made.missing)} ĐƠN VỊ: {', '.join(made.missing)}.{but}"


def _draft_words(made: Report) -> str:
    return f"Bản đơn vị chưa chốt, số liệu còn có thể thay đổi: {', '.join(made.drafts)}." if made.drafts else ""


def _unlike_words(made: Report) -> str:
    return f"Không so được với: {'; '.join(made.unlike)}." if made.unlike else ""


def tables(made: Report) -> tuple[ListTable, ...]:
    """All of them, in their order."""
    found = [_standings("Chỉ tiêu", made.own, NO_TARGET), _forecasts(made), _tried(made), _ways(made), _moves(made), _intake(made)]
    if made.parts:
        found.insert(1, _standings("Từng đơn vị" if made.units else "Từng chấp hành viên", made.parts, ""))
    if made.units:
        found = [t for t in found if t.title not in MATTERS]
    return tuple(found)


def listing(desk: Desk, made: Report) -> Listing:
    """What is printed or written."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    return Listing(
        f"Chỉ tiêu thi hành án năm {made.year}", who.parent, who.name, who.place, today, (state(made), f"Theo {made.circular}"), tables(made), (_EXACT,),
        ("Người lập", ""), people.signs(who, heads), inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


def file_name(made: Report) -> str:
    """What a file of it is called, without ending."""
    return f"chi-tieu-{made.year}-{made.day:%Y%m%d}"


def _standings(title: str, standings: Sequence[Standing], none: str) -> ListTable:
    data = targets_law.load()
    rows: list[tuple[Cell, ...]] = []
    for s in standings:
        t = s.target
        assert t.now is not None
        rows.append((
            *((t.name,) if t.scope else ()), data.measures[t.measure].short, DIRECTION_WORDS[t.now.direction], _cell(t.now.threshold),
            _cell(s.share.value if s.share is not None else None), _result(s), s.gap or None, _unit(s),
            s.share.part if s.share is not None else None, s.share.whole if s.share is not None else None, t.basis, t.now.since,
            len([v for v in t.versions if v.since <= t.now.since]),
        ))  # fmt: skip
    name = "Giao cho 18|" if any(s.target.scope for s in standings) else ""
    heads = (
        f"{name}Chỉ tiêu 24|Chiều 7|Mức % 7>|Hiện nay % 8>|Kết quả 14|Còn thiếu 15>|Đơn vị 6|Đã có 15>|Trên 15>|Căn cứ 24|"
        "Từ ngày 10|Lần giao 5>"
    )
    return _table(title, heads, rows, none, _notes(standings))


def _notes(standings: Sequence[Standing]) -> str:
    """How each measure that is shown is taken."""
    known = targets_law.load().measures
    return " ".join(f"{known[m].short}: {known[m].note}" for m in dict.fromkeys(s.target.measure for s in standings))


def _forecasts(made: Report) -> ListTable:
    data = targets_law.load()
    rows: list[tuple[Cell, ...]] = []
    for s in (*made.own, *made.parts):
        f = s.forecast
        if f is None:
            continue
        assert s.target.now is not None
        now = s.target.now
        rows.append((
            s.target.name or "Cả đơn vị", data.measures[s.target.measure].short, DIRECTION_WORDS[now.direction], _cell(now.threshold), _cell(f.value),
            _cell(f.low), _cell(f.high), _cell(f.straight), f"theo mùa, {f.years} năm" if f.years else "đường thẳng",
            _likely(f, now.threshold, now.direction),
        ))  # fmt: skip
    heads = "Giao cho 18|Chỉ tiêu 26|Chiều 7|Mức % 8>|Dự báo % 8>|Khoảng từ % 8>|Đến % 8>|Đều theo ngày % 9>|Cách 14|Nhận xét 24"
    return _table("Dự báo đến 30/9", heads, rows, OVER if made.over else "Không có chỉ tiêu tỷ lệ nào để dự báo.", _method(made))


def _method(made: Report) -> str:
    """How the end of the year was forecast, with what there was."""
    found = [s.forecast for s in (*made.own, *made.parts) if s.forecast is not None]
    said = []
    if any(f.years for f in found):
        said.append("Theo mùa: mỗi số (xong, có điều kiện) lớn thêm từ cùng ngày (ở Cục: cùng kỳ) đến 30/9 như các năm trước, cột “Cách” nêu mấy năm.")
    if made.units and made.whole and not made.past:
        said.append(
            f"Có báo cáo 12 tháng của {made.whole} năm trước nhưng không năm nào có báo cáo {made.months:02d} tháng của cùng các đơn vị, "
            "nên dự báo là đường thẳng."
        )
    elif not made.past:
        said.append("Chưa có năm trước nào trọn vẹn: dự báo là đường thẳng.")
    if any(f.low is not None for f in found):
        said.append("Khoảng là sai số lớn nhất khi dự báo mỗi năm trước bằng các năm còn lại.")
    if any(f.low is None for f in found):
        said.append("Chưa đủ hai năm trước có số cùng kỳ thì chưa nêu được khoảng.")
    if not made.units and any(s.forecast is not None and s.forecast.years for s in made.parts):
        said.append(_OF_OFFICE)
    return " ".join([*said, _LINE])


def _tried(made: Report) -> ListTable:
    data = targets_law.load()
    rows: list[tuple[Cell, ...]] = []
    for measure, t in made.tried:
        inside, by_line = (n if t.with_interval else None for n in (t.covered, t.straight_covered))
        rows.append((
            data.measures[measure].short, t.months, len(t.trials), _cell(t.error), t.with_interval, inside, _cell(t.straight_error), by_line,
        ))  # fmt: skip
    note = (
        "Mỗi năm trước được dự báo chỉ bằng các năm còn lại rồi so với kết quả thật. Sai số là trung bình độ lệch (điểm phần trăm); trong khoảng: "
        "số năm mà kết quả thật không xa dự báo hơn lần lệch nhất của các năm còn lại, trên số năm thử được khoảng."
    )
    heads = (
        "Thước đo 30|Đứng ở tháng thứ 9>|Số năm 7>|Sai số theo mùa 12>|Số năm thử khoảng 10>|Trong khoảng 10>|Sai số đều ngày 12>|"
        "Trong khoảng, đều ngày 10>"
    )
    none = "Cần ít nhất hai năm trước trọn vẹn để kiểm chứng."
    if made.units:
        none = "Cần ít nhất hai năm trước có cả báo cáo 12 tháng và báo cáo 3, 6 hoặc 9 tháng của cùng các đơn vị để kiểm chứng."
    return _table("Kiểm chứng dự báo", heads, rows, none, note)


def _ways(made: Report) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (at, w.number_text, w.debtor, made.names.get(w.officer, ""), f"{WAYS[w.way]}{PART if w.part else ''}", w.rest, w.matters_so_far, w.money_so_far)
        for at, w in enumerate(made.ways, 1)
    ]
    said = [closing(made, s) for s in made.own if s.gap and s.target.measure in (*RATES, *CUTS) and _more(s)]
    cut = f" Nêu {MOST} việc gần xong nhất." if len(made.ways) == MOST else ""
    heads = "Dòng 6>|Số 13|Người phải thi hành án 22|Chấp hành viên 18|Cần làm 34|Còn phải thu, đồng 16>|Lũy kế việc 8>|Lũy kế tiền, đồng 17>"
    return _table(WAYS_TITLE, heads, rows, "Không có việc nào đang thi hành, có điều kiện.", " ".join([*said, f"{_ONLY}{cut}"]))


def closing(made: Report, s: Standing) -> str:
    """From which row on a rate or a cut is met."""
    assert s.gap is not None
    assert s.share is not None
    short = targets_law.load().measures[s.target.measure].short
    at = next((n for n, w in enumerate(made.ways, 1) if (w.money_so_far if s.share.money else w.matters_so_far) >= s.gap), 0)
    if not at:
        return f"{short}: các việc nêu dưới đây chưa đủ lấp {gap_words(s.share, s.gap)}."
    return f"{short}: xong đến dòng {at} là đạt."


def _moves(made: Report) -> ListTable:
    data = targets_law.load()
    rows: list[tuple[Cell, ...]] = []
    for m in made.moves:
        number, debtor = made.rows.get(m.matter, (m.matter, ""))
        by_matter, by_money = target_report.effect(made, m)
        rows.append((
            number, debtor, made.names.get(m.officer, ""), m.day, m.verified or "không có", target_report.marks(m),
            _cell(by_matter.value), _cell(by_money.value),
        ))  # fmt: skip
    all_ = target_report.effect_of_all(made)
    note = f"Nếu không có các lần chuyển này, tỷ lệ việc là {percent(all_[0].value)} %, tỷ lệ tiền là {percent(all_[1].value)} %. " if rows else ""
    head = (
        "Số 13|Người phải thi hành án 22|Chấp hành viên 18|Chuyển ngày 11|Xác minh gần nhất 13|Vì sao cần xem 26|"
        "Tỷ lệ việc nếu không chuyển % 15>|Tỷ lệ tiền nếu không chuyển % 15>"
    )
    return _table(MOVES_TITLE, head, rows, "Không có lần chuyển chưa có điều kiện nào cần xem.", note + data.note_late)


def _intake(made: Report) -> ListTable:
    rows: list[tuple[Cell, ...]] = []
    for i in made.intake:
        for what, c in (("việc", i.matters), ("đồng", i.money)):
            rows.append((i.name, what, c.base, _cell(c.growth), "giả định" if c.supposed else "các năm trước", c.value, c.low, c.high))
    year = made.year + 1
    heads = f"Đơn vị 30|Tính bằng 7|Cả năm {made.year} 16>|Mức tăng % 8>|Mức tăng theo 12|Dự báo năm {year} 16>|Khoảng từ 16>|Đến 16>"
    note = target_report.intake_method(made)
    if made.missing:
        note = f"Không có dòng của {', '.join(made.missing)} (chưa gửi báo cáo kỳ này); dòng chung cũng không có các đơn vị ấy. {note}"
    return _table(f"Thụ lý mới năm {year}", heads, rows, "Chưa có số liệu." if not made.missing else _missing_words(made), note)


def _cell(hundredths: int | None) -> Cell:
    """A percent: words on paper, a number in a workbook."""
    return None if hundredths is None else Percent(percent(hundredths))


def _result(s: Standing) -> str:
    if s.share is None:
        return s.why
    if s.share.whole <= 0:
        return "chưa có số liệu"
    if s.met:
        return "đạt"
    if not _more(s):
        return "vượt mức"
    return "không còn đạt được" if s.gap is None else "chưa đạt"


def _unit(s: Standing) -> str:
    return "" if s.share is None else "đồng" if s.share.money else "việc"


def _more(s: Standing) -> bool:
    """It is to be reached, not kept below."""
    return s.target.now is not None and s.target.now.direction != "at_most"


def _likely(f: Forecast, threshold: int, direction: str) -> str:
    """What the forecast, and the whole of its interval, says of a target."""

    def reached(value: int) -> bool:
        return met(Share(value, WHOLE), direction, threshold)

    yes, no = ("trong mức", "vượt mức") if direction == "at_most" else ("đạt", "chưa đạt")
    if f.low is not None and f.high is not None and reached(f.low) == reached(f.high):
        return f"cả khoảng đều {yes if reached(f.low) else no}"
    return f"dự báo {yes if reached(f.value) else no}, chưa chắc"


def _table(title: str, heads: str, rows: list[tuple[Cell, ...]], none: str, note: str = "") -> ListTable:
    """heads: "heading share", parted by a stroke; > behind it = to the right."""
    columns = []
    for head in heads.split("|"):
        words, _, share = head.rpartition(" ")
        columns.append(ListColumn(words, float(share.rstrip(">")), "right" if share.endswith(">") else "left"))
    return ListTable(title, tuple(columns), tuple(rows), note if rows else none)
