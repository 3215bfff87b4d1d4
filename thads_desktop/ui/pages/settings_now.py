"""What holds now of each thing that the settings change, as its form says it: to show it, and beside what was typed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.services import office_settings, others, people, series
from thads_desktop.ui import wording
from thads_desktop.ui.many_forms import Now

if TYPE_CHECKING:
    from thads_desktop.domain.office import OfficeIdentity
    from thads_desktop.domain.workload import Weights
    from thads_desktop.services.desk import Desk

#: The setting of the day on which the series of decisions begin again.
START = "series.decision.start"


def field(setting: str) -> str:
    """The field of a setting."""
    return setting.replace(".", "_")


def rules(held: Mapping[str, Any]) -> dict[str, Any]:
    """The form of the ways of counting."""
    return {field(name): held.get(name, options[0][0]) for name, _, options in office_settings.CHOICES}


def changed_rules(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, str]:
    """Those that are no longer as they were shown: the others are nobody's business."""
    names = [name for name, _, _ in office_settings.CHOICES]
    return {name: values[field(name)] for name in names if values[field(name)] != before.get(field(name))}


def of_series(found: Sequence[series.SeriesState]) -> str:
    """What stands above the list of series."""
    said = (
        "Mỗi loại quyết định có dãy số riêng theo năm, hoặc mọi loại chung một dãy (chọn tại thẻ Lịch và cách tính). "
        "Số không bỏ cách, số hủy vẫn giữ trong dãy."
    )
    alike = series.overlapping(found)
    if not alike:
        return said
    return (
        f"{said}\n⚠ {len(alike)} dãy quyết định cấp số trùng nhau với cùng một ký hiệu trong năm ({', '.join(s.words for s in alike[:3])}…), mà số và "
        "ký hiệu văn bản là duy nhất trong một năm (Điều 15 Nghị định 30/2020/NĐ-CP). Hãy chọn mọi loại chung một dãy: dãy chung đi tiếp từ số lớn "
        "nhất đã cấp; số đã cấp giữ nguyên."
    )


def weights_said(held: Weights) -> dict[str, Any]:
    """The form of what makes an officer's load."""
    return {f"weight_{name}": f"{getattr(held, name):g}".replace(".", ",") for name in ("matter", "billion", "year")}


def start(held: Mapping[str, Any]) -> dict[str, Any]:
    """The form of the day on which series begin again."""
    return {"start": held.get(START, office_settings.STARTS[0][0])}


def identity(held: OfficeIdentity) -> dict[str, Any]:
    """The form of what the office is called from a day on."""
    return {
        "valid_from": held.valid_from, "name": held.name, "parent": held.parent, "symbol": held.symbol, "place": held.place,
        "head_title": held.head_title, "account": held.account, "region_line": held.region_line, "sign_prefix": held.sign_prefix,
        "region_title": held.region_title,
    }  # fmt: skip


class Asking:
    """The same, asked again when another desk was faster: each method for one form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self, _typed: Mapping[str, Any]) -> Now:
        with self._desk.reading() as reader:
            subjects = (f"setting:{name}" for name, _, _ in office_settings.CHOICES)
            return Now(rules(self._desk.settings(reader)), wording.CONFLICT_RULES, *others.last_hand_and_head(reader, *subjects))

    def weights(self, _typed: Mapping[str, Any]) -> Now:
        with self._desk.reading() as reader:
            held = weights_said(office_settings.weights(self._desk, reader))
            return Now(held, wording.CONFLICT_WEIGHTS, *others.last_hand_and_head(reader, office_settings.WEIGHTS))

    def start(self, _typed: Mapping[str, Any]) -> Now:
        with self._desk.reading() as reader:
            return Now(start(self._desk.settings(reader)), wording.CONFLICT_START, *others.last_hand_and_head(reader, f"setting:{START}"))

    def identity(self, typed: Mapping[str, Any]) -> Now:
        """The name of the day that was typed; nothing where no name begins on that day."""
        with self._desk.reading() as reader:
            of_day = [identity(i) for i in people.office(reader).identities if i.valid_from == typed["valid_from"]]
            return Now(of_day[0] if of_day else {}, wording.CONFLICT_IDENTITY, *others.last_hand_and_head(reader, people.OFFICE_ROW))

    def series(self, typed: Mapping[str, Any]) -> Now:
        with self._desk.reading() as reader:
            year = series.year_of(self._desk, reader, typed["series"], self._desk.clock.today())
            values = {"series": typed["series"], "next": str(reader.number_state(typed["series"], year))}
            return Now(values, wording.CONFLICT_SERIES, *others.last_hand_and_head(reader, series.subject_of(typed["series"], year)))

    def day(self, typed: Mapping[str, Any]) -> Now:
        on: date = typed["on"]
        with self._desk.reading() as reader:
            off = not self._desk.calendar(reader).is_working(on)
            return Now({"on": on, "off": off}, wording.CONFLICT_DAY, *others.last_hand_and_head(reader, f"calendar:{on.year}"))
