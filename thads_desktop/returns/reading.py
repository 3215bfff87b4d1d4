"""Reading a TOML table strictly: every key is asked for by name and kind, and what is left over is refused."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_MISSING: Any = object()


class DefinitionError(Exception):
    """A definition file cannot be used; the sentence names the file and the fault."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"Tệp mẫu báo cáo {file}: {fault}.")
        self.file, self.fault = file, fault


class Table:
    """One table of a file. Each method takes a key away; ``done`` refuses what nobody asked for."""

    def __init__(self, data: Mapping[str, Any], file: str, where: str = "") -> None:
        self._left = dict(data)
        self._file, self._where = file, where

    def wrong(self, fault: str) -> DefinitionError:
        return DefinitionError(self._file, f"{self._where}: {fault}" if self._where else fault)

    def done(self) -> None:
        if self._left:
            raise self.wrong("không hiểu " + ", ".join(sorted(self._left)))

    def has(self, key: str) -> bool:
        return key in self._left

    def keys_left(self) -> list[str]:
        return list(self._left)

    def _take(self, key: str, kind: type | tuple[type, ...], default: Any = _MISSING) -> Any:
        if key not in self._left:
            if default is _MISSING:
                raise self.wrong(f"thiếu {key}")
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(f"{key} không đúng kiểu")
        return value

    def text(self, key: str, default: Any = _MISSING) -> str:
        return unicodedata.normalize("NFC", self._take(key, str, default))

    def number(self, key: str, default: int) -> int:
        return int(self._take(key, int, default))

    def numbers(self, key: str, least: int, most: int) -> tuple[int, ...]:
        found = self._take(key, list, [])
        if not all(type(x) is int and least <= x <= most for x in found):
            raise self.wrong(f"{key} phải là các số từ {least} đến {most}")
        return tuple(found)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        found = self._take(key, list)
        if not all(isinstance(x, list) and len(x) == 2 and all(isinstance(y, str) for y in x) for x in found):
            raise self.wrong(f"{key} phải là các cặp")
        return tuple((a, b) for a, b in found)

    def flag_or_none(self, key: str) -> bool | None:
        found: bool | None = self._take(key, bool, None)
        return found

    def day(self, key: str) -> date:
        found: date = self._take(key, date)
        if isinstance(found, datetime):
            raise self.wrong(f"{key} phải là ngày, không kèm giờ")
        return found

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if key in self._left else None

    def word(self, key: str, allowed: tuple[str, ...], default: Any = _MISSING) -> str:
        found = self.text(key, default)
        if found not in allowed and found is not default:
            raise self.wrong(f"{key} có từ lạ {found!r}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._take(key, list, [])
        if not all(isinstance(x, str) for x in found):
            raise self.wrong(f"{key} không đúng kiểu")
        return tuple(unicodedata.normalize("NFC", x) for x in found)

    def words(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        found = self.texts(key)
        strange = [x for x in found if x not in allowed]
        if strange:
            raise self.wrong(f"{key} có từ lạ " + ", ".join(map(repr, strange)))
        return found

    def every_word(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """All the words, each once, in the file's own order."""
        found = self.words(key, allowed)
        if sorted(found) != sorted(allowed):
            raise self.wrong(f"{key} phải có đủ mỗi từ một lần: " + ", ".join(allowed))
        return found

    def table(self, key: str) -> Table:
        return Table(self._take(key, dict), self._file, f"{self._where} {key}".strip())

    def tables(self, key: str) -> list[Table]:
        found = self._take(key, list, [])
        if not all(isinstance(x, dict) for x in found):
            raise self.wrong(f"{key} không đúng kiểu")
        return [Table(x, self._file, f"{self._where} {key} {i + 1}".strip()) for i, x in enumerate(found)]
