"""What prints of emulation: a campaign with its ranking and evidence; a person's or unit's record. Violations stand only in the record made for who
may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.text import bare
from thads_desktop.services import awards, emulation, inspection_files, people

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.emulation import Campaign, Rank

NOTE = "Tên danh hiệu, hình thức khen thưởng là danh mục của chương trình, chưa đối chiếu với luật có hiệu lực ngày ấy."
_AWARDS = (ListColumn("Ngày", 9), ListColumn("Ai", 22), ListColumn("Danh hiệu, hình thức", 26), ListColumn("Số quyết định", 15),
           ListColumn("Phong trào", 18), ListColumn("Nội dung", 24))  # fmt: skip


def campaign(desk: Desk, key: str) -> Listing:
    """The ranking, then each entry with its evidence."""
    stands = next(c for c in emulation.campaigns(desk) if c.key == key)
    ranks = tuple((r.placed.band, r.place, r.name, r.placed.points if r.entries else None, tied_words(r)) for r in emulation.ranking(desk, key))
    entries = tuple((e.day, e.name, e.what, e.points, e.proof) for e in stands.entries)
    return _listing(
        desk, title(stands), (campaign_words(stands, desk.clock.today()), criteria_words(stands)),
        (ListTable("Xếp hạng", (ListColumn("Nhóm", 24), ListColumn("Hạng", 7, "right"), ListColumn("Ai", 34), ListColumn("Điểm", 8, "right"),
                                ListColumn("Bằng điểm", 12)), ranks, "" if ranks else "Chưa có ai."),
         ListTable("Điểm và dẫn chứng", (ListColumn("Ngày", 9), ListColumn("Ai", 22), ListColumn("Tiêu chí", 26), ListColumn("Điểm", 7, "right"),
                                         ListColumn("Dẫn chứng", 36)), entries, "" if entries else "Chưa cho điểm.")),
        ("Nhóm theo số việc của đơn vị trong năm, kê tại sổ cán bộ; bằng điểm thì cùng hạng.",),
    )  # fmt: skip


def all_awards(desk: Desk) -> Listing:
    """Every award that stands."""
    rows = tuple((a.day, a.name, a.what, a.number, a.campaign, a.said) for a in awards.awards(desk))
    return _listing(desk, "Danh sách khen thưởng", (), (ListTable("", _AWARDS, rows, "" if rows else "Chưa ghi khen thưởng nào."),), (NOTE,))


def record(desk: Desk, who: str, *, with_violations: bool) -> Listing:
    """All there is of one: points, awards and, where asked for by who may see them, violations."""
    with desk.reading() as reader:
        name = emulation.name_of(reader, who)
    points = tuple((c.name, e.day, e.what, e.points, e.proof) for c in emulation.campaigns(desk) for e in c.entries if e.who == who)
    given = tuple((a.day, a.name, a.what, a.number, a.campaign, a.said) for a in awards.awards(desk, who))
    tables = [
        ListTable("Điểm thi đua", (ListColumn("Phong trào", 22), ListColumn("Ngày", 9), ListColumn("Tiêu chí", 24), ListColumn("Điểm", 7, "right"),
                                   ListColumn("Dẫn chứng", 34)), points, "" if points else "Chưa có điểm."),
        ListTable("Khen thưởng", _AWARDS, given, "" if given else "Chưa có."),
    ]  # fmt: skip
    if with_violations:
        bad = tuple((v.day, v.said, v.handled or "chưa xử lý", v.handled_day, v.handled_said) for v in awards.violations(desk, who))
        columns = (ListColumn("Ngày", 9), ListColumn("Vi phạm", 34), ListColumn("Xử lý", 20), ListColumn("Ngày xử lý", 10),
                   ListColumn("Nội dung xử lý", 26))  # fmt: skip
        tables.append(ListTable("Vi phạm", columns, bad, "" if bad else "Không có."))
    return _listing(desk, f"Hồ sơ thi đua, khen thưởng: {name}", (), tuple(tables), (NOTE,))


def title(stands: Campaign) -> str:
    """The heading of the print; what the name itself says is not said twice."""
    named = bare(stands.name)
    before = "" if named.startswith("phong trao") else "phong trào " if named.startswith("thi dua") else "phong trào thi đua "
    return f"Kết quả {before}{stands.name[:1].lower() + stands.name[1:] if not before or before == 'phong trào ' else stands.name}"


def tied_words(rank: Rank) -> str:
    return "chưa cho điểm" if not rank.entries else "đồng hạng" if rank.placed.tied else ""


def state_words(stands: Campaign, today: date) -> str:
    """Open, ended, or still to begin."""
    return "đã kết thúc" if not stands.open else "sắp bắt đầu" if today < stands.start else "đang mở"


def campaign_words(stands: Campaign, today: date) -> str:
    about = dict(emulation.ABOUT)[stands.about].lower()
    ended = f" ngày {short_date(stands.closed)}, xếp hạng giữ như khi kết thúc" if stands.closed else ""
    again = "".join(f"; mở lại ngày {short_date(day)}: {reason.rstrip('.')}" for day, reason in stands.reopened)
    return f"Từ {short_date(stands.start)} đến {short_date(stands.until)}, {about}; {state_words(stands, today)}{ended}{again}"


def criteria_words(stands: Campaign) -> str:
    return "Tiêu chí: " + "; ".join(f"{name} ({most})" for name, most in stands.criteria.values())


def _listing(desk: Desk, title: str, said: tuple[str, ...], tables: tuple[ListTable, ...], notes: tuple[str, ...]) -> Listing:
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    return Listing(
        title, who.parent, who.name, who.place, today, said, tables, notes, ("Người lập", ""), people.signs(who, heads),
        inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
