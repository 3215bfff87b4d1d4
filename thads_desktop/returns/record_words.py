"""The closed vocabulary of what returns count besides obligation lines: measures, proposals, requests to courts, entries of the books.

Each kind of record is a ``Source``: its dimensions with their words (what rows and columns may ask for), and where the words come from.
Every record also has a part ("old" = began before the period and was open then, "new" = began in it) and four sums:

    records  1                     people   persons who came, or 0
    asked    đồng asked or reached given    đồng granted or paid

A book's record takes its words from the days and choices that the entry's events hold; a choice nobody made is "chua_ro".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = ("records", "people", "asked", "given")
PARTS = ("old", "new")
UNSAID = "chua_ro"
OPEN, SETTLED, REFUSED = "dang_giai_quyet", "xong", "khong_thu_ly"
#: Of a proposal of remission: the court did not grant it; what it asks for ended otherwise before there was an answer.
DENIED, GONE = "khong", "het"
_STATES = (OPEN, SETTLED, REFUSED)
_RESULTS = ("dung", "mot_phan", "sai", "rut", UNSAID)

#: The measures of ``resources/law/decisions.toml`` by family.
SECURITY = ("freeze", "keep", "halt", "exit_ban")
COERCION = ("deduct", "income", "seize", "exploit", "hand_over", "perform")


@dataclass(frozen=True, slots=True)
class Source:
    """noun: what one record is called; dims: dimension -> its words. Of a book: its key, the choice behind each dimension, the fields
    behind the sums, the days by which an entry is settled or was not taken up; flow: an entry counts on its own day alone; yes_days:
    dimensions that say whether a day is there."""

    name: str
    noun: str
    dims: Mapping[str, tuple[str, ...]]
    book: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    people: str = ""
    asked: str = ""
    given: str = ""
    settled: str = ""
    refused: str = ""
    flow: bool = False
    yes_days: Mapping[str, str] = field(default_factory=dict)
    #: Only entries of these choices: (field, words).
    only: tuple[str, tuple[str, ...]] | None = None


_YES = ("co", "khong")

SOURCES: Mapping[str, Source] = {s.name: s for s in (
    Source("measure", "quyết định", {
        "family": ("security", "coercion"), "kind": (*SECURITY, *COERCION), "forces": (*_YES, UNSAID), "state": ("dang_ap_dung", "cham_dut"),
    }),
    Source("remission", "đề nghị", {"state": (OPEN, "mien", "giam", DENIED, GONE)}),
    Source("court", "văn bản", {"kind": ("explanation", "review_petition")}),
    Source("complaint", "vụ việc", {
        "level": ("1", "2", UNSAID), "object": ("truoc", "phong_toa", "bao_dam", "cuong_che", "sau", UNSAID), "result": _RESULTS, "state": _STATES,
    }, "khieu_nai", {"level": "level", "object": "object", "result": "result"}, settled="settled", refused="refused"),
    Source("denunciation", "vụ việc", {"result": _RESULTS, "state": _STATES}, "to_cao", {"result": "result"}, settled="settled", refused="refused"),
    Source("petition", "vụ việc", {"state": (OPEN, SETTLED)}, "tiep_dan", settled="settled", only=("kind", ("kien_nghi",))),
    Source("reception", "lượt", {
        "kind": ("khieu_nai", "to_cao", "kien_nghi", "hoi", "khac", UNSAID), "large": (*_YES, UNSAID),
        "regular": ("thuong_xuyen", "dinh_ky", "dot_xuat", UNSAID),
        "handled": ("giai_thich", "nhan_don", "chuyen", "tra_loi_sau", UNSAID),
    }, "tiep_dan", {"kind": "kind", "large": "large", "regular": "regular", "handled": "handled"}, people="people", flow=True),
    Source("procuracy", "văn bản", {
        "kind": ("yeu_cau", "kien_nghi", "khang_nghi", "ket_luan", UNSAID), "result": ("chap_nhan", "mot_phan", "khong", UNSAID),
        "state": (OPEN, SETTLED),
    }, "vien_kiem_sat", {"kind": "kind", "result": "result"}, settled="answered"),
    Source("oversight", "cuộc", {
        "kind": ("giam_sat", "kiem_tra", "thanh_tra", UNSAID), "result": ("khong_sai_sot", "co_sai_sot", UNSAID), "state": (OPEN, SETTLED),
    }, "giam_sat", {"kind": "kind", "result": "result"}, settled="answered"),
    Source("compensation", "vụ việc", {
        "state": (OPEN, SETTLED), "accepted": _YES, "decided": _YES,
    }, "boi_thuong", asked="asked", given="amount", settled="paid", yes_days={"accepted": "accepted", "decided": "decided"}),
    Source("administrative", "việc", {
        "state": (OPEN, SETTLED), "forced": _YES, "worked": _YES,
    }, "hanh_chinh", settled="ended", yes_days={"forced": "forced", "worked": "worked"}),
)}  # fmt: skip


def said(dim: str, word: str) -> str:
    """A word of a dimension as a record holds it."""
    return f"{dim}={word}"
