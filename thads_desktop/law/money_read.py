"""Reads the file of the law of money, strictly: every table has its keys and no other, every entry its citation or its source."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.law.money_law import (
    CERTAINTIES,
    Band,
    Factor,
    HeldLaw,
    MoneyLaw,
    PaymentLaw,
    Rate,
    Relief,
    RemissionLaw,
    Said,
    Setting,
    Tariff,
    Wage,
    citing,
)
from thads_desktop.law.ruleset import LawDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPAN = {"from", "until", "certainty", "note"}
_KEYS = {
    "fee": _SPAN | {"code", "brackets", "cap", "cite", "free_base_salaries", "free_cite", "instalments_cite", "payer", "payer_cite", "factors",
                    "follows", "setting"},
    "fee_relief": _SPAN | {"code", "kind", "text", "cite", "percent", "at_most"},
    "base_salary": _SPAN | {"amount", "source"},
    "regional_wage": _SPAN | {"region", "amount", "source"},
    "interest": _SPAN | {"rate", "words", "cite", "also", "agreed_cap", "agreed_cite", "agreed_note"},
    "interest_rule": _SPAN | {"code", "text", "cite", "also", "deferrals", "suspensions", "open_deferrals"},
    "payment": _SPAN | {"law", "cite", "ranks", "names", "deductions", "silent", "pro_rata_cite", "circles_cite", "rest_cite", "secured_cite",
                        "share_kept_cite", "due_days", "due_cite", "rent_note", "bad_debt_note"},
    "remission": _SPAN | {"law", "cite", "least_paid", "least_paid_cite", "special", "special_cite", "interest_text", "interest_cite",
                          "interest_note", "minutes_months", "minutes_cite", "edge", "edge_note", "bands"},
    "held": _SPAN | {"law", "notice_days", "notice_cite", "small", "small_cite", "deposit", "deposit_cite", "public_years", "late_years",
                     "public_cite"},
    "taken_before": _SPAN | {"years", "cite", "text"},
}  # fmt: skip
_BAND = {"gives", "years", "min", "above", "below", "up_to", "paid", "n", "d", "most"}
_SINGLE = {"documents", "settings", "regional_communes", "payment_kinds", "deduction_kinds", "interest_contract"}


def made(data: dict[str, Any]) -> MoneyLaw:
    """The law of money of a parsed file. LawDataError, KeyError, TypeError or ValueError for what is not sound."""
    if strange := set(data) - set(_KEYS) - _SINGLE:
        raise LawDataError(f"money.toml: {sorted(strange)}")
    for table, keys in _KEYS.items():
        for entry in data[table]:
            if unknown := set(entry) - keys:
                raise LawDataError(f"money.toml [{table}]: {sorted(unknown)}")
    names: dict[str, str] = data["documents"]
    settings = {code: _setting(code, table) for code, table in data["settings"].items()}
    raw = {e["code"]: e for e in data["fee"]}
    tariffs = tuple(_tariff(e, raw, settings, names) for e in data["fee"])
    rules = [
        Said(*_span(e, names), e["code"], e["text"], 0, *(tuple(e.get(k, ())) for k in ("deferrals", "suspensions", "open_deferrals")))
        for e in data["interest_rule"]
    ]
    contract = data["interest_contract"]
    rules.append(Said(*_span(contract, names), "contract", contract["text"]))
    rules += [Said(*_span(e, names), "taken_before", e["text"], _positive(e["years"])) for e in data["taken_before"]]
    kinds: dict[str, str] = data["payment_kinds"]
    communes = data["regional_communes"]
    return MoneyLaw(
        settings, tariffs, tuple(_relief(e, names) for e in data["fee_relief"]), _wages(data["base_salary"]),
        _wages(data["regional_wage"]), dict(communes["communes"]), communes["note"],
        tuple(_rate(e, names) for e in data["interest"]), tuple(rules),
        tuple(_payment(e, kinds, data["deduction_kinds"], names) for e in data["payment"]), kinds, data["deduction_kinds"],
        tuple(_remission(e, names) for e in data["remission"]), tuple(_held(e, names) for e in data["held"]),
    )  # fmt: skip


def _span(entry: Mapping[str, Any], names: Mapping[str, str], *, cite: str = "") -> tuple[date, date | None, str, str, str]:
    certainty, note = entry["certainty"], entry.get("note", "")
    start, until = entry["from"], entry.get("until")
    where = f"money.toml, {entry.get('code', '')}{entry.get('law', '')} {start}"
    if certainty not in CERTAINTIES or (certainty == "unknown" and not note and "setting" not in entry):
        raise LawDataError(f"{where}: certainty {certainty!r}")
    if not isinstance(start, date) or not (until is None or (isinstance(until, date) and start <= until)):
        raise LawDataError(f"{where}: from, until")
    said = cite or "; ".join(citing(c, names) for c in (entry["cite"], *entry.get("also", ())))
    if not said:
        raise LawDataError(f"{where}: cite")
    return start, until, said, certainty, note


def _setting(code: str, table: Mapping[str, Any]) -> Setting:
    if set(table) != {"title", "choices", "note"} or len(table["choices"]) < 2 or not table["note"]:
        raise LawDataError(f"money.toml [settings.{code}]")
    return Setting(code, table["title"], tuple((str(value), str(words)) for value, words in table["choices"]), table["note"])


def _tariff(entry: Mapping[str, Any], raw: Mapping[str, Mapping[str, Any]], settings: Mapping[str, Setting], names: Mapping[str, str]) -> Tariff:
    """One that follows another has its brackets and factors, and its own where it names them."""
    whole: dict[str, Any] = dict(entry)
    if "follows" in entry:
        before = raw[entry["follows"]]
        own = {**before["factors"], **entry.get("factors", {})}
        whole = {**{k: v for k, v in before.items() if k not in ("until", "note")}, **entry, "factors": own}
    brackets = tuple((b.get("to"), _count(b["rate"])) for b in whole["brackets"])
    ends = [to for to, _ in brackets[:-1]]
    if brackets[-1][0] is not None or any(to is None for to in ends) or ends != sorted(ends):
        raise LawDataError(f"money.toml [fee] {entry['code']}: brackets")
    setting = whole.get("setting", "")
    if setting and setting not in settings:
        raise LawDataError(f"money.toml [fee] {entry['code']}: setting")
    factors = {name: Factor(_count(f["n"]), _positive(f["of"]), citing(f["cite"], names)) for name, f in whole["factors"].items()}
    free = whole.get("free_base_salaries", 0)
    return Tariff(
        *_span(whole, names), entry["code"], brackets, free, citing(whole["free_cite"], names) if free else "", whole.get("cap", 0),
        citing(whole["instalments_cite"], names) if "instalments_cite" in whole else "", whole["payer"], citing(whole["payer_cite"], names),
        factors, setting,
    )  # fmt: skip


def _relief(entry: Mapping[str, Any], names: Mapping[str, str]) -> Relief:
    kind, percent = entry["kind"], entry.get("percent", 100)
    if kind not in ("not_charged", "exempt", "reduced") or not 0 < percent <= 100 or (kind != "reduced") != (percent == 100):
        raise LawDataError(f"money.toml [fee_relief] {entry['code']}")
    span = _span({"certainty": "H", **entry}, names)
    return Relief(*span, entry["code"], kind, entry["text"], percent, entry.get("at_most", False))


def _wages(entries: list[dict[str, Any]]) -> tuple[Wage, ...]:
    """Each until the day before the next one of its region, unless it says otherwise."""
    made = []
    for entry in entries:
        region = entry.get("region", "")
        later = [e["from"] for e in entries if e.get("region", "") == region and e["from"] > entry["from"]]
        ends = {"until": min(later) - timedelta(days=1)} if later else {}
        made.append(_wage({**ends, **entry}, region))
    return tuple(made)


def _wage(entry: Mapping[str, Any], region: str) -> Wage:
    amount = entry.get("amount")
    if (amount is None) != (entry["certainty"] == "unknown"):
        raise LawDataError(f"money.toml, wage {region} {entry['from']}: amount")
    return Wage(*_span(entry, {}, cite=entry["source"]), region, None if amount is None else _positive(amount))


def _rate(entry: Mapping[str, Any], names: Mapping[str, str]) -> Rate:
    agreed = entry.get("agreed_cite", "")
    cap = entry.get("agreed_cap")
    if (cap is None) == (not entry.get("agreed_note")):
        raise LawDataError(f"money.toml [interest] {entry['from']}: agreed")
    return Rate(
        *_span(entry, names), _positive(entry["rate"]), entry["words"], cap, citing(agreed, names) if agreed else "",
        entry.get("agreed_note", ""),
    )  # fmt: skip


def _payment(entry: Mapping[str, Any], kinds: Mapping[str, str], cut: Mapping[str, str], names: Mapping[str, str]) -> PaymentLaw:
    def cited(part: str) -> str:
        return citing(entry[f"{part}_cite"], names)

    ranks = tuple(tuple(rank) for rank in entry["ranks"])
    every = [kind for rank in ranks for kind in rank]
    deductions, silent = dict(entry["deductions"]), dict(entry.get("silent", {}))
    if sorted(every) != sorted(kinds) or len(ranks) != len(entry["names"]) or sorted([*deductions, *silent]) != sorted(cut):
        raise LawDataError(f"money.toml [payment] {entry['law']}: every kind stands once")
    return PaymentLaw(
        *_span(entry, names), entry["law"], ranks, tuple(entry["names"]), {k: citing(c, names) for k, c in deductions.items()}, silent,
        cited("pro_rata"), cited("circles"), cited("rest"), cited("secured"), cited("share_kept"),
        _positive(entry["due_days"]), citing(entry["due_cite"], names), entry.get("rent_note", ""),
        entry.get("bad_debt_note", ""),
    )  # fmt: skip


def _remission(entry: Mapping[str, Any], names: Mapping[str, str]) -> RemissionLaw:
    def cited(key: str) -> str:
        return citing(entry[key], names) if key in entry else ""

    return RemissionLaw(
        *_span(entry, names), entry["law"], tuple(_band(b) for b in entry["bands"]), entry.get("least_paid", 0), cited("least_paid_cite"),
        entry["special"], cited("special_cite"), entry.get("interest_text", ""), cited("interest_cite"), entry.get("interest_note", ""),
        entry.get("minutes_months", 0), cited("minutes_cite"), entry.get("edge", 0), entry.get("edge_note", ""),
    )  # fmt: skip


def _band(b: Mapping[str, Any]) -> Band:
    sound = b["gives"] in ("all", "share") and b["paid"] in ("none", "part", "any") and ("n" in b) == (b["gives"] == "share")
    if set(b) - _BAND or not sound:
        raise LawDataError(f"money.toml [remission] bands: {b}")
    least = b["above"] + 1 if "above" in b else b.get("min", 1)
    most = b["below"] - 1 if "below" in b else b.get("up_to")
    return Band(b["gives"], _positive(b["years"]), least, most, b["paid"], b.get("n", 1), b.get("d", 1), b.get("most"))


def _held(entry: Mapping[str, Any], names: Mapping[str, str]) -> HeldLaw:
    if entry["small"] not in ("base_salary", "regional_wage"):
        raise LawDataError(f"money.toml [held] {entry['law']}: small")
    return HeldLaw(
        *_span(entry, names, cite=citing(entry["public_cite"], names)), entry["law"], _positive(entry["notice_days"]),
        citing(entry["notice_cite"], names), entry["small"], citing(entry["small_cite"], names), entry["deposit"],
        citing(entry["deposit_cite"], names), _positive(entry["public_years"]), _positive(entry["late_years"]),
        citing(entry["public_cite"], names),
    )  # fmt: skip


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise LawDataError(f"money.toml: {value!r} is no whole number")
    return value


def _positive(value: Any) -> int:
    if _count(value) == 0:
        raise LawDataError("money.toml: 0")
    return int(value)
