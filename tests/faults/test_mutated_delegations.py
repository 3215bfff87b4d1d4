"""Changed delegation and acknowledgement packages in every run: none taken in, none a traceback, nothing half done."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.faults.test_mutated import run
from tests.fuzz import delegations, packages
from thads_desktop.exchange import delegation as box

RAW, STRANGE, OWN, ANSWERS = 120, 80, 120, 80


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[delegations.Receiver]:
    made = delegations.Receiver(tmp_path_factory.mktemp("receiver"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[delegations.Receiver]:
    made = delegations.Receiver(tmp_path_factory.mktemp("sender"), answers=True)
    yield made
    made.close()


def test_what_was_sent_is_taken_in(receiver: delegations.Receiver, sender: delegations.Receiver) -> None:
    assert receiver.take(receiver.sent) == ""
    assert sender.take(sender.sent) == ""


@pytest.mark.timeout(180)
def test_delegations_changed_without_the_key(receiver: delegations.Receiver) -> None:
    came = run(RAW, 21, lambda random: receiver.take(packages.raw(receiver, random)))
    assert came[""] < RAW / 10
    assert {"package.altered_part", "package.truncated"} <= set(came)


def test_delegations_made_by_a_stranger(receiver: delegations.Receiver) -> None:
    came = run(STRANGE, 22, lambda random: receiver.take(delegations.signed(receiver, random, packages.STRANGER)))
    assert came[""] == 0


@pytest.mark.timeout(300)
def test_delegations_of_a_trusted_office_with_odd_content(receiver: delegations.Receiver) -> None:
    came = run(OWN, 23, lambda random: receiver.take(delegations.signed(receiver, random), own=True))
    assert {"delegation.bad_content", "delegation.money"} <= set(came)


@pytest.mark.timeout(300)
def test_acknowledgements_changed_and_odd(sender: delegations.Receiver) -> None:
    run(ANSWERS, 24, lambda random: sender.take(packages.raw(sender, random)))
    came = run(ANSWERS, 25, lambda random: sender.take(delegations.signed(sender, random), own=True))
    assert "delegation.bad_content" in came


def changed(receiver: delegations.Receiver, **fields: object) -> bytes:
    """The content with these fields, in the very form that the office writes."""
    plain = {**json.loads(receiver.content[box.CONTENT]), **fields}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def with_line(receiver: delegations.Receiver, **fields: object) -> bytes:
    lines = json.loads(receiver.content[box.CONTENT])["lines"]
    return changed(receiver, lines=[{**lines[0], **fields}, *lines[1:]])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"delegated": 9_999_999}, "delegation.money"), ({"collected": 1}, "delegation.money"), ({"due": None}, "delegation.money"),
        ({"rest": 1, "delegated": 9_999_999}, "delegation.money"), ({"delegated": 0, "otherwise": 10_000_000}, "delegation.money"),
        ({"delegated": -1}, "delegation.bad_content"), ({"due": 10.5}, "delegation.bad_content"), ({"line": 2}, "delegation.bad_content"),
        ({"debtors": ["ai-do"]}, "delegation.bad_content"), ({"text": "a\u202eb"}, "delegation.bad_content"),
        ({"text": "e\u0301"}, "delegation.bad_content"), ({"text": ""}, "delegation.bad_content"),
    ],
)  # fmt: skip
def test_an_obligation_that_does_not_hold(receiver: delegations.Receiver, fields: dict[str, object], code: str) -> None:
    assert receiver.take(receiver.with_parts({box.CONTENT: with_line(receiver, **fields)}), own=True) == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"made_on": "2030-01-01"}, "delegation.bad_content"), ({"parties": []}, "delegation.bad_content"), ({"papers": []}, "delegation.bad_content"),
        ({"total": {}}, "delegation.money"), ({"format": 3}, "package.newer"), ({"format": 2}, "delegation.bad_content"),
            ({"format": 0}, "delegation.bad_content"),
        ({"more": 1}, "delegation.bad_content"), ({"to": {"called": "", "key": "ai-khac", "name": "Nơi khác"}}, "delegation.not_for_us"),
        ({"happened": [{"day": "2031-01-01", "detail": "", "what": "x"}]}, "delegation.bad_content"),
    ],
)  # fmt: skip
def test_a_content_that_does_not_hold(receiver: delegations.Receiver, fields: dict[str, object], code: str) -> None:
    assert receiver.take(receiver.with_parts({box.CONTENT: changed(receiver, **fields)}), own=True) == code


def test_a_delegation_is_no_return(receiver: delegations.Receiver) -> None:
    assert receiver.take(receiver.with_parts({}, {"kind": "return"}), own=True) == "package.wrong_kind"
