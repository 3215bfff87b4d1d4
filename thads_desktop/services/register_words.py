"""Closings and layouts of registers in words, for journals and pages."""

from __future__ import annotations

from thads_desktop.documents.register import load_registers
from thads_desktop.domain import register_events as rg

SPAN_WORDS: dict[str, str] = {"q1": "quý I", "q2": "quý II", "half": "6 tháng", "q3": "quý III", "q4": "quý IV", "year": "cả năm"}
HOW = {"changed": "sửa bố cục", "reset": "trả về bố cục ban đầu", "made": "lập sổ riêng", "dropped": "bỏ sổ riêng"}


def span_of(span: str, year: int) -> str:
    """ "quý I năm 2020", "cả năm 2020"."""
    return f"{SPAN_WORDS[span]} {year}" if span == "year" else f"{SPAN_WORDS[span]} năm {year}"


def capital(words: str) -> str:
    """ "Quý I": the first letter alone."""
    return words[:1].upper() + words[1:]


def about(key: str, row: dict[str, object]) -> str:
    """What a closing or a layout is of: "Sổ thụ lý thi hành án, năm 2020"; key: as of its subject; row: of the office's own register."""
    code, _, year = key.rpartition(".") if "." in key else (key, "", "")
    known = next((r.name for r in load_registers() if r.code == code), "")
    name = known or str(row.get("name", "")) or code
    return f"{name}, năm {year}" if year else name


def detail(body: rg.RegisterBody) -> str:
    """Which register and period; what was done to a layout."""
    match body:
        case rg.RegisterClosed():
            return f"{body.register}, {span_of(body.span, body.year)}"
        case rg.RegisterLaidOut():
            return HOW[body.how]
