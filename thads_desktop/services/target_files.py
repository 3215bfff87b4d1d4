"""The targets of a year as tables: on the screen, printed, as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.targets import RATES
from thads_desktop.law import targets as targets_law
from thads_desktop.services import inspection_files, people, target_report
from thads_desktop.services.target_ways import MOST, WAYS
from thads_desktop.services.targets import gap_words, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.intake_forecast import Coming
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
_LINE = "“Đều theo ngày” là tỷ lệ hiện nay nhân số ngày cả năm chia số ngày đã qua, như cách lấy 6 tháng phải đạt một nửa."


def state(made: Report) -> str:
    """One sentence for the head of the page."""
    day = short_date(made.day)
    if not made.own:
        return f"Năm {made.year}, số liệu đến {day}: chưa có chỉ tiêu nào của cả đơn vị."
    return f"Năm {made.year}, số liệu đến {day} (sự kiện {made.seq}): đạt {made.met} trên {len(made.own)} chỉ tiêu của cả đơn vị."


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
        ("Người lập", ""), (who.head_title, heads[0].name if heads else ""), inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


def file_name(made: Report) -> str:
    """What a file of it is called, without ending."""
    return f"chi-tieu-{made.year}-{made.day:%Y%m%d}"


def _standings(title: str, standings: Sequence[Standing], none: str) -> ListTable:
    data = targets_law.load()
    rows: list[tuple[Cell, ...]] = []
    for s in standings:
        t = s.target
        since = short_date(t.now.since) if t.now is not None else ""
        again = f", lần {len([v for v in t.versions if v.since <= t.now.since])}" if t.now is not None and len(t.versions) > 1 else ""
        rows.append((
            *((t.name,) if t.scope else ()), data.measures[t.measure].short, t.words, percent(s.share.value) if s.share is not None else "-",
            "đạt" if s.met else "chưa đạt", _missing(s), f"{since}{again}", _fraction(s), t.basis,
        ))  # fmt: skip
    name = "Giao cho 20|" if any(s.target.scope for s in standings) else ""
    heads = f"{name}Chỉ tiêu 26|Mức 13|Hiện nay % 9>|Kết quả 9|Còn thiếu 17>|Từ ngày 12|Đã có / trên 26>|Căn cứ 28"
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
        rows.append((
            s.target.name or "Cả đơn vị", data.measures[s.target.measure].short, s.target.words, percent(f.value), _interval(f), percent(f.straight),
            _likely(f, s.target.now.threshold, s.target.now.direction),
        ))  # fmt: skip
    way = f"Theo mùa: từ {made.past} năm trước của đơn vị, lấy mỗi số (xong, có điều kiện) lớn thêm từ đúng ngày này đến 30/9." if made.past else (
        "Chưa có năm trước nào trọn vẹn: dự báo là đường thẳng.")  # fmt: skip
    wide = made.past > 1
    spread = "Khoảng là sai số lớn nhất khi dự báo mỗi năm trước bằng các năm còn lại." if wide else "Chưa đủ hai năm trước nên chưa nêu được khoảng."
    heads = "Giao cho 20|Chỉ tiêu 28|Mức 13|Dự báo % 10>|Khoảng % 18>|Đều theo ngày % 14>|Nhận xét 26"
    return _table("Dự báo đến 30/9", heads, rows, "Không có chỉ tiêu tỷ lệ nào để dự báo.", f"{way} {spread} {_LINE}")


def _tried(made: Report) -> ListTable:
    data = targets_law.load()
    rows: list[tuple[Cell, ...]] = []
    for measure, t in made.tried:
        inside, by_line = (f"{n} trên {t.with_interval} năm" if t.with_interval else "chưa đủ năm" for n in (t.covered, t.straight_covered))
        rows.append((data.measures[measure].short, f"{t.months} tháng", len(t.trials), percent(t.error), inside, percent(t.straight_error), by_line))
    note = (
        "Mỗi năm trước được dự báo chỉ bằng các năm còn lại rồi so với kết quả thật. Sai số là trung bình độ lệch (điểm phần trăm); trong khoảng: "
        "kết quả thật không xa dự báo hơn lần lệch nhất của các năm còn lại."
    )
    heads = "Thước đo 30|Đứng ở 9|Số năm 7>|Sai số theo mùa 12>|Trong khoảng 14|Sai số đều ngày 12>|Trong khoảng 14"
    return _table("Kiểm chứng dự báo", heads, rows, "Cần ít nhất hai năm trước trọn vẹn để kiểm chứng.", note)


def _ways(made: Report) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (at, w.number_text, w.debtor, made.names.get(w.officer, ""), f"{WAYS[w.way]}{PART if w.part else ''}", w.rest, w.matters_so_far, w.money_so_far)
        for at, w in enumerate(made.ways, 1)
    ]
    said = [closing(made, s) for s in made.own if s.gap and s.target.measure in RATES and _more(s)]
    cut = f" Nêu {MOST} việc gần xong nhất." if len(made.ways) == MOST else ""
    heads = "Dòng 6>|Số 13|Người phải thi hành án 22|Chấp hành viên 18|Cần làm 34|Còn phải thu, đồng 16>|Lũy kế việc 8>|Lũy kế tiền, đồng 17>"
    return _table(WAYS_TITLE, heads, rows, "Không có việc nào đang thi hành, có điều kiện.", " ".join([*said, f"{_ONLY}{cut}"]))


def closing(made: Report, s: Standing) -> str:
    """From which row on a rate is met."""
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
            percent(by_matter.value), percent(by_money.value),
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
            rows.append((i.name, what, c.base, f"{percent(c.growth)} %{' (giả định)' if c.supposed else ''}", c.value, _between(c)))
    year = made.year + 1
    heads = f"Đơn vị 34|Tính bằng 9|Cả năm {made.year} 18>|Mức tăng 20|Dự báo năm {year} 18>|Khoảng 34"
    return _table(f"Thụ lý mới năm {year}", heads, rows, "Chưa có số liệu.", target_report.intake_method(made))


def _missing(s: Standing) -> str:
    over = "" if _more(s) or s.met else "vượt "
    return f"{over}{gap_words(s.share, s.gap)}"


def _more(s: Standing) -> bool:
    """It is to be reached, not kept below."""
    return s.target.now is not None and s.target.now.direction != "at_most"


def _fraction(s: Standing) -> str:
    """Part and whole; of a cut nothing is known without the year before."""
    return "-" if s.share is None else f"{dong(s.share.part)} / {dong(s.share.whole)}"


def _interval(f: Forecast) -> str:
    return f"{percent(f.low)} - {percent(f.high)}" if f.low is not None else "-"


def _likely(f: Forecast, threshold: int, direction: str) -> str:
    if direction == "at_most":
        return "trong mức" if f.value <= threshold else "vượt mức"
    if f.low is not None and f.high is not None:
        if f.low >= threshold:
            return "cả khoảng đều đạt"
        if f.high < threshold:
            return "cả khoảng đều chưa đạt"
    return "dự báo đạt, chưa chắc" if f.value >= threshold else "dự báo chưa đạt, chưa chắc"


def _between(c: Coming) -> str:
    return f"{dong(c.low)} - {dong(c.high)}"


def _table(title: str, heads: str, rows: list[tuple[Cell, ...]], none: str, note: str = "") -> ListTable:
    """heads: "heading share", parted by a stroke; > behind it = to the right."""
    columns = []
    for head in heads.split("|"):
        words, _, share = head.rpartition(" ")
        columns.append(ListColumn(words, float(share.rstrip(">")), "right" if share.endswith(">") else "left"))
    return ListTable(title, tuple(columns), tuple(rows), note if rows else none)
