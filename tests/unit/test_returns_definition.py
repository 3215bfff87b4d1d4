"""Definition files: a new circular is a new file, and every word of the vocabulary works or is refused."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from thads_desktop.domain.events import CASE_TYPES
from thads_desktop.paths import forms as shipped
from thads_desktop.returns import vocabulary as words
from thads_desktop.returns.compute import compute
from thads_desktop.returns.definition import DefinitionError, Take, load_regimes, read_regime, regime_for
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.tally import amount

if TYPE_CHECKING:
    from pathlib import Path

MADE_UP = """
id = "2031"
circular = "Thông tư 99/2031/TT-BTP"
issued = "ngày 01/02/2031"
from = 2031-03-01
status = "reconstructed"
certainty = "L"
cite = "Điều 1"
{settings}
[ladder]
agreed_clauses = ["d"]
line = ["separate_book", "suspension", "deferral", "deferral_agreed", "lacks_means", "enforcing"]
open = ["suspension", "enforcing", "deferral_agreed", "deferral", "lacks_means", "separate_book"]
ended = ["terminated", "done", "delegated", "withdrawn", "cancelled"]
[rows]
total = "Tất cả"
cd = "Chủ động"
yc = "Yêu cầu"
unassigned = "Chưa có ai"
[case_types]
{cases}
[[form]]
id = "9"
code = "9/X"
title = "Biểu thử"
measure = "viec"
unit = "Việc"
orientation = "criteria_across"
paper = "A4"
rows = ["total", "yc", "officers"]
[[criterion]]
measure = "viec"
key = "a"
no = "1"
label = "Hoãn"
take = [{{ measure = "matters", state = ["deferral_agreed", "deferral"] }}]
[[criterion]]
measure = "viec"
key = "b"
no = "2"
label = "Tất cả"
take = [{{ measure = "matters" }}]
[[criterion]]
measure = "viec"
key = "r"
no = "3"
label = "Tỷ lệ"
rate = ["a", "b"]
[[identity]]
id = "Z1"
measure = "viec"
kind = "at_most"
says = "Hoãn không quá tất cả"
left = "a"
plus = ["b"]
"""


def made_up() -> str:
    settings = "\n".join(
        f'[settings.{k}]\nvalue = "{v[-1]}"\ncertainty = "L"\nnote = "thử"' for k, v in words.SETTINGS.items()
    )
    return MADE_UP.format(settings=settings, cases="\n".join(f'{k} = "{k}"' for k in CASE_TYPES))


def fact(**changes: object) -> Fact:
    made = Fact("m", 1, "yc", "dan_su", "", False, "old", "deferral", "deferral", 1, 10, 3, 5, 2)
    return made._replace(**changes)


def test_a_made_up_circular_needs_no_code(tmp_path: Path) -> None:
    shutil.copytree(shipped("returns"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "thu.toml").write_text(made_up(), encoding="utf-8")
    regimes = load_regimes(tmp_path)
    regime = regime_for(date(2031, 3, 31), regimes)
    assert regime is not None
    assert len(regimes) == 5
    assert (regime.counting.reentry, regime.counting.agreed_clauses) == ("new", ("d",))
    form = compute(regime, [fact(), fact(matter="n", state="done")])[0]
    assert (form.rows[0].label, form.rows[0].cells) == ("Tất cả", form.rows[1].cells)
    assert [r.key for r in form.rows] == ["tong", "yc", "chv."]
    assert {k: str(v) for k, v in form.rows[2].cells.items()} == {"a": "1", "b": "2", "r": "50.00"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('key = "a"', 'key = "a"\ncolour = "red"', "colour"),
        ('state = ["deferral_agreed", "deferral"]', 'state = ["asleep"]', "asleep"),
        ('measure = "matters" }', 'measure = "persons" }', "persons"),
        ('rows = ["total", "yc", "officers"]', 'rows = ["total", "towns"]', "towns"),
        ('orientation = "criteria_across"', 'orientation = "round"', "round"),
        ('rate = ["a", "b"]', 'rate = ["a", "zz"]', "zz"),
        ('rate = ["a", "b"]', 'rate = ["r", "b"]', "vòng quanh"),
        ('rate = ["a", "b"]', 'rate = ["a", "b"]\nplus = ["a"]', "đúng một cách tính"),
        ('key = "b"', 'key = "a"', "hai lần"),
        ('kind = "at_most"', 'kind = "roughly"', "roughly"),
        ("from = 2031-03-01", 'from = "2031-03-01"', "from"),
        ('dan_su = "dan_su"\n', "", "dan_su"),
        ("[ladder]", '[settings.weather]\nvalue = "fair"\n[ladder]', "weather"),
        ('value = "constant"', 'value = "grows"', "grows"),
        ('"lacks_means", "enforcing"]', '"lacks_means"]', "line"),
        ('status = "reconstructed"', 'status = "perfect"', "perfect"),
        ('title = "Biểu thử"\n', "", "title"),
        ('id = "2031"', "id = ", "không đọc được"),
    ],
)  # fmt: skip
def test_what_the_program_does_not_understand_is_refused_with_the_file(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    text = made_up()
    assert old in text
    path = tmp_path / "thu.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_regime(path)
    assert "thu.toml" in str(caught.value)
    assert fault in str(caught.value)


def test_two_circulars_may_not_rule_one_day(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(made_up(), encoding="utf-8")
    with pytest.raises(DefinitionError, match="chồng"):
        load_regimes(tmp_path)


@pytest.mark.parametrize("measure", words.MEASURES)
def test_each_measure(measure: str) -> None:
    assert amount((Take(measure),), fact()) == [1, 10, 3, 5, 2, 0][words.MEASURES.index(measure)]


@pytest.mark.parametrize("part", words.PARTS)
def test_each_part(part: str) -> None:
    take = (Take("matters", part=(part,)),)
    assert [p for p in words.PARTS if amount(take, fact(part=p))] == [part]


@pytest.mark.parametrize("state", words.STATES)
def test_each_state(state: str) -> None:
    assert [s for s in words.STATES if amount((Take("matters", state=(state,)),), fact(state=s))] == [state]
    assert [s for s in words.STATES if amount((Take("rest", line=(state,)),), fact(line_state=s))] == [state]


def test_delegated_in() -> None:
    take = (Take("matters", delegated_in=True),)
    assert [amount(take, fact(delegated_in=d)) for d in (True, False)] == [1, 0]


def test_each_group_of_rows() -> None:
    regime = load_regimes()[1]
    keys = {f.form: [r.key for r in f.rows] for f in compute(regime, [fact(kind="cd", officer="k")], {"k": "Lê A"})}
    assert keys["04"] == ["tong", "chv.Lê A"]
    assert keys["01"][0] == "tong"
    order = [keys["01"].index(k) for k in ("la.khac", "cd", "cd.la.khac", "yc", "yc.la.khac")]
    assert order == sorted(order)
    assert len(keys["01"]) == 30


def test_two_officers_of_one_name_and_matters_without_an_officer() -> None:
    facts = [fact(officer="p"), fact(matter="n", officer="q"), fact(matter="o")]
    rows = compute(load_regimes()[1], facts, {"q": "Lê A", "p": "Lê A"})[2].rows
    assert [(r.key, r.label) for r in rows[1:]] == [
        ("chv.Lê A", "Lê A"), ("chv.Lê A (2)", "Lê A (2)"), ("chv.", "Chưa phân công"),
    ]  # fmt: skip


def test_settings_change_the_digest_and_unknown_ones_are_refused() -> None:
    regime = load_regimes()[0]
    other = regime.with_settings(opening="constant")
    assert other.counting.opening == "constant"
    assert other.digest != regime.digest
    assert other.with_settings(opening="shrinks").digest == regime.digest
    for wrong in ({"opening": "grows"}, {"weather": "fair"}):
        with pytest.raises(ValueError, match="="):
            regime.with_settings(**wrong)


def test_every_shipped_reading_has_a_note() -> None:
    for regime in load_regimes():
        assert {s.name for s in regime.settings} == set(words.SETTINGS)
        assert all(len(s.note) > 40 for s in regime.settings)
        assert regime.form("01") is regime.form("01/TK-THA")
