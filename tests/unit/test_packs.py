"""Packs: read strictly, judged whole before they hold, kept in the store, taken back; what was closed stays as it was closed."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import PARENT, Bench, bench, reopen
from tests.packs import PUBLISHERS, SECRET, longer, packed, shipped, trusted_superior
from thads_desktop import dated
from thads_desktop.__main__ import main
from thads_desktop.documents.form import form_for, load_forms
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say_trouble
from thads_desktop.exchange import pack as container, package, signature
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules
from thads_desktop.law.units import load_units
from thads_desktop.paths import resource
from thads_desktop.returns.definition import load_regimes
from thads_desktop.services import (
    consolidation,
    form_approval,
    packs,
    papers,
    people,
    publishers,
    queries,
    reporting,
    upkeep,
)
from thads_desktop.services.desk import Desk, open_desk

DAY = date(2019, 10, 7)
HOLIDAY = date(2020, 3, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def put(desk: Desk, data: bytes) -> packs.Held:
    return packs.install(desk, packs.look(desk, data, PUBLISHERS), PUBLISHERS)


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusals[0].code


def r01(desk: Desk) -> int:
    return desk.rules.term("R01", date(2020, 1, 1)).n


# --- what holds -----------------------------------------------------------------------------------------


def test_a_pack_of_law_holds_at_once_and_when_the_folder_is_opened_again(office: Bench) -> None:
    digest = office.desk.rules.digest
    held = put(office.desk, packed(longer()))
    assert (held.pack, held.version, held.files, held.day) == ("quy-dinh", 1, ("law/terms.toml",), DAY)
    assert r01(office.desk) == 7
    assert office.desk.rules.digest != digest
    assert Rules.load() == office.desk.rules
    folder = office.desk.folder
    office.desk.close()
    assert Rules.load().digest == digest
    again = reopen(folder, office.clock)
    try:
        assert r01(again) == 7
        assert upkeep.verify(again).findings == ()
        assert [h.pack for h in packs.installed(again)] == ["quy-dinh"]
    finally:
        again.close()


def test_deadlines_in_the_lists_follow_the_law_of_the_pack(office: Bench) -> None:
    office.judgment()
    before = [d.due for d in queries.deadlines(office.desk)]
    put(office.desk, packed(longer(9)))
    after = [d.due for d in queries.deadlines(office.desk)]
    assert before != after
    assert upkeep.verify(office.desk).findings == ()
    packs.withdraw(office.desk, "quy-dinh")
    assert [d.due for d in queries.deadlines(office.desk)] == before


def test_holidays_communes_forms_and_returns_are_laid_over_the_shipped_ones(office: Bench) -> None:
    files = {
        ("calendar", "holidays.toml"): shipped("calendar", "holidays.toml", ("2020-01-01,", f"2020-01-01, {HOLIDAY},")),
        ("documents", "deferral_2008.toml"): shipped("documents", "deferral_2008.toml", ("until = 2026-06-30", "until = 2020-05-31")),
        ("documents", "deferral_2020.toml"): shipped("documents", "deferral_2008.toml", ("from = 2009-07-01", "from = 2020-06-01")),
        ("returns", "regime_2015.toml"): shipped("returns", "regime_2015.toml", ('note = "', 'note = "Đã sửa. ')),
        ("units", "thu.toml"): UNITS.encode(),
    }
    assert load_calendar().is_working(HOLIDAY)
    trial = packs.look(office.desk, packed(files), PUBLISHERS)
    assert load_calendar().is_working(HOLIDAY), "looking changes nothing"
    packs.install(office.desk, trial, PUBLISHERS)
    with office.desk.reading() as reader:
        assert not office.desk.calendar(reader).is_working(HOLIDAY)
    assert form_for("deferral", date(2020, 5, 31)).until == date(2020, 5, 31)
    assert form_for("deferral", date(2020, 6, 1)).start == date(2020, 6, 1)
    assert len(load_forms()) == len(dated.SHIPPED.of("documents")) + 1
    assert "Đã sửa." in str(load_regimes())
    assert "99991" in load_units().communes
    said = trial.text()
    for words in ("thêm ngày nghỉ: 02/03/2020", "deferral_2020.toml): thêm", "deferral_2008.toml): thay", "thêm 1 xã, phường: xã Thử Nghiệm"):
        assert words in said, said


UNITS = """
[city]
code = "99"
name = "thành phố Thử"
from = 2015-01-01
districts_until = 2025-06-30
cite = "x"
certainty = "H"

[note]
text = "Danh sách đến ngày này."
from = 2025-07-01

[[district]]
code = "999"
name = "huyện Thử"
communes = [{ code = "99991", kind = "xã", name = "Thử Nghiệm" }]

[[merger]]
from = 2020-02-01
merged = []
into = "99991"
kind = "xã"
name = "Thử Nghiệm"
cite = "x"
certainty = "H"
"""


def test_what_changes_is_told_term_by_term(office: Bench) -> None:
    (change,) = packs.look(office.desk, packed(longer()), PUBLISHERS).changes
    assert (change.file, change.what) == ("law/terms.toml", "thay")
    (line,) = change.lines
    assert line == "R01 Ra quyết định thi hành án chủ động: 5 ngày làm việc → 7 ngày làm việc"
    same = packs.look(office.desk, packed({("law", "terms.toml"): shipped("law", "terms.toml")}), PUBLISHERS)
    assert [(c.what, c.lines) for c in same.changes] == [("như đang dùng", ())]


def test_the_paragraphs_of_a_form_that_come_and_go_are_told(office: Bench) -> None:
    new = shipped("documents", "deferral_2008.toml", ("Thời hạn hoãn: từ", "Hoãn trong thời gian từ"))
    (change,) = packs.look(office.desk, packed({("documents", "deferral_2008.toml"): new}), PUBLISHERS).changes
    ending = "{from_text} đến {until_text}.”"
    assert change.lines[1:] == (f"bỏ: “Thời hạn hoãn: từ {ending}", f"thêm: “Hoãn trong thời gian từ {ending}")


def test_another_office_in_the_same_process_does_not_see_the_packs_of_this_one(office: Bench, tmp_path: Path) -> None:
    put(office.desk, packed(longer()))
    other = bench(tmp_path / "other", DAY)
    try:
        with other.desk.reading():
            assert Rules.load().term("R01", DAY).n == 5
        with office.desk.reading():
            assert Rules.load().term("R01", DAY).n == 7
    finally:
        other.desk.close()


# --- versions and the way back ------------------------------------------------------------------------


def test_a_newer_version_takes_the_place_and_the_way_back_leads_to_the_one_before(office: Bench) -> None:
    put(office.desk, packed(longer(7)))
    put(office.desk, packed(longer(8), version=2))
    assert r01(office.desk) == 8
    assert len(packs.installed(office.desk)) == 1
    assert code(lambda: packs.look(office.desk, packed(longer(8), version=2), PUBLISHERS)) == "pack.same"
    assert code(lambda: packs.look(office.desk, packed(longer(7)), PUBLISHERS)) == "pack.older"
    assert packs.withdraw(office.desk, "quy-dinh").version == 2
    assert r01(office.desk) == 7
    packs.withdraw(office.desk, "quy-dinh")
    assert r01(office.desk) == 5
    assert code(lambda: packs.withdraw(office.desk, "quy-dinh")) == "pack.not_installed"
    assert upkeep.verify(office.desk).findings == ()


def test_what_was_looked_at_is_not_installed_over_something_else(office: Bench) -> None:
    seen = packs.look(office.desk, packed(longer(7)), PUBLISHERS)
    put(office.desk, packed(longer(8), id_="khac"))
    assert code(lambda: packs.install(office.desk, seen, PUBLISHERS)) == "pack.changed"
    assert r01(office.desk) == 8


def test_a_pack_for_a_newer_program_is_refused_and_a_store_that_has_one_says_what_to_do(
    office: Bench,
) -> None:
    assert code(lambda: packs.look(office.desk, packed(longer(), needs="99.0.0"), PUBLISHERS)) == "pack.needs"
    # What a newer program would have written.
    with office.desk.writing("keep") as uow:
        sha = uow.store_blob(packed(longer(), needs="99.0.0"))
        uow.append("pack:quy-dinh", DAY, ev.PackInstalled("quy-dinh", 1, sha, "Quy định", "99.0.0", "X", "Y", ("law/terms.toml",)))
        uow.commit()
    folder = office.desk.folder
    office.desk.close()
    with pytest.raises(Trouble) as trouble:
        reopen(folder, office.clock)
    assert "hãy nâng cấp chương trình" in say_trouble(trouble.value)
    assert main(["matters", "--data", str(folder)]) == 2


def test_a_pack_is_not_taken_back_while_a_paper_rests_on_its_form(office: Bench) -> None:
    new = shipped("documents", "deferral_2008.toml", ('id = "deferral"', 'id = "deferral_thu"'))
    put(office.desk, packed({("documents", "deferral_thu.toml"): new}))
    form_approval.approve_all(office.desk)
    matter = office.decision()
    draft = papers.Draft("deferral_thu", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})
    papers.issue_at_once(office.desk, draft, office.head)
    assert code(lambda: packs.withdraw(office.desk, "quy-dinh")) == "pack.in_use"
    assert any(f.id == "deferral_thu" for f in load_forms())


def test_a_closed_return_computes_as_it_was_closed_whatever_pack_holds(office: Bench) -> None:
    office.decision()
    office.on(date(2020, 1, 10))
    closed = reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    regime = closed.regime
    name = f"regime_{regime.id}.toml"
    text = dated.SHIPPED.of("returns")[name].decode()
    # New matters count as none: other figures from the same log.
    changed = emptied(text, "c3")
    trial = packs.look(office.desk, packed({("returns", name): changed.encode()}), PUBLISHERS)
    assert any("số liệu đã chốt giữ nguyên" in note for note in trial.notes)
    packs.install(office.desk, trial, PUBLISHERS)
    found = upkeep.verify(office.desk)
    assert found.findings == ()
    now = reporting.make(office.desk, 2020, 3)
    assert not now.closed
    assert "biểu mẫu báo cáo đã thay đổi" in now.late
    packs.withdraw(office.desk, "quy-dinh")
    assert reporting.make(office.desk, 2020, 3).closed


def emptied(text: str, key: str) -> str:
    """A definition in which one column takes only what no matter has."""
    at = text.index(f'key = "{key}"')
    start = text.index("take = ", at)
    end = text.index("\n", start)
    return text[:start] + 'take = [{ measure = "matters", state = ["deferral"], line = ["done"] }]' + text[end:]


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({("law", "terms.toml"): b"\xff"}, "pack.bad_file"),
        ({("law", "terms.toml"): b"[documents]\n"}, "pack.bad_file"),
        ({("law", "more.toml"): b"a = 1\n"}, "pack.unknown_file"),
        ({("law", "limits.toml"): shipped("law", "limits.toml", ("[price_cut]", "[cut]")).replace(b"price_cut.value", b"cut.value")}, "pack.lost"),
        ({("law", "terms_money.toml"): shipped("law", "terms_money.toml", ('case = "ngoai_te"', 'case = "dong"'))}, "pack.lost"),
        ({("law", "terms_assets.toml"): shipped("law", "terms_assets.toml", ("[R34]", "[R01]"))}, "pack.bad_file"),
        ({("law", "terms.toml"): shipped("law", "terms.toml", ("[R02]", "[R99]")).replace(b"R02.value", b"R99.value")}, "pack.lost"),
        ({("law", "transitions.toml"): b"[documents]\n"}, "pack.bad_file"),
        ({("law", "transitions.toml"): shipped("law", "transitions.toml", ('LT = "lưu trữ"', 'L2 = "lưu trữ"')).replace(b'"LT"', b'"L2"')}, "pack.lost"),
        ({("law", "decisions.toml"): b"[documents]\n"}, "pack.bad_file"),
        ({("law", "asset_ways.toml"): b"[documents]\n"}, "pack.bad_file"),
        ({("law", "asset_ways.toml"): shipped("law", "asset_ways.toml", ('code = "price_cut"', 'code = "cut"'))}, "pack.bad_file"),
        ({("law", "decisions.toml"): shipped("law", "decisions.toml", ('act = "fee"', 'act = "toll"'))}, "pack.lost"),
        ({("calendar", "holidays.toml"): b"[2020]\ncertainty = 'H'\noff = []\n"}, "pack.lost"),
        ({("calendar", "holidays.toml"): b"[2020]\ncertainty = 'H'\n"}, "pack.bad_file"),
        ({("documents", "x.toml"): b"id = 'x'\n"}, "pack.bad_file"),
        ({("documents", "x.toml"): shipped("documents", "deferral_2008.toml")}, "pack.overlap"),
        ({("documents", "deferral_2008.toml"): shipped("documents", "deferral_2008.toml", ('id = "deferral"', 'id = "x"'))}, "pack.lost"),
        ({("returns", "x.toml"): shipped("returns", "regime_2015.toml")}, "pack.bad_file"),
        ({("units", "hai_phong.toml"): UNITS.encode()}, "pack.lost"),
    ],
)
def test_a_file_that_is_not_sound_or_loses_something_is_refused_and_nothing_changes(
    office: Bench, files: Mapping[tuple[str, str], bytes], expected: str
) -> None:
    with office.desk.reading() as reader:
        head = reader.head()
    assert code(lambda: packs.look(office.desk, packed(files), PUBLISHERS)) == expected
    with office.desk.reading() as reader:
        assert reader.head() == head
    assert packs.installed(office.desk) == []
    assert r01(office.desk) == 5


def raw(parts: dict[str, bytes], secret: bytes = SECRET, kind: str = "pack") -> bytes:
    """A rightly signed container with any parts."""
    shown = signature.fingerprint(signature.public_of(secret))
    return package.write(package.Manifest(kind, "publisher", "X", shown), parts, secret)


INFO = {"format": 1, "id": "quy-dinh", "version": 1, "title": "Quy định", "needs": "0.0.1"}


def said(**changes: object) -> bytes:
    return json.dumps({**INFO, **changes}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"pack.json": said()}, "pack.empty"),
        ({"law.terms.toml": b"x"}, "package.missing_part"),
        ({"pack.json": said(), "icons.app.svg": b"x"}, "pack.unknown_file"),
        ({"pack.json": said(), "law...terms.toml": b"x"}, "pack.unknown_file"),
        ({"pack.json": said(), "law.terms.exe": b"x"}, "pack.unknown_file"),
        ({"pack.json": said(format=2), "law.terms.toml": b"x"}, "package.newer"),
        ({"pack.json": said(version=0), "law.terms.toml": b"x"}, "package.bad_manifest"),
        ({"pack.json": said(version=True), "law.terms.toml": b"x"}, "package.bad_manifest"),
        ({"pack.json": said(id="../x"), "law.terms.toml": b"x"}, "package.bad_manifest"),
        ({"pack.json": said(more=1), "law.terms.toml": b"x"}, "package.bad_manifest"),
        ({"pack.json": said() + b" ", "law.terms.toml": b"x"}, "package.bad_manifest"),
        ({"pack.json": b"[]", "law.terms.toml": b"x"}, "package.bad_manifest"),
    ],
)
def test_a_container_of_another_shape_is_refused(parts: dict[str, bytes], expected: str) -> None:
    assert code(lambda: container.read(raw(parts), PUBLISHERS)) == expected


def test_a_container_of_another_kind_a_large_one_and_a_changed_one_are_refused() -> None:
    data = packed(longer())
    assert code(lambda: container.read(raw({"pack.json": said()}, kind="return"), PUBLISHERS)) == "package.wrong_kind"
    assert code(lambda: container.read(data + b"\0" * container.MOST, PUBLISHERS)) == "package.too_large"
    at = data.index(b"n = 7")
    assert code(lambda: container.read(data[:at] + b"n = 8" + data[at + 5 :], PUBLISHERS)).startswith("package.")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("law.terms.toml", b"\0" * 10_000_000)
    assert code(lambda: container.read(out.getvalue(), PUBLISHERS)).startswith("package.")


def test_a_path_is_no_name_of_a_part() -> None:
    with pytest.raises(ValueError, match=r"\.\./x"):
        package.write(package.Manifest("pack", "p", "x", ""), {"../x": b""}, SECRET)
    with pytest.raises(ValueError, match="toml"):
        packed({("law", "../terms.toml"): b""})


SECRET_OF_OTHERS = bytes(range(3, 35))


# --- whose signature --------------------------------------------------------------------------------


def test_a_pack_by_an_unknown_key_is_refused_and_one_by_the_trusted_superior_is_taken(office: Bench, tmp_path: Path) -> None:
    data = packed(longer(), secret=SECRET_OF_OTHERS)
    assert code(lambda: packs.look(office.desk, data)) == "pack.unknown_publisher"
    data = packed(longer(), secret=trusted_superior(office.desk, tmp_path))
    assert put_default(office.desk, data).publisher == PARENT


def put_default(desk: Desk, data: bytes) -> packs.Held:
    return packs.install(desk, packs.look(desk, data))


def test_a_department_takes_no_pack_from_an_office_below_it(office: Bench, tmp_path: Path) -> None:
    key = signature.ensure_key(office.desk.folder)
    sent = consolidation.key_package(office.desk, tmp_path / "le-chan.thads")
    superior = open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    try:
        people.set_up_whole(superior, PARENT, "Tổng cục Thi hành án dân sự", "province", ["Lê Thị Hoa"], "Trần Văn Bá")
        consolidation.trust(superior, tmp_path / "le-chan.thads", sent.fingerprint)
        assert code(lambda: packs.look(superior, packed(longer(), secret=key))) == "pack.unknown_publisher"
    finally:
        superior.close()


def test_the_shipped_list_of_publishers_is_sound_and_holds_no_private_key() -> None:
    listed = tomllib.loads(resource("publisher.toml").read_text(encoding="utf-8"))["key"]
    assert list(publishers.shipped()) == [signature.fingerprint(bytes.fromhex(k["public"])) for k in listed]
    assert all(set(k) == {"name", "public"} and len(bytes.fromhex(k["public"])) == 32 for k in listed)


def test_an_overlay_is_known_by_what_is_in_it() -> None:
    one, other = dated.overlay(longer(7)), dated.overlay(longer(8))
    assert one == dated.overlay(longer(7))
    assert hash(one) == hash(dated.overlay(longer(7)))
    assert one != other
    assert dated.overlay({}) is dated.SHIPPED
    assert replace(one) == one
