"""Events of the document forms of an office (subject form:<form id>): the head approves a text, or takes that back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormApproved:
    """The head approved the text of a form for use here; sha256: of the text, which is kept as a file of the office."""

    form: str
    law: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FormApprovalWithdrawn:
    """The approval of that very text was taken back."""

    form: str
    law: str
    sha256: str


FormBody = FormApproved | FormApprovalWithdrawn
