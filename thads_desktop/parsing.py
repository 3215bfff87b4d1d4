"""argparse that speaks Vietnamese, and the path of an argument."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from thads_desktop.domain.sentences import shortened

REFUSED = 2

#: What argparse says -> how we say it; groups of the pattern stand for {0}, {1}.
_WORDS = (
    (r"argument (\S+).*: invalid int value: (.*)", "{0} phải là số nguyên, không phải {1}"),
    (r"argument (\S+).*: invalid choice: (.*?) \(choose from (.*)\)", "{0} không nhận {1}, hãy dùng một trong {2}"),
    (r"argument (\S+).*: expected .*", "{0} còn thiếu giá trị"),
    (r"argument (\S+).*: not allowed with argument (\S+)", "{0} không dùng cùng {1}"),
    (r"argument (\S+).*: ignored explicit argument .*", "{0} không nhận giá trị"),
    (r"the following arguments are required: (.*)", "còn thiếu {0}"),
    (r"unrecognized arguments: (.*)", "không hiểu {0}"),
    (r"argument (\S+).*: (đường dẫn để trống.*)", "{0}: {1}"),
)


def a_path(text: str) -> Path:
    """A path that names something: an empty one would be the folder in which the program stands."""
    if not text.strip():
        raise argparse.ArgumentTypeError("đường dẫn để trống, hãy nêu tệp hoặc thư mục")
    return Path(text)


class _Help(argparse.HelpFormatter):
    """Help under Vietnamese headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese, in its help and when the words are wrong."""

    def __init__(self, **kwargs: Any) -> None:
        add_help, options = kwargs.pop("add_help", True), kwargs.pop("options", "Tùy chọn")
        super().__init__(**{"formatter_class": _Help, **kwargs, "add_help": False, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "Đối số", options
        if add_help:
            self.add_argument("-h", "--help", action="help", help="in trợ giúp này rồi thôi")

    def error(self, message: str) -> NoReturn:
        said = shortened(message)
        for pattern, words in _WORDS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                said = words.format(*(x if n == 2 else shortened(x) for n, x in enumerate(found.groups())))
        see = " ".join(x for x in ("thads-desktop", self.prog.partition(" ")[2], "--help") if x)
        self.exit(REFUSED, f"Lệnh chưa đúng: {said[:400]}. Xem: {see}\n")
