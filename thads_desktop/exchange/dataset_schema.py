"""The data sets that an office gives out and takes in, each a file under ``resources/datasets``; code lists in ``codes.toml``.

A file says what a row holds (``field``): heading, type, whether it must be filled, its code list or the set whose rows it names, its meaning,
whether it is masked (``secret``) and whether it is only there to be read (``shown``). ``comes_in``: what taking it in does; "" with the reason
in ``why_not``. ``span``: the field by whose day a span of days picks rows, "matter" = by the day of the matter, "" = no span.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Type of a field -> its words.
TYPES = {
    "id": "mã", "text": "chữ, một dòng", "long": "chữ", "texts": "nhiều mục chữ", "day": "ngày", "money": "số nguyên đồng", "count": "số nguyên",
    "flag": "có, không", "code": "mã trong danh mục", "codes": "nhiều mã trong danh mục", "lines": "số thứ tự các khoản", "ref": "mã dòng của bộ khác",
    "refs": "nhiều mã dòng của bộ khác",
}  # fmt: skip
#: Types whose value is a list.
MANY = ("texts", "codes", "lines", "refs")
#: What taking a row in may do: write a new one, write over one that changed there, tell where such a one differs and leave it, only compare.
WAYS = ("new", "update", "tell", "check")
#: Stands above every export.
NOT_OFFICIAL = "Số liệu của đơn vị, không phải số liệu chính thức của Bộ"
#: What no set holds, so that nobody believes it moved with them.
LEFT_OUT = (
    "Không có trong bộ nào: bản in và lời văn của văn bản, bản quét, bảng tống đạt từng người (chỉ có ngày gửi Viện kiểm sát, ngày gửi đương sự và "
    "mốc thông báo hợp lệ), danh mục tài liệu và bút lục, văn bản lập trước khi có việc, sổ văn bản đi và đến, kỳ kết sổ, bố cục sổ, phê duyệt mẫu, bản "
    "nháp, tài khoản, thiết lập. Cả đơn vị mang đi bằng bản sao lưu, một hồ sơ bằng thư mục hồ sơ."
)
_LENGTHS = {"id": 100, "ref": 100, "text": 300, "long": 2_000, "texts": 300, "refs": 100}
_SET = {"title", "sheet", "order", "version", "since", "meaning", "span", "comes_in", "why_not", "needs", "field"}
_FIELD = {"name", "heading", "type", "required", "codes", "of", "meaning", "secret", "shown", "length"}


class SchemaError(ValueError):
    """A file of the data sets is not sound: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column. codes: code -> words; of: key of the set whose rows it names."""

    name: str
    heading: str
    type: str
    meaning: str
    required: bool = False
    codes: tuple[tuple[str, str], ...] = ()
    code_list: str = ""
    of: str = ""
    secret: bool = False
    shown: bool = False
    length: int = 0

    @property
    def many(self) -> bool:
        return self.type in MANY

    @property
    def words(self) -> dict[str, str]:
        return dict(self.codes)


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set. needs: the right without which it is not given out, beside that to export."""

    key: str
    title: str
    sheet: str
    order: int
    version: int
    since: date
    meaning: str
    span: str
    comes_in: tuple[str, ...]
    why_not: str
    needs: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """KeyError for a name the set has not."""
        found = next((f for f in self.fields if f.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def datasets() -> Mapping[str, DataSet]:
    """Key -> set, in their order. SchemaError when a file is not sound."""
    folder = resource("datasets")
    codes = tomllib.loads((folder / "codes.toml").read_text(encoding="utf-8"))
    made = [read(p.stem, tomllib.loads(p.read_text(encoding="utf-8")), codes) for p in sorted(folder.glob("*.toml")) if p.stem != "codes"]
    found = {s.key: s for s in sorted(made, key=lambda s: s.order)}
    for s in made:
        for f in s.fields:
            if f.of and f.of not in found:
                raise SchemaError(f"{s.key}.{f.name}: {f.of}")
    if len({s.sheet for s in made}) < len(made):
        raise SchemaError("two sets on one sheet")
    return found


def read(key: str, said: dict[str, Any], codes: dict[str, dict[str, str]]) -> DataSet:
    """The set of a file."""
    if set(said) - _SET or not {"title", "sheet", "order", "version", "since", "meaning", "span", "field"} <= set(said):
        raise SchemaError(f"{key}: {sorted(said)}")
    ways = tuple(w.strip() for w in said.get("comes_in", "").split(",") if w.strip())
    if set(ways) - set(WAYS) or bool(ways) == bool(said.get("why_not")) or len(said["sheet"]) > 26:
        raise SchemaError(f"{key}: comes_in, why_not or sheet")
    fields = tuple(_field(key, x, codes) for x in said["field"])
    names, headings = {f.name for f in fields}, {f.heading for f in fields}
    if len(names) < len(fields) or len(headings) < len(fields) or fields[0].name != "id":
        raise SchemaError(f"{key}: fields")
    if said["span"] not in ("", "matter", *(f.name for f in fields if f.type == "day")):
        raise SchemaError(f"{key}: span")
    return DataSet(
        key, said["title"], said["sheet"], said["order"], said["version"], said["since"], said["meaning"], said["span"], ways,
        said.get("why_not", ""), said.get("needs", ""), fields,
    )  # fmt: skip


def _field(key: str, said: dict[str, Any], codes: dict[str, dict[str, str]]) -> Field:
    where = f"{key}.{said.get('name', '?')}"
    if set(said) - _FIELD or not {"name", "heading", "type", "meaning"} <= set(said) or said["type"] not in TYPES:
        raise SchemaError(where)
    listed = said.get("codes", "")
    coded, named = said["type"] in ("code", "codes"), said["type"] in ("ref", "refs")
    if coded != bool(listed) or (listed and listed not in codes) or named != bool(said.get("of")):
        raise SchemaError(where)
    return Field(
        said["name"], said["heading"], said["type"], said["meaning"], said.get("required", False), tuple(codes.get(listed, {}).items()), listed,
        said.get("of", ""), said.get("secret", False), said.get("shown", False), said.get("length", _LENGTHS.get(said["type"], 0)),
    )  # fmt: skip
