"""Real damage, by one who has the key and by one who has not: found, counted, repaired from what hashes prove, or told as lost."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, set_up
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.form_text import digest_of
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.files import BACKUPS
from thads_desktop.services import access, copies, drill, first_account, people, repairing, reporting, restoring, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.storage import cipher

CLOCK = FixedClock(date(2020, 1, 5))
LOGIN, PASSWORD = "minh", "mat khau de nho"


@dataclass
class Kept:
    folder: Path
    key: bytes
    head: tuple[int, str]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """An encrypted office with two matters, papers, a closed return and a copy, one paper after the copy; closed."""
    from thads_desktop.storage import keyring

    before, keyring.COST = keyring.COST, keyring.Cost(1, 64, 1)
    clock = FixedClock(date(2019, 10, 7))
    folder = tmp_path_factory.mktemp("whole") / "data"
    desk = first_account.found(
        folder, clock, LOGIN, PASSWORD,
        set_up,
    ).desk  # fmt: skip
    with desk.reading() as reader:
        held = {p.name: p.person for p in people.posts(reader)}
    made = Bench(desk, clock, held["Phạm Quang Minh"], held["Trần Thị Bình"], held["Lê Văn Cường"])
    made.decision()
    clock.day = CLOCK.today()
    reporting.close(desk, reporting.make(desk, 2020, 3))
    copies.make(desk)
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    with desk.writing("keep") as uow:
        uow.save_draft("ghi-chu", {"a": 1})
        uow.commit()
        head = uow.head()
    key = cipher.key_of(folder)
    desk.close()
    keyring.COST = before
    assert key is not None
    return Kept(folder, key, head)


@pytest.fixture
def office(template: Kept, tmp_path: Path) -> Kept:
    shutil.copytree(template.folder, tmp_path / "data")
    return Kept(tmp_path / "data", template.key, template.head)


def damage(office: Kept, *statements: str) -> None:
    """As one who has the key and knows the tables."""
    connection = cipher.connect(office.folder / "thads.db", office.key)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.close()


def findings(office: Kept) -> tuple[str, ...]:
    try:
        desk = open_desk(office.folder, CLOCK, look="ends", key=office.key)
    except Trouble as trouble:
        return (trouble.code,)
    try:
        return upkeep.verify(desk).findings
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET text = replace(text, '2019', '2018') WHERE seq = 5", "1 sự kiện"),
        ("UPDATE events SET text = replace(text, '2019', '2018'), hash = 'ab' WHERE seq = 5", "1 sự kiện"),
        ("UPDATE events SET actor = 'x' WHERE seq = 5", "1 sự kiện"),
        ("UPDATE events SET day = '2019-10-08' WHERE seq = (SELECT min(seq) FROM events WHERE type = 'MatterOpened')", "1 sự kiện"),
        ("DELETE FROM events WHERE seq = 4", "1 sự kiện"),
        ("DELETE FROM events WHERE seq IN (4, 5, 6)", "3 sự kiện"),
        ("UPDATE register_rows SET content = replace(content, 'Văn An', 'Văn Án') WHERE kind = 'party'", "1 dòng sổ"),
        ("UPDATE register_rows SET salt = 'x' WHERE kind = 'office'", "dòng sổ"),
        ("DELETE FROM register_rows WHERE kind = 'person'", "dòng sổ"),
        ("UPDATE blobs SET bytes = bytes || x'00' WHERE rowid = 1", "1 văn bản"),
        ("DELETE FROM blobs WHERE rowid = 1", "1 văn bản"),
        ("INSERT INTO blobs VALUES ('ab', x'00')", "bỏ ra ngoài 1 mục"),
        ("UPDATE head SET hash = 'ab'", "lập lại tệp"),
        ("UPDATE head SET seq = seq - 1", "lập lại tệp"),
        ("UPDATE drafts SET content = 'x'", "bỏ ra ngoài 1 mục"),
        ("UPDATE migrations SET applied = 'x'", ""),
        ("UPDATE matter_list SET rest = rest + 1", "dựng lại danh sách"),
        ("DELETE FROM paper_list", "dựng lại danh sách"),
    ],
)
def test_damage_by_one_who_has_the_key_is_found_and_repaired(office: Kept, statement: str, said: str) -> None:
    damage(office, statement)
    assert findings(office), "verify finds it"
    done = repairing.repair(office.folder, CLOCK, key=office.key)
    assert done.left == ()
    assert said in done.text()
    assert findings(office) == ()
    desk = access.sign_in(office.folder, CLOCK, LOGIN, PASSWORD)
    try:
        with desk.reading() as reader:
            assert reader.hash_at(office.head[0]) == office.head[1], "the log is the very same"
    finally:
        desk.close()
    with pytest.raises(Refused) as caught:
        repairing.repair(office.folder, CLOCK, key=office.key)
    assert caught.value.refusals[0].code == "repair.sound"


def test_a_paper_that_no_copy_has_is_drawn_again_to_the_same_bytes(office: Kept) -> None:
    damage(office, "DELETE FROM blobs")
    shutil.rmtree(office.folder / BACKUPS)
    done = repairing.repair(office.folder, CLOCK, key=office.key)
    assert done.left == (), done.text()
    # The approved texts of the forms are made again as the papers are.
    approved = len({digest_of(f) for f in load_forms()})
    assert done.drawn == 3 + approved
    assert f"in lại đúng từng byte: {3 + approved}" in done.text()


def test_what_nobody_can_prove_is_told_with_its_number_and_never_invented(office: Kept) -> None:
    damage(office, f"UPDATE register_rows SET content = '{{}}' WHERE kind = 'party' AND seq > {copies.listed(office.folder / BACKUPS)[-1].seq}")
    done = repairing.repair(office.folder, CLOCK, key=office.key)
    assert done.lost
    assert all("dòng sổ party" in x for x in done.lost)
    assert f"Không lấy lại được {len(done.lost)} mục" in done.text()
    assert done.left


def test_a_lost_file_is_called_by_its_name_and_every_damaged_file_is_kept(office: Kept) -> None:
    desk = access.sign_in(office.folder, CLOCK, LOGIN, PASSWORD)
    done = drill.run(desk)
    desk.close()
    for _ in range(2):
        damage(office, f"DELETE FROM blobs WHERE sha256 = '{done.sha256}'", "UPDATE register_rows SET salt = 'x' WHERE kind = 'office'")
        told = repairing.repair(office.folder, CLOCK, key=office.key)
        assert told.lost == ("biên bản diễn tập ngày 05/01/2020",)
        with cipher.holding(office.folder, office.key):
            connection = cipher.connect(office.folder / "thads.db")
            connection.execute("INSERT INTO blobs VALUES (?, ?)", (done.sha256, done.pdf))
            connection.close()
        assert findings(office) == ()
    assert len(list(office.folder.glob("thads-cu-*.db"))) == 2


def test_a_log_that_nobody_can_prove_is_left_as_it_is(office: Kept) -> None:
    last = office.head[0] - 2
    damage(office, f"UPDATE events SET text = replace(text, '2020', '2021'), hash = 'ab' WHERE seq = {last}")
    before = (office.folder / "thads.db").read_bytes()
    with pytest.raises(Refused) as caught:
        repairing.repair(office.folder, CLOCK, key=office.key)
    assert (caught.value.refusals[0].code, caught.value.refusals[0].facts["seq"]) == ("repair.lost_event", str(last))
    assert (office.folder / "thads.db").read_bytes() == before


def test_the_lost_end_of_the_log_comes_back_from_a_copy(office: Kept) -> None:
    damage(
        office, "DELETE FROM events WHERE seq > 20", "UPDATE head SET seq = 20, hash = (SELECT hash FROM events WHERE seq = 20)",
        "DELETE FROM register_rows WHERE kind = 'person'",
    )  # fmt: skip
    done = repairing.repair(office.folder, CLOCK, key=office.key)
    assert "sự kiện cuối đã mất" in done.text()
    assert done.left == ()


def test_bytes_turned_by_one_who_has_not_the_key(office: Kept) -> None:
    file = office.folder / "thads.db"
    whole = file.read_bytes()
    found = repaired = 0
    codes: set[str] = set()
    for page in range(len(whole) // 4096):
        turned = bytearray(whole)
        turned[page * 4096 + 700] ^= 0x10
        file.write_bytes(turned)
        said = findings(office)
        assert said, f"page {page}"
        found += 1
        if page % 6 == 0:
            try:
                repaired += repairing.repair(office.folder, CLOCK, key=office.key).left == ()
            except Refused as refused:
                codes.add(refused.refusals[0].code)
    assert found == len(whole) // 4096
    assert repaired
    assert codes <= {"repair.no_log", "repair.lost_event"}
    # What cannot be repaired is restored.
    file.write_bytes(b"\0" * 100 + whole[100:])
    copy = copies.listed(office.folder / BACKUPS)[-1]
    key = restoring.key_for(office.folder, copy.file, LOGIN, PASSWORD)
    upkeep.restore(office.folder, copy.file, CLOCK, key=key)
    assert findings(office) == ()


def test_the_counted_sentence() -> None:
    said = repairing.counted_words(
        ["Bản lưu ab đã mất.", "Bản lưu cd đã mất.", "Dòng sổ party ab bản 1 đã mất.", "Sự kiện 5 không đọc được.", "Cấu trúc x đã bị thay đổi."]
    )
    assert said == "Phát hiện hỏng: 1 sự kiện, 1 dòng sổ, 2 văn bản và gói, 1 chỗ trong cấu trúc tệp."
    assert repairing.counted_words([]) == "Dữ liệu nguyên vẹn."


def test_any_column_of_any_kept_table_is_watched(office: Kept, tmp_path: Path) -> None:
    """One value of each column changed, as one who has the key could: it is found. (The name of a draft stands in no log.)"""
    whole = (office.folder / "thads.db").read_bytes()
    connection = cipher.connect(office.folder / "thads.db", office.key, read_only=True)
    columns = [
        (table, name, kind)
        for table in ("events", "head", "register_rows", "blobs", "drafts", "migrations")
        for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()
        if (table, name) not in (("drafts", "key"), ("head", "only"))
    ]
    connection.close()
    assert len(columns) > 20
    unseen = []
    for table, name, kind in columns:
        (office.folder / "thads.db").write_bytes(whole)
        changed = f"{name} + 1" if kind == "INTEGER" else f"{name} || 'x'" if kind == "TEXT" else f"CAST({name} || x'00' AS BLOB)"
        damage(office, f"UPDATE {table} SET {name} = {changed} WHERE {name} = (SELECT max({name}) FROM {table})")
        if not findings(office):
            unseen.append((table, name))
    assert unseen == []
