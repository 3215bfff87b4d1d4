"""Relations as data: each is written down once with its strength; delegations out and in are held against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thads_desktop.law import return_relations
from thads_desktop.paths import resource
from thads_desktop.returns import checks
from thads_desktop.returns.checks import Violation, check_cells, graded
from thads_desktop.returns.compute import Office
from thads_desktop.returns.consolidate import Evidence
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.delegations import check_delegations
from thads_desktop.returns.facts import Fact

REGIMES = {r.id: r for r in load_regimes()}
END = date(2020, 3, 31)


def fact(matter: str, state: str = "enforcing", part: str = "new", *, delegated_in: bool = False) -> Fact:
    return Fact(matter, 1, "cd", "dan_su", "a", delegated_in, part, state, state, 1, 10, 0, 10, 0)


def sent(office: str, *facts: Fact) -> Evidence:
    return Evidence(Office(office, f"Đơn vị {office}", {}), "2019", 2020, 6, END, 9, facts)


def test_every_relation_is_written_down_once_with_its_strength() -> None:
    assert [r.id for r in return_relations.relations()] == [f"V{n}" for n in range(1, 17)]
    named = {i.id for r in REGIMES.values() for i in r.identities} | {t.id for r in REGIMES.values() for t in r.ties}
    assert named <= {r.id for r in return_relations.relations()}


def test_the_data_say_what_is_hard_and_what_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Violation("V1", "x"), Violation("V12", "y", soft=True), Violation("V13", "z"), Violation("VX", "w")]
    assert [(v.id, v.soft) for v in graded(REGIMES["2019"], found)] == [("V1", False), ("V12", True), ("V13", False), ("VX", False)]
    text = resource("statistics", "relations.toml").read_text(encoding="utf-8")
    later = return_relations.read(text.replace('id = "V1"\n', 'id = "V1"\nfrom = 2024-01-01\n').replace('strength = "told"', 'strength = "soft"', 1))
    monkeypatch.setattr(return_relations, "relations", lambda: later)
    assert [(v.id, v.soft) for v in graded(REGIMES["2019"], found)][:1] == [("V12", True)], "V1 is not of that regime yet"
    assert [v.id for v in graded(REGIMES["2024"], found)][:1] == ["V1"]
    for wrong in ('[[relation]]\nid = "V1"\ntitle = ""\nstrength = "medium"\ncertainty = "M"\n',
                  '[[relation]]\nid = "V1"\ntitle = ""\nstrength = "hard"\ncertainty = "M"\nnew = 1\n'):  # fmt: skip
        with pytest.raises(ValueError, match="V1"):
            return_relations.read(wrong)


def test_every_violation_is_told_at_once_with_the_matters_that_cause_it() -> None:
    regime = REGIMES["2019"]
    cells = {"c1": 3, "c2": 1, "c3": 1, "c3a": 2, "c4": 0, "c5": 0, "c6": 9}
    found = check_cells(regime, "viec", cells)
    assert [v.id for v in found] == ["V1", "V2", "V8"]
    at_most = next(i for i in regime.identities if i.kind == "at_most" and i.left == "c3a")
    turned = replace(at_most, left="c3", plus=("c3a",))
    assert checks._behind(regime, turned, [fact("m1"), fact("m2", delegated_in=True)]) == ("m1",)


def test_delegations_out_and_in_may_lag_by_a_period() -> None:
    gone, came = fact("m1", "delegated"), fact("n1", delegated_in=True)
    assert check_delegations([sent("a", gone), sent("b", came)]) == []
    (lag,) = check_delegations([sent("a", gone), sent("b")])
    assert (lag.id, lag.soft, lag.matters) == ("V15", True, ("m1",))
    assert lag.says == (
        "Ủy thác đi 1 việc, nhận ủy thác 0 việc: việc mới ủy thác có thể được thụ lý ở kỳ sau, hoặc ủy thác ra ngoài tỉnh (Đơn vị a: đi 1, nhận 0)."
    )
    (late,) = check_delegations([sent("a", gone, fact("m2", "delegated")), sent("b")], [sent("a", gone)])
    assert "đến kỳ trước đã ủy thác đi 1 việc: quá một kỳ vẫn chưa thấy nơi nhận thụ lý" in late.says
    assert late.matters == ("m1", "m2")
    (more,) = check_delegations([sent("a"), sent("b", came)])
    assert more.matters == ("n1",)
    assert "số nhận lớn hơn số đi" in more.says
