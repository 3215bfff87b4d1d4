"""What is looked for in the file of a matter, as dated data (``resources/file/completeness.toml``); no number of an article stands here.

Outside the digest of the rules: no term and no figure of a return rests on it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.law.ruleset import Rules

#: How the program recognises what is looked for.
CHECKS = (
    "judgment", "request", "decision", "officer", "opened", "procuracy", "notified", "proof", "verified", "lacking", "scanned", "lifted", "receipts",
    "vouchers", "settled", "ending", "numbered", "counted", "listed", "archived", "acceptance", "complaint", "proposal", "settlement",
)  # fmt: skip
#: What an item rests on of which no text holds.
PRACTICE = "thực tiễn kiểm sát"
_KEYS = {"key", "stage", "title", "check", "from", "until", "rule", "cite", "note", "signoff"}


@dataclass(frozen=True, slots=True)
class Item:
    """stage: its words; rule: whose citation stands behind it, "" = cite or note say; start, until: days of the enforcement decision."""

    key: str
    stage: str
    title: str
    check: str
    start: date | None = None
    until: date | None = None
    rule: str = ""
    cite: str = ""
    note: str = ""
    #: From which day what ``cite`` names holds.
    cited: date | None = None
    #: Where it is missing when the file is listed for the archive, the officer says why.
    signoff: bool = True

    def on(self, day: date) -> bool:
        """It is asked of a matter decided on a day."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)

    def basis(self, rules: Rules, day: date) -> str:
        """The citation of the day, else where it comes from."""
        if self.rule:
            return rules.term(self.rule, day).cite
        return self.cite if self.cite and (self.cited is None or self.cited <= day) else self.note or PRACTICE


@cache
def items(of: str = "completeness") -> tuple[Item, ...]:
    """Every item that ships, stage by stage. of: "completeness" = of a matter's file, "complaint" = of a complaint's or a denunciation's."""
    return read(tomllib.loads(resource("file", f"{of}.toml").read_text(encoding="utf-8")))


def read(data: dict[str, Any]) -> tuple[Item, ...]:
    """The items of a file. LawDataError for what is not sound: an unknown key, check or stage, a key twice, nothing that it rests on."""
    stages = data.get("stages", {})
    made = []
    for table in data.get("item", ()):
        unsound = set(table) - _KEYS or not {"key", "stage", "title", "check"} <= set(table)
        unsound = unsound or not isinstance(table.get("signoff", True), bool)
        if unsound or table["check"] not in CHECKS or table["stage"] not in stages or not any(table.get(k) for k in ("rule", "cite", "note")):
            raise LawDataError(f"completeness.toml: {table.get('key', '?')}")
        made.append(Item(
            table["key"], stages[table["stage"]], table["title"], table["check"], table.get("from"), table.get("until"), table.get("rule", ""),
            table.get("cite", ""), table.get("note", ""),
            max((day for name, day in data.get("documents", {}).items() if name in table.get("cite", "")), default=None), table.get("signoff", True),
        ))  # fmt: skip
    if set(data) != {"documents", "stages", "item"} or len({i.key for i in made}) != len(made):
        raise LawDataError("completeness.toml")
    order = list(stages.values())
    return tuple(sorted(made, key=lambda i: order.index(i.stage)))
