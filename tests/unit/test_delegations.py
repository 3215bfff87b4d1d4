"""A delegation from one office to another and back: out, in, decided without typing, acknowledged; and what is refused on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.delegations import DAY, DEBTOR, THERE, Two, delegated, opened, state, two
from thads_desktop.domain import delegation_events as de, events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force
from thads_desktop.services import (
    acts,
    delegation_ack,
    delegation_content,
    delegation_door,
    delegation_in,
    delegation_out,
    exchange_gate,
    inspection,
    offers,
    opening,
    papers,
    parties,
    queries,
    striking,
    upkeep,
)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path)
    yield made
    made.close()


def sent(both: Two, lines: tuple[int, ...] = ()) -> Path:
    """The decision to delegate, and its package."""
    paper = delegated(both.here, both.matter, lines)
    return delegation_out.make(both.here.desk, both.matter, paper, both.out)


def taken(both: Two, file: Path, **further: object) -> str:
    found = delegation_in.look(both.there.desk, file)
    return delegation_in.take(both.there.desk, found.data, both.there.clock.day, **further)  # type: ignore[arg-type]  # named by each test


def decided(both: Two, judgment: str) -> str:
    """The receiver's own decision, issued as it stands ready; its matter."""
    with both.there.desk.reading() as reader:
        ready = delegation_in.ready(both.there.desk, reader, judgment)
    assert ready is not None
    paper, _ = opening.issue(both.there.desk, ready, both.there.head, both.there.clock.day)
    with both.there.desk.reading() as reader:
        return papers.load(reader, paper).matter


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say(r).strip() for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def test_out_in_decided_without_typing_and_acknowledged(both: Two) -> None:
    acts.collect(both.here.desk, both.matter, date(2019, 10, 10), 1, 4_000_000)
    file = sent(both)
    found = delegation_in.look(both.there.desk, file)
    assert [(x.line, x.due, x.collected, x.delegated, x.rest) for x in found.content.lines] == [
        (1, 10_000_000, 4_000_000, 6_000_000, 0), (2, 3_500_001, 0, 3_500_001, 0), (3, None, 0, 0, 0)
    ]  # fmt: skip
    assert {p.name for p in found.people} == {"Nguyễn Văn An", "Ngân sách nhà nước", "Công ty TNHH Ánh Dương"}
    both.on(date(2019, 10, 16))
    judgment = taken(both, file)
    (row,) = [r for r in queries.intakes(both.there.desk) if r.judgment == judgment]
    # Five working days from the receipt, not from the decision to delegate.
    assert (row.state, row.next_due) == ("waiting", date(2019, 10, 23))
    matter = decided(both, judgment)
    own = state(both.there, matter)
    assert own.delegated_in
    assert own.kind == "cd"
    assert [s.line.due for s in own.lines.values()] == [6_000_000, 3_500_001, None]
    assert own.lines[1].line.state_revenue
    ack = delegation_ack.make(both.there.desk, judgment, both.out)
    both.on(date(2019, 10, 18))
    opened_ = delegation_door.look(both.here.desk, ack)
    assert isinstance(opened_, delegation_ack.Acknowledgement)
    delegation_ack.take(both.here.desk, opened_.data)
    with both.here.desk.reading() as reader:
        (out,) = delegation_out.of_matter(reader, both.matter)
    assert (out.answer, out.received, out.decided) == ("decided", date(2019, 10, 16), date(2019, 10, 16))
    assert out.words() == (
        f"{THERE} nhận ngày 16/10/2019, ra quyết định thi hành án số {out.answer_words} ngày 16/10/2019."
    )
    with both.there.desk.reading() as reader:
        came = delegation_ack.came(reader, judgment)
    assert came is not None
    assert "đã lập thông báo ngày 16/10/2019" in came.words()
    for office in (both.here, both.there):
        assert upkeep.verify(office.desk).findings == ()


def test_it_is_noted_who_sent_what_to_whom_and_what_for(both: Two) -> None:
    file = sent(both)
    with both.here.desk.reading() as reader:
        (event,) = [e for e in reader.events_of(f"matter:{both.matter}") if isinstance(e.body, de.DelegationPackaged)]
        body = event.body
        assert isinstance(body, de.DelegationPackaged)
        row = reader.row("delegation_out", body.row)
    assert row is not None
    assert event.actor == both.here.head
    assert body.sha256 == delegation_out.digest(file.read_bytes()) == row["digest"]
    assert (row["recipient"], row["purpose"]) == (THERE, delegation_out.PURPOSE)
    said = next(i for i in queries.matter(both.here.desk, both.matter).timeline if i.what == "Lập gói ủy thác gửi cơ quan nhận")
    assert THERE in said.detail
    assert body.sha256[:16] in said.detail
    assert inspection.GROUP_OF["DelegationPackaged"] == "data"


def test_the_papers_come_along_and_can_be_read(both: Two) -> None:
    file = sent(both)
    judgment = taken(both, file)
    with both.there.desk.reading() as reader:
        body = delegation_content.taken(reader, judgment)
        assert body is not None
        content = delegation_content.content_of(reader, body[0])
    assert len(content.papers) == 2
    assert all(delegation_in.paper(both.there.desk, judgment, p.part).startswith(b"%PDF-") for p in content.papers)


def test_a_part_of_the_obligations_goes_and_the_rest_stays(both: Two) -> None:
    file = sent(both, (2,))
    found = delegation_in.look(both.there.desk, file)
    assert [(x.line, x.taken, x.delegated, x.rest) for x in found.content.lines] == [
        (1, False, 0, 10_000_000), (2, True, 3_500_001, 0), (3, False, 0, 0)
    ]  # fmt: skip
    # Nobody's data are written that are not needed.
    assert [p.name for p in found.people] == ["Nguyễn Văn An", "Ngân sách nhà nước"]
    matter = decided(both, taken(both, file))
    assert [s.line.due for s in state(both.there, matter).lines.values()] == [3_500_001]
    assert not state(both.here, both.matter).ended
    assert state(both.here, both.matter).rest == 10_000_000


def test_the_reminder_runs_until_the_answer_comes(both: Two) -> None:
    judgment = taken(both, sent(both))

    def waits() -> list[date]:
        return [d.due for d in queries.deadlines(both.here.desk) if "chưa có thông báo nhận" in d.title]

    assert waits() == [date(2019, 10, 21)]
    decided(both, judgment)
    delegation_ack.take(both.here.desk, delegation_ack.make(both.there.desk, judgment, both.out).read_bytes())
    assert waits() == []


def test_what_was_sent_by_mistake_goes_back_and_is_decided_no_more(both: Two) -> None:
    judgment = taken(both, sent(both))
    with pytest.raises(Refused) as error:
        delegation_ack.make(both.there.desk, judgment, both.out)
    assert codes(error) == ["delegation.not_decided"]
    delegation_ack.send_back(both.there.desk, judgment, "người phải thi hành án không cư trú ở quận")
    (row,) = [r for r in queries.intakes(both.there.desk) if r.judgment == judgment]
    assert (row.state, row.next_due) == ("sent_back", None)
    with both.there.desk.reading() as reader:
        ready = delegation_in.ready(both.there.desk, reader, judgment)
    assert ready is not None
    with pytest.raises(Refused) as error:
        opening.issue(both.there.desk, ready, both.there.head, DAY)
    assert codes(error) == ["delegation.sent_back"]
    delegation_ack.take(both.here.desk, delegation_ack.make(both.there.desk, judgment, both.out).read_bytes())
    with both.here.desk.reading() as reader:
        (out,) = delegation_out.of_matter(reader, both.matter)
    assert out.answer == "mistaken"
    assert "trả lại vì ủy thác nhầm: người phải thi hành án không cư trú" in out.words()


def test_a_decided_delegation_is_not_sent_back(both: Two) -> None:
    judgment = taken(both, sent(both))
    decided(both, judgment)
    with pytest.raises(Refused) as error:
        delegation_ack.send_back(both.there.desk, judgment, "nhầm")
    assert codes(error) == ["delegation.decided"]


def test_the_same_delegation_is_taken_once(both: Two) -> None:
    file = sent(both)
    taken(both, file)
    with pytest.raises(Refused) as error:
        delegation_in.look(both.there.desk, file)
    assert codes(error) == ["delegation.already"]
    # Packed anew, it is the same delegation still.
    again = delegation_out.make(both.here.desk, both.matter, "", both.out / "again")
    with pytest.raises(Refused) as error:
        delegation_in.look(both.there.desk, again)
    assert codes(error) == ["delegation.already"]


def test_a_judgment_that_is_here_already_is_asked_about(both: Two) -> None:
    opened(both.there)
    file = sent(both)
    found = delegation_in.look(both.there.desk, file)
    assert found.known
    with pytest.raises(Refused) as error:
        delegation_in.take(both.there.desk, found.data)
    assert codes(error) == ["delegation.known"]
    delegation_in.take(both.there.desk, found.data, even_if_known=True)


def test_who_bears_the_same_number_is_offered_and_taken_as_the_known_one(both: Two) -> None:
    with both.there.desk.writing("keep") as uow:
        known = parties.add(uow, DEBTOR)
        uow.commit()
    file = sent(both)
    found = delegation_in.look(both.there.desk, file)
    person = next(p for p in found.people if p.name == "Nguyễn Văn An")
    assert person.meant == known
    matter = decided(both, taken(both, file))
    assert state(both.there, matter).lines[1].line.debtors == (known,)


def test_a_human_may_say_that_it_is_somebody_else(both: Two) -> None:
    with both.there.desk.writing("keep") as uow:
        known = parties.add(uow, DEBTOR)
        uow.commit()
    file = sent(both)
    person = next(p for p in delegation_in.look(both.there.desk, file).people if p.meant)
    matter = decided(both, taken(both, file, chosen={person.key: ""}))
    assert state(both.there, matter).lines[1].line.debtors != (known,)


def test_looking_writes_nothing(both: Two) -> None:
    file = sent(both)
    with both.there.desk.reading() as reader:
        before = reader.head()
    delegation_in.look(both.there.desk, file)
    with both.there.desk.reading() as reader:
        assert reader.head() == before


def test_an_office_that_nobody_trusts_is_not_heard(both: Two, tmp_path: Path) -> None:
    from tests.delegations import receiver

    file = sent(both)
    stranger = receiver(tmp_path / "third", name="Chi cục Thi hành án dân sự quận Hải An")
    try:
        with pytest.raises(Refused) as error:
            delegation_in.look(stranger.desk, file)
        assert codes(error) == ["package.unknown_sender"]
        from tests.delegations import trusting

        trusting(stranger, both.here, tmp_path / "more")
        with pytest.raises(Refused) as error:
            delegation_in.look(stranger.desk, file)
        assert codes(error) == ["delegation.not_for_us"]
    finally:
        stranger.desk.close()


def test_only_who_was_asked_may_answer(both: Two, tmp_path: Path) -> None:
    from tests.delegations import receiver, trusting
    from thads_desktop.exchange import delegation as box, package, signature

    file = sent(both)
    judgment = taken(both, file)
    decided(both, judgment)
    answer = package.read_any(delegation_ack.make(both.there.desk, judgment, both.out).read_bytes())
    third = receiver(tmp_path / "third", name="Chi cục Thi hành án dân sự quận Hải An")
    try:
        trusting(both.here, third, tmp_path / "more")
        secret = signature.ensure_key(third.desk.folder)
        import json

        import msgspec

        with third.desk.reading() as reader:
            from thads_desktop.services import people

            own = people.office(reader)
        plain = json.loads(answer.parts[box.ANSWER])
        plain["office"] = {"name": own.name, "key": own.key, "called": own.name}
        manifest = package.Manifest(
            "acknowledgement", own.key, own.name, signature.fingerprint(signature.public_of(secret)), made_on=answer.manifest.made_on
        )
        forged = package.write(manifest, {box.ANSWER: box.write(msgspec.convert(plain, box.Answer))}, secret)
        with pytest.raises(Refused) as error:
            delegation_ack.take(both.here.desk, forged)
        assert codes(error) == ["delegation.other_office"]
    finally:
        third.desk.close()


def test_exchange_that_is_off_lets_no_package_leave(both: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    from thads_desktop.domain.refusal import Refusal

    paper = delegated(both.here, both.matter)

    def off(_desk: object) -> None:
        raise Refused(Refusal("exchange.off", {"moment": "hôm qua"}))

    monkeypatch.setattr(exchange_gate, "require", off)
    with pytest.raises(Refused) as error:
        delegation_out.make(both.here.desk, both.matter, paper, both.out)
    assert codes(error) == ["exchange.off"]
    assert not both.out.exists()


def test_what_cannot_be_written_leaves_no_trace(both: Two, tmp_path: Path) -> None:
    paper = delegated(both.here, both.matter)
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with both.here.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as error:
        delegation_out.make(both.here.desk, both.matter, paper, blocked / "in")
    assert codes(error) == ["output.cannot_write"]
    with both.here.desk.reading() as reader:
        after = [e for e in reader.events_of(f"matter:{both.matter}") if e.seq > before[0]]
    assert after == []


def test_a_decision_that_left_in_a_package_is_not_voided_nor_struck(both: Two) -> None:
    paper = delegated(both.here, both.matter)
    delegation_out.make(both.here.desk, both.matter, paper, both.out)
    with pytest.raises(Refused) as error:
        papers.void(both.here.desk, paper, "nhầm")
    assert codes(error) == ["void.left_house"]
    with both.here.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{both.matter}") if isinstance(e.body, de.DelegationPackaged))
    with pytest.raises(Refused):
        striking.strike(both.here.desk, both.matter, seq, "nhầm")


def test_a_receipt_by_mistake_is_struck_whole_and_may_come_again(both: Two) -> None:
    file = sent(both)
    judgment = taken(both, file)
    with both.there.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"intake:{judgment}") if isinstance(e.body, ev.JudgmentReceived))
    acts.strike(both.there.desk, f"intake:{judgment}", seq, "nhận nhầm")
    with both.there.desk.reading() as reader:
        assert in_force(reader.events_of(f"intake:{judgment}")) == []
    assert taken(both, file) != judgment


def test_what_is_not_delegated_has_no_package(both: Two) -> None:
    with pytest.raises(Refused) as error:
        delegation_out.make(both.here.desk, both.matter, "", both.out)
    assert codes(error) == ["delegation.none"]


def test_the_page_of_the_matter_offers_what_waits_first(both: Two) -> None:
    delegated(both.here, both.matter)
    first = offers.offers(both.here.desk, state(both.here, both.matter), DAY, both.matter)[0]
    assert (first.key, first.why) == (offers.WAITING, "")
    file = delegation_out.make(both.here.desk, both.matter, "", both.out)
    found = {o.key: o.title for o in offers.offers(both.here.desk, state(both.here, both.matter), DAY, both.matter)}
    assert "đã gửi, chưa có thông báo nhận" in found[offers.PACKAGE]
    matter = decided(both, taken(both, file))
    first = offers.offers(both.there.desk, state(both.there, matter), DAY, matter)[0]
    assert first.title == "Thông báo nhận ủy thác (chưa lập)"


def test_money_taken_before_the_package_but_after_the_day_is_told(both: Two) -> None:
    """What came in later for an ended line is held here, and said in the package."""
    paper = delegated(both.here, both.matter)
    acts.collect(both.here.desk, both.matter, DAY, 0, 250_000)
    found = delegation_in.look(both.there.desk, delegation_out.make(both.here.desk, both.matter, paper, both.out))
    assert found.content.held == 250_000


def test_a_matter_on_request_is_on_request_there(tmp_path: Path) -> None:
    made = two(tmp_path)
    try:
        made.matter = made.here.decision(kind="yc", number="16/2019/DS-ST")
        file = delegation_out.make(made.here.desk, made.matter, delegated(made.here, made.matter), made.out)
        matter = decided(made, taken(made, file))
        assert state(made.there, matter).kind == "yc"
    finally:
        made.close()


def test_delegations_are_no_returns(both: Two) -> None:
    """The list of periods that were received knows nothing of them."""
    from thads_desktop.services import consolidation

    taken(both, sent(both))
    assert consolidation.periods(both.there.desk) == []
