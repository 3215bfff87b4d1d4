"""The core forms counted a second time, slowly and from scratch, out of plain dictionaries: nothing of the program is imported here.

Written from the rules of counting (a matter is an enforcement decision; opening = what was open when the period began, less what moved
to the separate book; the state of a matter is that of the obligation that goes on most; what was collected in part and ended otherwise is
done; a decision withdrawn to be delegated is delegated). A matter is ``{"key", "kind", "type", "decided", "delegated_in", "lines": {no: due
or None}, "acts": [(day, word, line, amount or name)]}``, its acts in the order they were recorded.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

#: Acts that end an obligation -> the column it leaves by.
ENDS = {"xong": "9", "đình chỉ": "10", "ủy thác": "4", "thu hồi": "5", "hủy": "5"}
RESTS = {"hoãn c", "hoãn", "tạm đình chỉ", "chưa có điều kiện", "sổ riêng"}
#: Of several things that hold one obligation the first speaks.
SPEAKS = ("hoãn c", "hoãn", "tạm đình chỉ", "sổ riêng", "chưa có điều kiện")
#: Of several obligations of a matter the first speaks.
LEADS = ("đang thi hành", "hoãn c", "hoãn", "tạm đình chỉ", "chưa có điều kiện", "sổ riêng")
COLUMN = {
    "đang thi hành": "11", "hoãn c": "12", "chưa có điều kiện": "14", "hoãn": "15", "tạm đình chỉ": "16", "sổ riêng": "14", **ENDS,
}  # fmt: skip
TAKEN = ("2", "3", "3a", "4", "5", "9", "10", "10b", "11", "12", "14", "15", "16")


def read(matter: dict[str, Any], start: date, end: date, *, constant: bool) -> dict[str, Any] | None:
    """How one matter counts; None when it is not of the period."""
    if matter["decided"] > end:
        return None
    lines = {
        no: {"due": due, "left": due or 0, "in": 0, "cut": 0, "off": 0, "holds": {}, "ended": "", "day": None} for no, due in matter["lines"].items()
    }  # fmt: skip
    officer, ever = "", 0
    for day, word, no, what in sorted((a for a in matter["acts"] if a[0] <= end), key=lambda a: a[0]):
        if word == "chấp hành viên":
            officer = what
        elif lines[no]["ended"]:
            if word == "ủy thác" and lines[no]["ended"] == "thu hồi":
                lines[no]["ended"] = "ủy thác"
        else:
            ever += act(lines[no], day, word, what, within=day >= start)
    counted = [x for x in lines.values() if not x["ended"] or x["day"] >= start]
    for x in counted:
        x["word"] = x["ended"] or next((w for w in SPEAKS if w in x["holds"]), "đang thi hành")
    if not counted:
        return None
    open_ = [x for x in counted if not x["ended"]]
    side = "2" if matter["decided"] < start else "3"
    state = standing(open_, list(lines.values()), ever)
    if state == "sổ riêng" and constant and max(x["holds"]["sổ riêng"] for x in open_) >= start:
        state = "chưa có điều kiện"
    return {"side": side, "state": state, "officer": officer, "lines": counted}


def standing(open_: list[dict[str, Any]], lines: list[dict[str, Any]], ever: int) -> str:
    """The state of a matter: of what goes on the first that leads, else how it ended."""
    if open_:
        return min((str(x["word"]) for x in open_), key=LEADS.index)
    if ever:
        return "xong"
    words = {x["ended"] for x in lines if x["ended"]}
    return next(w for w in ("xong", "đình chỉ", "ủy thác", "thu hồi", "hủy") if w in words)


def act(line: dict[str, Any], day: date, word: str, what: Any, *, within: bool) -> int:
    """One act on an obligation that goes on; what it collected of it."""
    if word == "thu":
        got = min(what, line["left"]) if line["due"] is not None else 0
        line["left"] -= got
        line["in"] += got if within else 0
        return int(got)
    if word in ("đình chỉ một phần", "giảm"):
        cut = min(what, line["left"])
        line["left"] -= cut
        line["cut" if word == "đình chỉ một phần" else "off"] += cut if within else 0
        if line["due"] is not None and line["left"] == 0:
            line["ended"], line["day"] = "đình chỉ", day
    elif word == "tiếp tục":
        line["holds"] = {}
    elif word in RESTS:
        if word in ("hoãn c", "hoãn"):
            line["holds"] = {w: d for w, d in line["holds"].items() if w not in ("hoãn c", "hoãn")}
        line["holds"].setdefault(word, day)
    else:
        line["ended"], line["day"] = word, day
        if word == "xong":
            line["left"] = 0  # what is missing of what was performed is owed no more
    return 0


def forms(
    matters: list[dict[str, Any]], start: date, end: date, *, rests_inside: bool, constant: bool = False, booked: bool = False
) -> dict[str, dict[str, dict[str, Any]]]:
    """measure ("viec", "tien") -> row ("", "cd", "yc", with ".<type>"; "@<officer>") -> every column. rests_inside: deferred and
    suspended stand within what can be enforced (the forms of 2015). constant: the opening keeps what moved to the separate book in the year. booked:
    what was done in the year of what stands there is counted all the same."""
    rows: dict[str, dict[str, dict[str, int]]] = {"viec": {}, "tien": {}}
    for m in matters:
        seen = read(m, start, end, constant=constant)
        if seen is None:
            continue
        places = ["", m["kind"], f".{m['type']}", f"{m['kind']}.{m['type']}", f"@{seen['officer']}"]
        for place in places:
            count = rows["viec"].setdefault(place, dict.fromkeys(TAKEN, 0))
            money = rows["tien"].setdefault(place, dict.fromkeys(TAKEN, 0))
            apart = seen["state"] == "sổ riêng"
            if apart and not booked:
                continue
            if not apart:
                count[seen["side"]] += 1
                count["3a"] += seen["side"] == "3" and m["delegated_in"]
                count[COLUMN[seen["state"]]] += 1
            for x in seen["lines"]:
                left = 0 if apart and not x["ended"] else x["left"]
                whole = left + x["in"] + x["cut"] + x["off"]
                money[seen["side"]] += whole
                money["3a"] += whole if seen["side"] == "3" and m["delegated_in"] else 0
                money["9"] += x["in"]
                money["10"] += x["cut"]
                money["10b"] += x["off"]
                if x["word"] != "xong":
                    money[COLUMN[x["word"]]] += left
    return {measure: {k: finished(v, rests_inside=rests_inside) for k, v in each.items()} for measure, each in rows.items()}


def finished(x: dict[str, int], *, rests_inside: bool) -> dict[str, Any]:
    """With the columns that are sums and rates of others."""
    out: dict[str, Any] = {**x, "13": 0, "1": x["2"] + x["3"]}
    out["6"] = out["1"] - x["4"] - x["5"]
    out["8"] = x["9"] + x["10"] + x["10b"]
    out["7"] = out["8"] + x["11"] + x["12"] + (x["15"] + x["16"] if rests_inside else 0)
    out["17"] = x["11"] + x["12"] + x["14"] + x["15"] + x["16"]
    out["18"] = (Decimal(100 * out["8"]) / out["7"]).quantize(Decimal("0.01"), ROUND_HALF_UP) if out["7"] else None
    return out


def empty(*, rests_inside: bool) -> dict[str, Any]:
    """A row in which nothing counts."""
    return finished(dict.fromkeys(TAKEN, 0), rests_inside=rests_inside)
