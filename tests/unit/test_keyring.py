"""The data key under lock: what opens it, what does not, and what a copy brings along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.storage import cipher, keyring, words

KEY = bytes(range(32))


def ring_of(*accounts: tuple[str, str, str]) -> keyring.Keyring:
    ring = keyring.empty()
    for account, login, password in accounts:
        ring = keyring.with_account(ring, KEY, account, login, password)
    return ring


def refused(call: object, *args: object) -> str:
    with pytest.raises(Refused) as error:
        call(*args)  # type: ignore[operator]  # any call
    return error.value.refusals[0].code


def test_each_account_opens_the_same_key_and_no_other_password_does() -> None:
    ring = ring_of(("aa", "Bình", "mật khẩu một"), ("bb", "an", "mật khẩu hai"))
    assert keyring.opened(ring, " BÌNH ", "mật khẩu một") == ("aa", KEY)
    assert keyring.opened(ring, "an", "mật khẩu hai") == ("bb", KEY)
    for login, password in (("an", "mật khẩu một"), ("Bình", ""), ("ai", "mật khẩu hai"), ("", "")):
        assert refused(keyring.opened, ring, login, password) == "account.wrong"


def test_a_password_typed_decomposed_is_the_same_password() -> None:
    import unicodedata

    ring = ring_of(("aa", "an", "mật khẩu một"))
    assert keyring.opened(ring, "an", unicodedata.normalize("NFD", "mật khẩu một")) == ("aa", KEY)


def test_a_new_password_and_a_closed_account_leave_nothing_of_the_old() -> None:
    ring = ring_of(("aa", "an", "mật khẩu một"), ("bb", "ba", "mật khẩu hai"))
    ring = keyring.with_account(ring, KEY, "aa", "an", "mật khẩu ba")
    assert refused(keyring.opened, ring, "an", "mật khẩu một") == "account.wrong"
    assert keyring.opened(ring, "an", "mật khẩu ba")[1] == KEY
    assert refused(keyring.opened, keyring.without(ring, "bb"), "ba", "mật khẩu hai") == "account.wrong"


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        ("", "12345678", "account.bad_login"), ("hai từ", "12345678", "account.bad_login"), ("x" * 61, "12345678", "account.bad_login"),
        ("an", "1234567", "account.bad_password"), ("an", "x" * 201, "account.bad_password"),
        ("12345678", "12345678", "account.password_is_login"), ("BA", "12345678", "account.login_taken"),
    ],
)  # fmt: skip
def test_bad_names_and_passwords_are_refused(login: str, password: str, code: str) -> None:
    assert refused(keyring.with_account, ring_of(("bb", "ba", "mật khẩu hai")), KEY, "cc", login, password) == code


def test_a_slot_counts_only_in_its_place() -> None:
    """An account's slot put under another account's id, or into another office's ring, opens nothing."""
    ring = ring_of(("aa", "an", "mật khẩu một"), ("bb", "ba", "mật khẩu hai"))
    plain = json.loads(keyring.to_bytes(ring))
    plain["slots"][0]["id"] = "cc"
    moved = keyring.from_bytes(json.dumps(plain).encode())
    assert moved is not None
    assert refused(keyring.opened, moved, "an", "mật khẩu một") == "account.wrong"
    plain = json.loads(keyring.to_bytes(ring)) | {"office": "ff" * 16}
    other = keyring.from_bytes(json.dumps(plain).encode())
    assert other is not None
    assert refused(keyring.opened, other, "an", "mật khẩu một") == "account.wrong"


def test_the_file_says_no_name_and_no_key(tmp_path: Path) -> None:
    keyring.write(tmp_path, ring_of(("aa", "nguyễn-văn-an", "mật khẩu một")))
    text = (tmp_path / "keys.json").read_bytes()
    assert b"nguy" not in text
    assert KEY.hex().encode() not in text
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 1, "office": "xx", "slots": []}', b'{"format": 1, "office": "aa", "slots": [1]}', b"\xff" * 40],
)  # fmt: skip
def test_a_spoilt_file_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(Trouble) as error:
        keyring.read(tmp_path)
    assert error.value.code == "keys.damaged"


def test_a_file_that_asks_for_all_memory_is_no_ring() -> None:
    plain = json.loads(keyring.to_bytes(ring_of(("aa", "an", "mật khẩu một"))))
    for cost in ({"passes": 10**9, "memory": 64, "lanes": 1}, {"passes": 1, "memory": 10**9, "lanes": 1}, {"passes": 0, "memory": 64, "lanes": 1}):
        plain["slots"][0]["cost"] = cost
        assert keyring.from_bytes(json.dumps(plain).encode()) is None


def test_only_the_last_sheet_opens() -> None:
    ring, first = keyring.with_sheet(ring_of(("aa", "an", "mật khẩu một")), KEY)
    assert keyring.opened_by_sheet(ring, " ".join(first)) == KEY
    assert keyring.opened_by_sheet(ring, "-".join(w.upper() for w in first)) == KEY
    ring, second = keyring.with_sheet(ring, KEY)
    assert refused(keyring.opened_by_sheet, ring, " ".join(first)) == "sheet.other"
    assert keyring.opened_by_sheet(ring, " ".join(second)) == KEY
    assert refused(keyring.opened_by_sheet, ring, " ".join(second[:8])) == "sheet.misread"
    assert refused(keyring.opened_by_sheet, ring_of(("aa", "an", "mật khẩu một")), " ".join(second)) == "sheet.none"


@given(st.binary(min_size=16, max_size=16))
def test_words_come_back_as_what_they_were(entropy: bytes) -> None:
    said = words.words_of(entropy)
    assert len(said) == words.COUNT
    assert words.entropy_of(" ".join(said)) == entropy


@given(st.binary(min_size=16, max_size=16), st.integers(0, 44), st.sampled_from("bcdghklmnprstvxzaiou"))
def test_a_letter_read_wrongly_is_noticed(entropy: bytes, at: int, letter: str) -> None:
    said = "".join(words.words_of(entropy))
    wrong = said[:at] + letter + said[at + 1 :]
    # The check has sixteen bits: one in 65,536 gets through, and then opens nothing.
    assert wrong == said or words.entropy_of(wrong) != entropy


@given(st.text(max_size=60))
def test_whatever_is_typed_is_no_fault(typed: str) -> None:
    assert words.entropy_of(typed) is None or len("".join(c for c in typed if c.isalpha())) >= 45


def test_a_copy_carries_the_ring_behind_its_last_page(tmp_path: Path) -> None:
    ring = ring_of(("aa", "an", "mật khẩu một"))
    file = tmp_path / "x.db"
    made = cipher.connect(file, KEY)
    made.execute("CREATE TABLE t (x)")
    made.close()
    length = file.stat().st_size
    with file.open("ab") as opened:
        opened.write(keyring.behind(ring))
    assert keyring.from_copy(file) == (ring, length)
    again = cipher.connect(file, KEY, read_only=True)
    assert cipher.page_faults(again, whole=True) == []
    again.close()
    (tmp_path / "y").write_bytes(b"THADS-KHOA-1")
    assert keyring.from_copy(tmp_path / "y") == (None, 12)
    (tmp_path / "z").write_bytes(b"x" * 5000 + b"99999999" + keyring.MARK)
    assert keyring.from_copy(tmp_path / "z") == (None, 5020)


def test_what_is_sealed_opens_under_its_key_alone() -> None:
    sealed = cipher.seal(KEY, b"bi mat")
    assert cipher.unseal(KEY, sealed) == b"bi mat"
    assert cipher.unseal(bytes(32), sealed) is None
    assert cipher.unseal(KEY, sealed[:-1]) is None
    assert cipher.unseal(KEY, b"bi mat") is None
