"""The province on real files: each package gets its sentence, nothing odd is accepted, the period closes once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import package, signature
from thads_desktop.services import consolidation, people, reporting, upkeep
from thads_desktop.services.desk import Desk, open_desk

LATER = date(2020, 1, 10)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[Desk]:
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=None)
    made.on(LATER)
    yield made.desk
    made.desk.close()


@pytest.fixture
def sent(district: Desk, tmp_path: Path) -> Path:
    made = reporting.close(district, reporting.make(district, 2020, 3))
    return next(f for f in reporting.write(district, made, tmp_path / "sent") if f.suffix == ".thads")


@pytest.fixture
def cuc(tmp_path: Path, district: Desk) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(district, tmp_path / "khoa.thads").path))
    yield desk
    desk.close()


def resigned(sent: Path, district: Desk, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> bytes:
    """The package with other content, rightly signed by the same office."""
    secret = signature.ensure_key(district.folder)
    found = package.read_any(sent.read_bytes())
    parts, fields = dict(found.parts), {k: getattr(found.manifest, k) for k in package.Manifest.__dataclass_fields__}
    change(parts, fields)
    return package.write(package.Manifest(**fields), parts, secret)


def code(desk: Desk, folder: Path, data: bytes, period: Any = ("2015", 2020, 3)) -> str:
    file = folder / "thu.thads"
    file.write_bytes(data)
    (verdict,) = consolidation.receive(desk, [file], period)
    assert verdict.accepted == (verdict.code == "")
    assert verdict.says.endswith(".")
    return verdict.code


def test_a_cell_that_its_matters_do_not_make_is_wrong_arithmetic(cuc: Desk, district: Desk, sent: Path, tmp_path: Path) -> None:
    def more(parts: dict[str, bytes], _fields: dict[str, Any]) -> None:
        plain = json.loads(parts["return.json"])
        plain["forms"][0]["rows"][0]["cells"]["c3"] += 1
        parts["return.json"] = json.dumps(plain).encode()

    assert code(cuc, tmp_path, resigned(sent, district, more)) == "package.arithmetic"
    assert code(cuc, tmp_path, resigned(sent, district, lambda p, _f: p.update({"return.json": b"[1"}))) == "package.bad_evidence"
    assert code(cuc, tmp_path, resigned(sent, district, lambda p, _f: p.pop("return.json"))) == "package.missing_part"
    assert code(cuc, tmp_path, sent.read_bytes()) == ""


@pytest.mark.parametrize("change", [{"months": 13}, {"year": 0}, {"as_of": "2019-12-30"}, {"months": -1}, {"regime": "x"}])
def test_a_period_that_does_not_exist_never_crashes(
    cuc: Desk, district: Desk, sent: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    data = resigned(sent, district, lambda _p, fields: fields.update(change))
    assert code(cuc, tmp_path, data, None) == "package.bad_evidence"
    assert consolidation.periods(cuc) == []


def test_every_sampled_flipped_byte_of_a_real_package_is_refused(cuc: Desk, sent: Path, tmp_path: Path) -> None:
    data = sent.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 150)):
        assert code(cuc, tmp_path, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) != "", at


def test_a_folder_with_strange_files_tells_of_each(cuc: Desk, sent: Path, tmp_path: Path) -> None:
    folder = tmp_path / "den"
    (folder / "lan 2").mkdir(parents=True)
    shutil.copy(sent, folder / "a.THADS")
    shutil.copy(sent, folder / "lan 2" / "a.thads")
    (folder / "cat.thads").write_bytes(sent.read_bytes()[:900])
    (folder / "rong.thads").write_bytes(b"")
    (folder / "ghi chu.txt").write_text("chào", encoding="utf-8")
    (folder / "in.pdf").write_bytes(b"%PDF")
    done = consolidation.consolidate(cuc, [folder])
    assert {(v.file, v.code) for v in done.verdicts} == {
        ("a.THADS", ""), ("a.thads", "package.already"), ("cat.thads", "package.truncated"),
        ("rong.thads", "package.not_a_package"), ("ghi chu.txt", "package.not_a_package"),
    }  # fmt: skip
    assert done.any_accepted
    with pytest.raises(Refused) as refused:
        consolidation.consolidate(cuc, [tmp_path / "den" / "in.pdf" / ".." / "khong-co"][:0])
    assert refused.value.refusals[0].code == "package.none_here"


def test_the_period_of_most_packages_is_consolidated_not_that_of_the_first(
    cuc: Desk, district: Desk, sent: Path, tmp_path: Path
) -> None:
    early = reporting.write(district, reporting.make(district, 2020, 2), tmp_path / "a-truoc")
    stray = next(f for f in early if f.suffix == ".thads")
    done = consolidation.consolidate(cuc, [stray, sent])
    assert (done.year, done.months) == (2020, 3), "of equals the latest"
    assert [v.code for v in done.verdicts] == ["package.wrong_period", ""]
    told = consolidation.consolidate(cuc, [stray, sent], period=("2015", 2020, 2))
    assert [v.code for v in told.verdicts] == ["", "package.wrong_period"]


def test_key_packages_among_returns_are_told_and_stop_nothing(cuc: Desk, sent: Path, district: Desk, tmp_path: Path) -> None:
    for n in range(3):
        consolidation.key_package(district, tmp_path / f"khoa{n}.thads")
    keys = [tmp_path / f"khoa{n}.thads" for n in range(3)]
    done = consolidation.consolidate(cuc, [*keys, sent])
    assert [v.code for v in done.verdicts] == ["package.wrong_kind"] * 3 + [""]
    assert done.any_accepted
    alone = consolidation.consolidate(cuc, keys[:1])
    assert [v.code for v in alone.verdicts] == ["package.wrong_kind"]


def test_closing_waits_for_the_end_and_is_not_repeated(cuc: Desk, sent: Path) -> None:
    assert isinstance(cuc.clock, FixedClock)
    cuc.clock.day = date(2019, 12, 31)
    early = consolidation.consolidate(cuc, [sent], close=True)
    assert not early.closed
    assert [v.code for v in early.verdicts] == ["package.not_over"]
    cuc.clock.day = LATER
    assert consolidation.receive(cuc, [sent])[0].accepted
    cuc.clock.day = date(2019, 12, 31)
    made = consolidation.joined(cuc, "2015", 2020, 3)
    assert "chưa kết thúc" in consolidation.close_joined(cuc, made).not_closed
    cuc.clock.day = LATER
    made = consolidation.joined(cuc, "2015", 2020, 3)
    other = consolidation.close_joined(cuc, replace(made, made_of=made.made_of[:-1]))
    assert not other.closed
    assert "vừa thay đổi" in other.not_closed
    assert consolidation.close_joined(cuc, made).closed
    again = consolidation.close_joined(cuc, made)
    assert "đã chốt" in again.not_closed
    assert len(reporting.closings(cuc)) == 1


def test_a_resent_return_replaces_the_older_and_the_older_never_comes_back(
    cuc: Desk, district: Desk, sent: Path, tmp_path: Path
) -> None:
    old = sent.read_bytes()
    later = resigned(sent, district, lambda _p, fields: fields.update(sent_version=2))
    assert code(cuc, tmp_path, later) == ""
    assert code(cuc, tmp_path, old) == "package.older"
    assert code(cuc, tmp_path, later) == "package.already"


def test_the_command_line_says_on_stderr_why_nothing_was_consolidated(cuc: Desk, tmp_path: Path) -> None:
    folder = cuc.folder
    cuc.close()
    empty = tmp_path / "trong"
    empty.mkdir()
    bad = tmp_path / "x.thads"
    bad.write_bytes(b"PK")
    for given in ([str(empty)], [str(bad)], [str(bad), "--year", "2020"]):
        done = subprocess.run(
            [sys.executable, "-m", "thads_desktop", "consolidate", "--data", str(folder), *given],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert done.stderr.strip().endswith(".")
        assert "Traceback" not in done.stderr


def test_a_key_is_trusted_only_when_the_fingerprint_read_out_is_its_own(cuc: Desk, district: Desk, tmp_path: Path) -> None:
    file = Path(consolidation.key_package(district, tmp_path / "k.thads").path)
    own = consolidation.seen_key(file)
    with pytest.raises(Refused) as refused:
        consolidation.trust(cuc, file, "0000 " * 8)
    assert refused.value.refusals[0].code == "package.other_fingerprint"
    assert consolidation.trust(cuc, file, own.fingerprint.lower().replace(" ", "")).office == own.office


def test_a_supplementary_closing_names_the_matters_that_changed(tmp_path: Path) -> None:
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    first = reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    assert (first.supplementary, first.changed) == (False, ())
    made.on(date(2019, 12, 20))
    made.decision(number="17/2019/DS-ST", debtor="Vũ Thị Hạnh")
    made.on(LATER)
    made.reopen()
    second = reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    assert second.supplementary
    assert len(second.changed) == 1
    assert second.changed[0] in second.text()
    made.desk.close()


def test_a_name_is_tied_to_its_key_and_a_package_holds_what_a_return_holds(cuc: Desk, sent: Path, district: Desk, tmp_path: Path) -> None:
    other = resigned(sent, district, lambda _p, fields: fields.update(office_name="Chi cục Thi hành án dân sự quận Kiến An"))
    assert code(cuc, tmp_path, other) == "package.other_name"
    extra = resigned(sent, district, lambda parts, _f: parts.update({"virus.exe": b"x"}))
    assert code(cuc, tmp_path, extra) == "package.extra_part"

    def with_row(parts: dict[str, bytes], _fields: dict[str, object]) -> None:
        plain = json.loads(parts["return.json"])
        row = plain["forms"][0]["rows"][0]
        plain["forms"][0]["rows"].append({**row, "key": "khong.co"})
        parts["return.json"] = json.dumps(plain).encode()

    assert code(cuc, tmp_path, resigned(sent, district, with_row)) == "package.arithmetic"
    assert code(cuc, tmp_path, sent.read_bytes()) == ""


def test_another_key_of_a_known_office_needs_its_fingerprint(cuc: Desk, sent: Path, district: Desk, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    other.mkdir()
    secret = signature.ensure_key(other)
    shown = signature.fingerprint(signature.public_of(secret))
    with district.reading() as reader:
        own = people.office(reader)
    key = tmp_path / "moi.thads"
    key.write_bytes(package.write(package.Manifest("key", own.key, own.name, shown, made_on="2020-01-10"), {}, secret))
    with pytest.raises(Refused) as refused:
        consolidation.trust(cuc, key)
    assert [r.code for r in refused.value.refusals] == ["package.new_key"]
    assert consolidation.seen_key(key, cuc).instead_of not in ("", shown)
    consolidation.trust(cuc, key, shown)
    assert code(cuc, tmp_path, sent.read_bytes()) == "package.key_changed"


def test_offices_that_bear_one_name_since_2025_are_told_apart_by_the_name_they_were_set_up_under(tmp_path: Path) -> None:
    day = date(2026, 1, 10)
    province = open_desk(tmp_path / "cuc", FixedClock(day), create=True)
    people.set_up_whole(province, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province", [], "")
    sent = []
    for name in ("quận Lê Chân", "quận Kiến An"):
        desk = open_desk(tmp_path / name, FixedClock(day), create=True)
        parent = "Cục Thi hành án dân sự thành phố Hải Phòng"
        people.set_up_whole(desk, f"Chi cục Thi hành án dân sự {name}", parent, "district", ["Trần Thị Bình"], "Lê Thu Trang")
        consolidation.trust(province, Path(consolidation.key_package(desk, tmp_path / f"{name}.thads").path))
        made = reporting.close(desk, reporting.make(desk, 2026, 3))
        sent += [p for p in reporting.write(desk, made, tmp_path / f"gui {name}") if p.suffix == ".thads"]
        desk.close()
    made_whole = consolidation.consolidate(province, sent, close=True)
    assert [v.accepted for v in made_whole.verdicts] == [True, True], [v.says for v in made_whole.verdicts]
    assert made_whole.closed
    province.close()


def test_an_office_set_up_anew_takes_the_place_of_the_old_one(cuc: Desk, tmp_path: Path) -> None:
    keys, sent = [], []
    for folder, matters in (("cu", 1), ("moi", 2)):
        made = bench(tmp_path / folder, date(2019, 10, 7))
        for n in range(matters):
            made.decision(number=f"{n + 1}/2019/DS-ST")
        made.on(LATER)
        keys.append(consolidation.key_package(made.desk, tmp_path / f"{folder}.thads"))
        closed = reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
        sent += [p for p in reporting.write(made.desk, closed, tmp_path / f"gui {folder}") if p.suffix == ".thads"]
        made.desk.close()
    name = keys[0].office
    consolidation.trust(cuc, Path(keys[0].path), keys[0].fingerprint)
    period = ("2015", 2020, 3)
    assert consolidation.consolidate(cuc, sent[:1], close=True).closed
    consolidation.trust(cuc, Path(keys[1].path), keys[1].fingerprint)
    both = consolidation.consolidate(cuc, sent, close=True)
    assert "trust --instead" in both.not_closed
    assert consolidation.key_to_trust(cuc, sent, sent[1]).instead_of
    done = consolidation.trust(cuc, sent[1], keys[1].fingerprint, instead=True)
    assert done.instead_of
    alone = consolidation.joined(cuc, *period)
    assert (alone.offices, alone.missing, alone.violations) == ((name,), (), ())
    assert consolidation.periods(cuc) == [(*period, 1)]
    again = consolidation.close_joined(cuc, alone)
    assert (again.closed, again.not_closed, again.supplementary) == (True, "", True)
    assert [v.code for v in consolidation.receive(cuc, sent[:1])] == ["package.unknown_sender"]
    with pytest.raises(Refused) as refused:
        consolidation.trust(cuc, sent[1], keys[1].fingerprint, instead=True)
    assert refused.value.refusals[0].code == "package.nothing_instead"
    assert upkeep.verify(cuc).findings == ()
