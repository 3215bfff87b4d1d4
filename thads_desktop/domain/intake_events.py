"""Events of a request for enforcement that came in incomplete (subject intake:<judgment>): what starts and what ends the term of asking to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestLacking:
    """Something is missing in a request, or wrong: its maker is to be asked to mend it."""

    request: str


@dataclass(frozen=True, slots=True)
class FixAsked:
    """Its maker was asked in writing to mend it. paper: the notice."""

    request: str
    paper: str


IntakeBody = RequestLacking | FixAsked
