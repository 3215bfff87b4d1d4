"""A receiving office that trusts the one that delegates, and that one's packages changed in every way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

from tests.delegations import DAY, delegated, two
from tests.fuzz import packages
from tests.fuzz.judged import Fault, outcome, sentence
from tests.fuzz.odd import odd_json, scrambled
from tests.office import reopen
from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import delegation as box, signature
from thads_desktop.services import (
    consolidation,
    delegation_ack,
    delegation_door,
    delegation_in,
    delegation_out,
    opening,
    people,
    upkeep,
)
from thads_desktop.services.desk import Desk
from thads_desktop.ui.pages import delegation_open

SHELL = ("manifest.json", "key.pub", "signature")


class Receiver(packages.Province):
    """The real door of incoming packages on a real store. ``take`` gives the code of the refusal, "" when it was taken in, and leaves
    the store as it was. answers: the acknowledgement comes in at the office that delegated, instead of the delegation."""

    def __init__(self, folder: Path, *, answers: bool = False) -> None:
        made = two(folder / "offices")
        file = delegation_out.make(made.here.desk, made.matter, delegated(made.here, made.matter), made.out)
        sender, taker = made.here, made.there
        if answers:
            judgment = delegation_in.take(made.there.desk, file.read_bytes())
            decide(made.there.desk, judgment)
            file = delegation_ack.make(made.there.desk, judgment, made.out)
            sender, taker = made.there, made.here
        self.sent = file.read_bytes()
        self.secret = signature.ensure_key(sender.desk.folder)
        self.key = Path(consolidation.key_package(sender.desk, folder / "khoa.thads").path).read_bytes()
        self._folder, self._whole = taker.desk.folder, folder / "whole"
        made.close()
        shutil.copytree(self._folder, self._whole)
        self.desk: Desk = reopen(self._folder, FixedClock(DAY))
        self._file = folder / "thu.thads"
        self.content = self.parts_of(self.sent)
        self.manifest = json.loads(self.content["manifest.json"])
        with self.desk.reading() as reader:
            self._head = reader.head()

    def take(self, data: bytes, *, own: bool = False) -> str:
        """As ``Province.take``."""
        self._file.write_bytes(data)
        code = outcome(self._looked)
        with self.desk.reading() as reader:
            if reader.head() != self._head:
                raise Fault("looking left a trace")
        if code:
            return code
        if not own and data != self.sent:
            raise Fault("would take in a package that was changed")
        try:
            return self._taken_in(data)
        finally:
            self.desk.close()
            shutil.rmtree(self._folder)
            shutil.copytree(self._whole, self._folder)
            self.desk = reopen(self._folder, FixedClock(DAY))

    def _looked(self) -> str:
        found = delegation_door.look(self.desk, self._file)
        if isinstance(found, delegation_ack.Acknowledgement):
            sentence(found.words())
        else:
            for each in delegation_open.words(found):
                sentence(each[:2900])
            json.dumps(delegation_in.plain(found)).encode()
        return ""

    def _taken_in(self, data: bytes) -> str:
        """Taken in, decided, verified like any other; a refusal leaves nothing half done."""
        with self.desk.reading() as reader:
            before = reader.head()

        def taking() -> str:
            found = delegation_door.look(self.desk, self._file)
            if isinstance(found, delegation_ack.Acknowledgement):
                delegation_ack.take(self.desk, data)
                return ""
            return "" if decided_or_not(self.desk, delegation_in.take(self.desk, data, even_if_known=True)) else "left"

        code = outcome(taking)
        with self.desk.reading() as reader:
            if code and code != "left" and reader.head() != before:
                raise Fault("a refused package left a trace")
        if found := upkeep.verify(self.desk).findings:
            raise Fault(found[0])
        return "" if code == "left" else code


def decide(desk: Desk, judgment: str) -> None:
    """The decision as it stands ready, issued."""
    with desk.reading() as reader:
        ready = delegation_in.ready(desk, reader, judgment)
        head = next(p.person for p in people.posts(reader) if p.post == "head")
    if ready is not None:
        opening.issue(desk, ready, head, DAY)


def decided_or_not(desk: Desk, judgment: str) -> bool:
    """It was decided; False where the decision was refused with a sentence."""
    return not outcome(lambda: decide(desk, judgment) or "")


def signed(receiver: Receiver, random: Random, secret: bytes | None = None) -> bytes:
    """The content changed and signed anew: by the office itself, or by a stranger who owns the secret."""
    way = random.randrange(8)
    names = [n for n in receiver.content if n not in SHELL]
    told = next(n for n in names if n in (box.CONTENT, box.ANSWER))
    if way == 0:
        name = random.choice(names)
        return receiver.with_parts({name: scrambled(receiver.content[name], random)}, secret=secret)
    if way == 1:
        extra = random.choice(("van-ban-999.pdf", "x.json", "..", "delegation.json2"))
        return receiver.with_parts({extra: b"%PDF-1.4 x"}, secret=secret)
    if way == 2:
        field = random.choice(sorted(receiver.manifest))
        return receiver.with_parts({}, {field: json.loads(odd_json(receiver.manifest[field], random, plain=True))}, secret)
    if way == 3:
        return receiver.with_parts({told: amounts(receiver.content[told], random)}, secret=secret)
    return receiver.with_parts({told: odd_json(json.loads(receiver.content[told]), random)}, secret=secret)


def amounts(text: bytes, random: Random) -> bytes:
    """One đồng more or less somewhere, in the very form that the office writes."""
    plain = json.loads(text)
    places: list[tuple[dict[str, object], str]] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            places.extend((value, k) for k, v in value.items() if type(v) is int)
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(plain)
    where, name = random.choice(places)
    where[name] = int(str(where[name])) + random.choice((-1, 1, 1_000_000, -10**16))
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
