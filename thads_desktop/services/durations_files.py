"""How long matters take, on paper and in a workbook, and as the plain document of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import durations as d
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.services import durations as of, inspection_files, people

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.durations import Study

METHOD = (
    "Ước lượng Kaplan–Meier: việc còn dở dang (và việc đã rời đơn vị vì ủy thác, thu hồi, hủy, rút lên) tính là “ít nhất chừng ấy ngày”, không bỏ ra "
    "và không coi là đã xong. Trung vị: số ngày mà đến đó một nửa số việc đã xong; “chưa tới”: chưa có một nửa (một phần tư, ba phần tư) đã xong."
)
HOLD_NOTE = (
    "Thời gian tạm dừng (hoãn, tạm đình chỉ, chưa có điều kiện, sổ theo dõi riêng) là những ngày mọi khoản còn mở của việc đều ở tình trạng ấy; "
    "“không kể thời gian tạm dừng” đã trừ những ngày đó. Việc chưa có điều kiện chuyển sang sổ theo dõi riêng chưa phải là hết tạm dừng: tính là "
    "“ít nhất chừng ấy ngày”."
)
LIMITS = (
    "Từ yêu cầu: việc chủ động tính từ ngày nhận bản án; không rõ ngày thì không tính. Chi trả: chỉ những việc có khoản tiền mà việc "
    "chi trả được theo dõi. Việc nhận từ sổ cũ chỉ tính từ quyết định đến kết thúc, kể từ ngày sổ đủ số liệu; việc đã xong trước ngày ấy không tính."
)
_HEADS = (
    ListColumn("", 34), ListColumn("Số việc", 8, "right"), ListColumn("Đã xong", 8, "right"), ListColumn("Còn dở dang", 9, "right"),
    ListColumn("Một phần tư xong trong (ngày)", 12, "right"), ListColumn("Trung vị (ngày)", 11, "right"),
    ListColumn("Ba phần tư xong trong (ngày)", 12, "right"),
)  # fmt: skip


def said(value: int | None, n: int) -> Cell:
    """A quantile as people read it."""
    return value if value is not None else (of.NOT_REACHED if n else "")


def measure_words(measure: str) -> str:
    """A measure of ``durations.MEASURES`` in words."""
    if measure.startswith(d.HOLD):
        return f"Tạm dừng: {of.HOLD_WORDS[measure.removeprefix(d.HOLD)].lower()}"
    net = f", {of.WITHOUT_HOLD}" if measure.endswith(d.NET) else ""
    return f"{of.SPAN_WORDS[measure.removesuffix(d.NET)]}{net}"


def overview(study: Study, scope: str) -> ListTable:
    """Every measure of all matters of a scope."""
    rows = [_line(measure_words(m), _whole(study, m, scope)) for m in d.MEASURES]
    return ListTable(f"{of.SCOPE_WORDS[scope]}: tất cả", _headed("Khoảng thời gian"), tuple(rows))


def by_group(study: Study, by: str, measure: str, scope: str) -> ListTable:
    """One measure, group by group."""
    rows = tuple(_line(r.words, r.figures) for r in of.rows(study, by, measure, scope))
    title = f"{measure_words(measure)}, theo {of.GROUP_WORDS[by].lower()} ({of.SCOPE_WORDS[scope].lower()})"
    return ListTable(title, _headed(of.GROUP_WORDS[by]), rows, "" if rows else "Không có việc nào.")


def listing(desk: Desk, study: Study) -> Listing:
    """What is printed: all measures of both scopes, then each span by each group."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, study.day)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    tables = [overview(study, "others"), overview(study, "commercial")]
    tables += [by_group(study, by, m, "others") for by in of.groups(study) for m in ("decision_end", "decision_paid")]
    notes = [METHOD, HOLD_NOTE, LIMITS, *missing_words(study)]
    return Listing(
        "Thời gian thi hành án", who.parent, who.name, who.place, today, (study.as_of[:1].upper() + study.as_of[1:],), tuple(tables), tuple(notes),
        ("Người lập bảng", ""), people.signs(who, heads), inspection_files.proof(study.head, short_date(today)),
    )  # fmt: skip


def missing_words(study: Study) -> list[str]:
    """Of a department: whose counts are not in it, and of which day those of the others are."""
    told = []
    if study.missing:
        which = f"{len(study.missing)} đơn vị (chưa gửi báo cáo, hoặc gửi bằng bản chương trình cũ): {', '.join(study.missing)}"
        told.append(f"Chưa có số liệu thời gian của {which}.")
    if study.level != "district" and study.days:
        each = ", ".join(f"{study.offices[o]} đến {short_date(day)}" for o, day in sorted(study.days.items(), key=lambda x: study.offices[x[0]]))
        told.append(f"Số liệu lấy từ gói báo cáo mới nhất của từng đơn vị: {each}.")
    return told


def plain(study: Study) -> dict[str, Any]:
    """The document of ``durations --json``. Days; null = not reached."""
    return {
        "office": study.office, "day": study.day.isoformat(), "seq": study.head[0], "missing": list(study.missing),
        "rows": [
            {"measure": m, "scope": scope, "by": by, "key": r.key, "words": r.words, **_figures(r.figures)}
            for m in d.MEASURES for scope in ("others", "commercial") for by in ("", *of.groups(study))
            for r in (_one(study, m, scope) if not by else [x for x in of.rows(study, by, m, scope) if x.key != ""])
        ],
    }  # fmt: skip


def text(study: Study) -> str:
    """The same for people, in short."""
    lines = [f"{study.office}: {study.as_of}."]
    for scope in ("others", "commercial"):
        told = [f"  {measure_words(m)}: {_said(_whole(study, m, scope))}" for m in d.MEASURES if _whole(study, m, scope).n]
        lines += [f"{of.SCOPE_WORDS[scope]}:", *told] if told else [f"{of.SCOPE_WORDS[scope]}: không có việc nào."]
    return "\n".join([*lines, *missing_words(study)])


def file_name(day: date) -> str:
    """What a file of it is called, without ending."""
    return f"thoi-gian-thi-hanh-{day:%Y%m%d}"


def _whole(study: Study, measure: str, scope: str) -> d.Figures:
    return d.figures(d.grouped(study.counts, measure, "", scope).get("", {}))


def _one(study: Study, measure: str, scope: str) -> list[of.Row]:
    return [of.Row("", "Tất cả", _whole(study, measure, scope))]


def _figures(f: d.Figures) -> dict[str, int | None]:
    return {"n": f.n, "ended": f.over, "censored": f.open_, "q1": f.q1, "median": f.median, "q3": f.q3}


def _said(f: d.Figures) -> str:
    quarters = f" (một phần tư {days(f.q1)}, ba phần tư {days(f.q3)})" if f.median is not None or f.q1 is not None else ""
    return f"{f.n} việc, {f.over} đã xong, {f.open_} dở dang; trung vị {days(f.median)}{quarters}"


def days(value: int | None) -> str:
    """A quantile within a sentence."""
    return of.NOT_REACHED if value is None else f"{value} ngày"


def _line(words: str, f: d.Figures) -> tuple[Cell, ...]:
    return (words, f.n, f.over, f.open_, said(f.q1, f.n), said(f.median, f.n), said(f.q3, f.n))


def _headed(first: str) -> tuple[ListColumn, ...]:
    return (ListColumn(first, _HEADS[0].share), *_HEADS[1:])
