"""An older copy brings no closed account and no lost power back: what happened to people since stays so, and the log says it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, owned, set_up
from thads_desktop.__main__ import main
from thads_desktop.domain import access_events as ae, copy_events as ce, events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    access,
    accounts,
    copies,
    exchange_gate,
    first_account,
    journal,
    people,
    restoring,
    restoring_second,
    second,
    since_copy,
    upkeep,
)
from thads_desktop.services.desk import Desk
from thads_desktop.storage import keyring

DAY, LATER = date(2019, 10, 7), date(2019, 11, 4)
MINH, BINH, CUONG = ("minh", "mật khẩu của Minh"), ("binh", "mật khẩu của Bình"), ("cuong", "mật khẩu của Cường")
NEW = "mật khẩu đổi sau bản sao"


def three(folder: Path) -> Bench:
    """Minh has every role; Binh administrates too; Cuong is an officer and a deputy with every power."""
    clock = FixedClock(DAY)
    made = first_account.found(
        folder, clock, *MINH,
        set_up,
    )  # fmt: skip
    with made.desk.reading() as reader:
        held = {p.name: p.person for p in people.posts(reader)}
    office = Bench(made.desk, clock, held["Phạm Quang Minh"], held["Trần Thị Bình"], held["Lê Văn Cường"])
    people.give_post(office.desk, office.second, "deputy", DAY, powers=people.EVERY)
    owned(office.desk, accounts.open_account(office.desk, office.officer, BINH[0], ("clerk", "administrator"), BINH[1]))
    with by(office.desk, BINH, "accounts"):
        accounts.open_account(office.desk, office.second, CUONG[0], ("officer", "deputy"), CUONG[1])
    return office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = three(tmp_path / "data")
    yield made
    made.desk.close()


def by(desk: Desk, who: tuple[str, str], act: str) -> AbstractContextManager[None]:
    return second.standing_by(desk, second.confirmed(desk, act, *who))


def of(desk: Desk) -> dict[str, access.Account]:
    return {a.login: a for a in accounts.listed(desk)}


def put_back(office: Bench, copy: Path, confirms: tuple[str, str] | None = None, reason: str = "") -> upkeep.Restored:
    """As Minh, whose office is closed first."""
    folder = office.desk.folder
    office.desk.close()
    asks = restoring.opened(folder, copy, *MINH)
    # Whoever may, where the test is of something else.
    colleague = next((a.key for a in restoring_second.confirming(folder, asks)), "")
    if confirms is not None:
        colleague = restoring_second.confirmed(folder, asks, *confirms).key
    done = upkeep.restore(folder, copy, office.clock, key=asks.key, account=asks.account, login=asks.login, second=colleague, reason=reason)
    office.desk = access.sign_in(folder, office.clock, *MINH)
    return done


def refused(code: str, act: object, *given: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*given)  # type: ignore[operator]  # any call
    assert caught.value.refusals[0].code == code
    return caught.value


def changed_since(office: Bench) -> None:
    """Cuong is closed and no deputy any more, Binh only a clerk with another password, a new sheet made and tried."""
    desk = office.desk
    office.on(LATER)
    known = of(desk)
    with by(desk, BINH, "powers"):
        people.end_post(desk, office.second, "deputy", date(2019, 10, 31))
    with by(desk, BINH, "accounts"):
        _file, words = accounts.new_sheet(desk)
        accounts.close(desk, known["cuong"].key)
    accounts.try_sheet(desk, " ".join(words))
    accounts.reset_password(desk, known["binh"].key, NEW)
    with desk.founding() as uow:
        uow.append(f"account:{known['binh'].key}", LATER, ae.RolesChanged(("clerk",)))
        uow.commit()
    access.seat(desk, known["minh"].key)


def test_what_happened_to_people_since_is_not_undone(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    found = restoring.loss(office.desk.folder, copy.file, None).since
    assert found.closed == ("Lê Văn Cường (cuong)",)
    assert found.roles == ("Trần Thị Bình (binh): văn thư",)
    assert found.posts == ("Lê Văn Cường: Phó Thủ trưởng",)
    assert found.passwords == ("Trần Thị Bình (binh)", "tờ khôi phục")
    assert found.known
    done = put_back(office, copy.file, reason="nhập nhầm sổ")
    assert "Những tài khoản đã khóa từ sau bản sao vẫn khóa: Lê Văn Cường (cuong)." in done.text()
    assert "Trần Thị Bình (binh): văn thư" in done.text()
    desk, folder = office.desk, office.desk.folder
    known = of(desk)
    assert not known["cuong"].active
    assert known["binh"].roles == ("clerk",)
    with desk.reading() as reader:
        deputies = [p for p in people.posts(reader) if p.post == "deputy"]
        assert [p.until for p in deputies] == [date(2019, 10, 31)]
        assert accounts.sheet_tried(reader)
        assert accounts.sheet_made(reader) == LATER
        after = [e for e in reader.latest(40) if e.seq > copy.counted.seq]
        by_minh = {e.actor for e in after if isinstance(e.body, (ae.AccountClosed, ae.RolesChanged, ev.PostEnded))}
        kept = [e for e in after if isinstance(e.body, ce.PowersKept)]
    assert by_minh == {office.head}
    assert [e.body.known for e in kept if isinstance(e.body, ce.PowersKept)] == [True]
    said = next(row for row in journal.journal(desk) if row.what.startswith("Giữ tài khoản"))
    assert "nhập nhầm sổ" in said.detail
    assert "vẫn khóa: Lê Văn Cường (cuong)" in said.detail
    assert said.actor == "Phạm Quang Minh"
    refused("second.must_change", second.confirmed, desk, "accounts", BINH[0], NEW)
    assert upkeep.verify(desk).findings == ()
    desk.close()
    refused("account.wrong", access.sign_in, folder, office.clock, *CUONG)
    refused("account.wrong", access.sign_in, folder, office.clock, *BINH)
    access.sign_in(folder, office.clock, BINH[0], NEW).close()


def test_a_second_restore_of_the_same_copy_keeps_it_too(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    put_back(office, copy.file)
    done = put_back(office, copy.file)
    assert done.loss.since.closed == ("Lê Văn Cường (cuong)",)
    assert not of(office.desk)["cuong"].active


def test_a_sheet_that_was_only_used_since_is_not_told_as_changed(office: Bench) -> None:
    with by(office.desk, BINH, "accounts"):
        _file, words = accounts.new_sheet(office.desk)
    copy = copies.make(office.desk)
    accounts.try_sheet(office.desk, " ".join(words))
    found = restoring.loss(office.desk.folder, copy.file, None).since
    assert found.passwords == ()
    put_back(office, copy.file)
    with office.desk.reading() as reader:
        assert accounts.sheet_tried(reader), "that it was tried stays all the same"


def test_a_copy_of_today_changes_nobody_and_says_nothing(office: Bench) -> None:
    copy = copies.make(office.desk)
    done = put_back(office, copy.file, BINH)
    assert since_copy.told(done.loss.since) == []
    assert {a.login for a in of(office.desk).values() if a.active} == {"minh", "binh", "cuong"}


def test_a_copy_that_is_further_on_than_the_store_changes_nobody(office: Bench) -> None:
    old = office.desk.folder / "thads.db"
    office.desk.close()
    before = old.read_bytes()
    office.desk = access.sign_in(old.parent, office.clock, *MINH)
    with by(office.desk, BINH, "accounts"):
        accounts.change_roles(office.desk, of(office.desk)["cuong"].key, ("deputy",))
    copy = copies.make(office.desk)
    office.desk.close()
    old.write_bytes(before)
    office.desk = access.sign_in(old.parent, office.clock, *MINH)
    put_back(office, copy.file, BINH)
    assert of(office.desk)["cuong"].roles == ("deputy",)


def test_the_last_who_keeps_accounts_is_opened_again(office: Bench) -> None:
    """Of then nobody is left who could open an account: whoever may today comes along."""
    desk = office.desk
    copy = copies.make(desk)
    known = of(desk)
    with desk.founding() as uow:
        for login in ("binh", "cuong"):
            uow.append(f"account:{known[login].key}", DAY, ae.AccountClosed())
        uow.commit()
    access.seat(desk, known["minh"].key)
    person = people.add_person(desk, "Ngô Thị Dung", "clerk", DAY)
    accounts.open_account(desk, person, "dung", ("administrator",), "mật khẩu của Dung")
    with desk.founding() as uow:
        uow.append(f"account:{known['minh'].key}", DAY, ae.AccountClosed())
        uow.commit()
    folder = desk.folder
    desk.close()
    asks = restoring.opened(folder, copy.file, "dung", "mật khẩu của Dung")
    done = upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login)
    assert "Ngô Thị Dung (dung): quản trị" in done.text()
    office.desk = access.sign_in(folder, office.clock, "dung", "mật khẩu của Dung")
    assert {a.login for a in of(office.desk).values() if a.active} == {"dung"}
    assert of(office.desk)["dung"].name == "Ngô Thị Dung"
    with office.desk.reading() as reader:
        assert {e.actor for e in reader.latest(3)} == {person}


def damaged(office: Bench) -> Path:
    folder = office.desk.folder
    office.desk.close()
    (folder / "thads.db").write_bytes(os.urandom(40_000))
    return folder


def test_of_an_unreadable_store_the_slots_say_who_was_closed(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    folder = damaged(office)
    asks = restoring.opened(folder, copy.file, *MINH)
    assert restoring_second.confirming(folder, asks) == [], "nobody can say who may confirm"
    done = upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login)
    said = done.text()
    assert "Không đọc được kho đang có: chỉ tệp khóa cho biết ai còn đăng nhập được." in said
    assert "vẫn khóa: Lê Văn Cường (cuong)" in said
    assert "hãy xem lại quyền của: Trần Thị Bình (binh): văn thư, quản trị; " in said
    office.desk = access.sign_in(folder, office.clock, *MINH)
    assert not of(office.desk)["cuong"].active
    with office.desk.reading() as reader:
        assert [e.body.known for e in reader.latest(9) if isinstance(e.body, ce.PowersKept)] == [False]


def test_of_an_unreadable_store_a_later_copy_says_more(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    copies.make(office.desk)
    folder = damaged(office)
    asks = restoring.opened(folder, copy.file, *MINH)
    done = upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login)
    assert "lấy theo bản sao sau hơn (" in done.text()
    office.desk = access.sign_in(folder, office.clock, *MINH)
    known = of(office.desk)
    assert not known["cuong"].active
    assert known["binh"].roles == ("clerk",)
    with office.desk.reading() as reader:
        assert [p.until for p in people.posts(reader) if p.post == "deputy"] == [date(2019, 10, 31)]


def test_without_store_and_slots_nothing_is_known_and_that_is_said(office: Bench, tmp_path: Path) -> None:
    copy = copies.make(office.desk, tmp_path / "mang-di.db")
    changed_since(office)
    folder = tmp_path / "new"
    asks = restoring.opened(folder, copy.file, *MINH)
    done = upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login)
    assert since_copy.UNKNOWN in done.text()
    access.sign_in(folder, office.clock, *CUONG).close()


def test_a_clear_copy_gives_no_more_powers_than_today(office: Bench, tmp_path: Path) -> None:
    from tests.office import bench

    clear = bench(tmp_path / "clear", DAY, clear=True)
    copy = copies.make(clear.desk, tmp_path / "clear.db")
    clear.desk.close()
    folder = office.desk.folder
    office.desk.close()
    asks = restoring.opened(folder, copy.file, *BINH)
    who = restoring_second.confirmed(folder, asks, *MINH).key
    upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login, second=who)
    office.desk = access.sign_in(folder, office.clock, *BINH)
    assert of(office.desk)["binh"].roles == ("clerk", "administrator")
    assert list(of(office.desk)) == ["binh"], "who confirmed is in the log, and has no account in this store"


# --- the second person ----------------------------------------------------------------------------------


def test_a_colleague_who_may_restore_stands_by(office: Bench) -> None:
    copy, folder = copies.make(office.desk), office.desk.folder
    known = of(office.desk)
    office.desk.close()
    asks = restoring.opened(folder, copy.file, *MINH)
    for code, who in (
        ("second.wrong", ("binh", "sai mật khẩu")), ("second.same", MINH), ("second.not_allowed", CUONG),
    ):  # fmt: skip
        refused(code, restoring_second.confirmed, folder, asks, *who)
    given = {"key": asks.key, "account": asks.account, "login": asks.login}
    for nobody in ("", known["cuong"].key, known["minh"].key):
        with pytest.raises(Refused) as caught:
            upkeep.restore(folder, copy.file, office.clock, second=nobody, **given)  # type: ignore[arg-type]  # as restoring.opened says
        assert caught.value.refusals[0].code == "rights.second"
        assert "Trần Thị Bình" in say(caught.value.refusals[0]), "who may"
    office.desk = access.sign_in(folder, office.clock, *MINH)
    office.desk.close()
    put_back(office, copy.file, BINH)
    with office.desk.reading() as reader:
        stood = [e for e in reader.latest(9) if isinstance(e.body, ae.Confirmed) and e.seq > copy.counted.seq]
        (mark,) = [e for e in reader.latest(9) if isinstance(e.body, ce.RestoredFrom)]
    assert [e.subject for e in stood] == [f"account:{known['binh'].key}"]
    assert isinstance(stood[0].body, ae.Confirmed)
    assert stood[0].body.act == "restore"
    assert stood[0].body.since <= mark.seq < stood[0].seq


def test_where_nobody_else_may_restore_any_colleague_of_the_house_stands_by(office: Bench) -> None:
    """As for every other act of two: the head alone may restore, and the officers confirm."""
    desk, known = office.desk, of(office.desk)
    copy, folder = copies.make(desk), desk.folder
    person = people.add_person(desk, "Ngô Thị Dung", "other", DAY)
    with by(desk, BINH, "accounts"):
        accounts.open_account(desk, person, "dung", ("inspector",), "mật khẩu của Dung")
    with desk.founding() as uow:
        uow.append(f"account:{known['binh'].key}", DAY, ae.RolesChanged(("clerk",)))
        uow.commit()
    desk.close()
    asks = restoring.opened(folder, copy.file, *MINH)
    assert {a.login for a in restoring_second.confirming(folder, asks)} == {"binh", "cuong"}
    refused("rights.second", restoring_second.refuse_alone, folder, asks, "")
    refused("second.not_allowed", restoring_second.confirmed, folder, asks, "dung", "mật khẩu của Dung")
    refused("second.must_change", restoring_second.confirmed, folder, asks, *CUONG)
    assert restoring_second.confirmed(folder, asks, *BINH).key == known["binh"].key
    put_back(office, copy.file, BINH)


def test_the_command_line_takes_the_second_person_from_the_environment(
    office: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, folder = copies.make(office.desk), office.desk.folder
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", MINH[0])
    monkeypatch.setenv("THADS_PASSWORD", MINH[1])
    line = ["restore", str(copy.file), "--reason", "ổ đĩa hỏng", "--data", str(folder), "--today", DAY.isoformat()]
    before = (folder / "thads.db").read_bytes()
    assert main(line) == 2
    assert "Người xác nhận được: Trần Thị Bình" in capsys.readouterr().err
    assert (folder / "thads.db").read_bytes() == before
    monkeypatch.setenv("THADS_SECOND_ACCOUNT", BINH[0])
    monkeypatch.setenv("THADS_SECOND_PASSWORD", BINH[1])
    assert main([*line, "--json"]) == 0
    assert '"since"' in capsys.readouterr().out
    office.desk = access.sign_in(folder, office.clock, *MINH)
    assert "ổ đĩa hỏng" in str(journal.journal(office.desk))


def test_slots_that_cannot_be_read_say_that_passwords_are_those_of_then(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    folder, binh = office.desk.folder, of(office.desk)["binh"].key
    office.desk.close()
    (folder / "keys.json").write_bytes(b"{}")
    asks = restoring.opened(folder, copy.file, *MINH)
    done = upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login, second=binh)
    assert "mật khẩu và tờ khôi phục là của lúc làm bản sao" in done.text()
    assert "vẫn khóa: Lê Văn Cường (cuong)" in done.text()
    office.desk = access.sign_in(folder, office.clock, *MINH)
    assert not of(office.desk)["cuong"].active
    ring = keyring.read(folder)
    assert ring is not None
    assert ring.of(of(office.desk)["cuong"].key) is None


def test_an_account_that_another_way_of_the_log_opened_stays_away(office: Bench) -> None:
    """Two copies, of which the later one knows an account that the store of today, restored from the earlier, does not."""
    old = copies.make(office.desk)
    person = people.add_person(office.desk, "Ngô Thị Dung", "clerk", DAY)
    with by(office.desk, BINH, "accounts"):
        accounts.open_account(office.desk, person, "dung", ("administrator",), "mật khẩu của Dung")
    late = copies.make(office.desk)
    done = put_back(office, old.file, BINH)
    assert done.loss.since.opened == ("Ngô Thị Dung (dung)",)
    # The restore stays: whoever it did not know is let in by nobody but an account opened anew.
    exchange_gate.confirm(office.desk, "bản cũ không dùng nữa")
    done = put_back(office, late.file, BINH)
    assert not done.loss.goes_on
    assert "từ chỗ hai nhật ký tách nhau" in done.text()
    assert done.loss.since.closed == ("Ngô Thị Dung (dung)",)
    assert not of(office.desk)["dung"].active
    folder = office.desk.folder
    office.desk.close()
    refused("account.wrong", access.sign_in, folder, office.clock, "dung", "mật khẩu của Dung")
