"""A refusal travels from one process to another as it is."""

from __future__ import annotations

import pickle

from thads_desktop.domain.refusal import Refusal, Refused


def test_a_refusal_travels() -> None:
    sent = Refused(Refusal("line.unknown", {"line": "3"}, "lines", "Điều 48"), Refusal("act.before_later"))
    came = pickle.loads(pickle.dumps(sent))
    assert came.refusals == sent.refusals
    assert str(came) == str(sent)
