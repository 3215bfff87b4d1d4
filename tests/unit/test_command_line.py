"""The help of the command line: every option of every command says in Vietnamese what it does."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from thads_desktop.__main__ import parser

#: Told to nobody: for tests and replays.
HIDDEN = {"--today"}


def walk(one: argparse.ArgumentParser, name: str = "thads-desktop") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, one
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from walk(inner, f"{name} {word}")


PARSERS = dict(walk(parser()))


@pytest.mark.parametrize("name", PARSERS)
def test_every_option_says_what_it_does(name: str) -> None:
    for action in PARSERS[name]._actions:
        called = " ".join(action.option_strings) or str(action.metavar or action.dest)
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help for choice in action._choices_actions}
            assert set(told) == set(action.choices), name
            assert all(told.values()), f"{name}: {told}"
            continue
        if action.help == argparse.SUPPRESS:
            assert HIDDEN & set(action.option_strings) or name.startswith("thads-desktop tool"), called
            continue
        assert action.help, f"{name} {called}"
        assert not action.help.isascii(), f"{name} {called}: not Vietnamese"


@pytest.mark.parametrize("name", PARSERS)
def test_the_help_itself_is_vietnamese(name: str) -> None:
    text = PARSERS[name].format_help()
    assert text.startswith("Cách dùng: ")
    for english in ("usage", "options:", "positional", "show this", "version number"):
        assert english not in text
