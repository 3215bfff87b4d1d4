"""What a new user stumbled over: sentences that name the wrong thing, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.unit.test_packs import PUBLISHERS, packed, shipped
from thads_desktop.__main__ import main
from thads_desktop.domain import access_events as ae
from thads_desktop.domain.events import Struck
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import accounts, copies, journal, packs, second, striking


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    yield made
    made.desk.close()


@pytest.fixture
def cli(office: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """(answer, what is said) of a command on the office, whose desk is closed first."""
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)

    def run(*line: str) -> tuple[int, str]:
        office.desk.close()
        answer = main([*line, "--data", str(office.desk.folder), "--today", office.clock.day.isoformat()])
        said = capsys.readouterr()
        return answer, said.out + said.err

    return run


def said(act: Callable[..., object], *given: object) -> str:
    with pytest.raises(Refused) as caught:
        act(*given)
    return " ".join(say(r) for r in caught.value.refusals)


def test_a_missing_file_is_called_what_it_was_to_be(cli: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    answer, told = cli("account", "close", LOGIN, "--sheet-file", str(tmp_path / "none.txt"))
    assert answer == 2
    assert f"Không có tệp tờ khôi phục {tmp_path / 'none.txt'}" in told
    (tmp_path / "two.txt").write_text("một\nhai\n", encoding="utf-8")
    assert f"Không đọc được tờ khôi phục trong tệp {tmp_path / 'two.txt'}" in cli("account", "close", LOGIN, "--sheet-file", str(tmp_path / "two.txt"))[1]
    assert "Không có tệp mật khẩu" in cli("matters", "--password-file", str(tmp_path / "none.txt"))[1]
    answer, told = cli("restore", str(tmp_path / "none.db"))
    assert answer == 2
    assert f"Không có tệp {tmp_path / 'none.db'}" in told
    assert "không phải là bản sao lưu" not in told


def test_the_command_line_names_its_own_ways(
    office: Bench, cli: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copies.make(office.desk)
    answer, told = cli("restore", str(copy.file))
    assert answer == 0
    assert "exchange --confirm LÝ_DO" in told
    monkeypatch.setenv("THADS_PASSWORD", "sai mật khẩu")
    assert "nút Quên mật khẩu ở cửa sổ đăng nhập" in cli("matters")[1]


def test_a_pack_that_is_taken_back_is_named(office: Bench) -> None:
    packs.install(office.desk, packs.look(office.desk, packed({("law", "terms.toml"): shipped("law", "terms.toml")}), PUBLISHERS), PUBLISHERS)
    title = packs.installed(office.desk)[0].title
    packs.withdraw(office.desk, packs.installed(office.desk)[0].pack)
    row = next(r for r in journal.journal(office.desk) if r.what.startswith("Gỡ gói"))
    assert f"{title}, bản 1" in row.detail


@pytest.mark.parametrize(("kind", "content", "expected"), [
    ("law", b"\xff", "không phải chữ UTF-8"),
    ("law", b"a = 1\nb = = 2\n", "sai cú pháp TOML ở dòng 2, cột 5"),
    ("law", b"[documents]\n", "nội dung không đúng mẫu"),
    ("documents", b"id = 'x'\n", "nội dung không đúng mẫu"),
])  # fmt: skip
def test_what_is_wrong_with_a_pack_is_said_in_vietnamese(office: Bench, kind: str, content: bytes, expected: str) -> None:
    name = "terms.toml" if kind == "law" else "x.toml"
    told = said(packs.look, office.desk, packed({(kind, name): content}), PUBLISHERS)
    assert expected in told
    assert not {"line", "column", "Invalid", "codec", "decode", "missing", "unknown", "byte"} & set(told.replace("(", " ").split())


def test_of_a_long_list_the_days_stand_under_each_other(office: Bench, cli: Callable[..., tuple[int, str]]) -> None:
    office.judgment()
    days = [line[27:37] for line in cli("who", "--long")[1].splitlines() if line[:7].strip().isdigit()]
    assert set(days) == {"01/10/2019", "07/10/2019", " " * 10}


def test_what_cannot_be_struck_is_said_before_a_colleague_is_called(office: Bench) -> None:
    matter = office.decision()
    with office.desk.reading() as reader:
        opened = reader.events_of(f"matter:{matter}")[0].seq
        (judgment,) = [s for s, _ in reader.stream("intake")]
        received = reader.events_of(judgment)[0].seq
    accounts.open_account(office.desk, office.officer, "binh", ("clerk",), "mật khẩu của Bình")
    with pytest.raises(Refused) as caught:
        striking.strike(office.desk, matter, 999, "nhầm")
    assert caught.value.refusals[0].code == "strike.unknown"
    for subject, seq in ((matter, opened), (judgment, received)):
        with pytest.raises(Refused) as caught:
            striking.strike(office.desk, subject, seq, "nhầm")
        assert caught.value.refusals[0].code != "rights.second"
    other = office.judgment("16/2019/DS-ST")
    with office.desk.reading() as reader:
        subject = f"intake:{other}"
        last = reader.events_of(subject)[-1].seq
        head = reader.head()
    with pytest.raises(Refused) as caught:
        striking.strike(office.desk, subject, last, "nhầm")
    assert caught.value.refusals[0].code == "rights.second"
    with office.desk.reading() as reader:
        assert reader.head() == head, "nothing was written"
    stands = next(a for a in accounts.listed(office.desk) if a.login == "binh")
    with second.standing_by(office.desk, stands):
        striking.strike(office.desk, subject, last, "nhầm")
    with office.desk.reading() as reader:
        assert [type(e.body) for e in reader.latest(2)] == [ae.Confirmed, Struck]


def test_whoever_stands_by_an_act_confirms_no_draft(office: Bench) -> None:
    accounts.open_account(office.desk, office.officer, "binh", ("clerk",), "mật khẩu của Bình")
    stands = next(a for a in accounts.listed(office.desk) if a.login == "binh")
    with second.standing_by(office.desk, stands), office.desk.writing("keep") as uow:
        uow.save_draft("x", {})
        uow.commit()
    with office.desk.reading() as reader:
        assert not any(isinstance(e.body, ae.Confirmed) for e in reader.latest(5))
