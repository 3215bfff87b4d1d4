"""Who asks or pays, on a page of one form: typed anew, or the person the office knows already, as a human says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from thads_desktop.services import masking, parties
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.ui.fields_typed import NameField, Suggestion
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.form_page import FormPage

KINDS = (("person", "Cá nhân"), ("org", "Tổ chức"))


def offered(desk: Desk, text: str) -> list[Suggestion]:
    """Known persons of this name, with what tells them apart, as this account may see them."""
    return [Suggestion(r.name, f"{r.birth_year or ''} {r.ids} {r.address}".strip(), r.party) for r in parties.offered(desk, text)]


class KnownPerson:
    """The fields of one person (``specs``), and who is meant by them (``given``). Call ``watch`` once the form is laid out."""

    def __init__(self, page: FormPage) -> None:
        self._page = page
        #: (id, name) of the person a human said it is.
        self._known = ("", "")
        self._offer: parties.Suggestion | None = None
        self.same = QPushButton()
        self.same.setObjectName("same-person")
        self.same.clicked.connect(self._accept)
        self.same.hide()

    def specs(self, label: str) -> Sequence[Spec]:
        return (
            Spec("name", label, "name", required=True, suggest=self._suggest, share=2),
            Spec("kind", "Loại", "choice", options=KINDS, value="person", beside=True),
            Spec("birth", "Năm sinh"),
            Spec("ids", "Số giấy tờ", beside=True),
            Spec("address", "Địa chỉ", beside=True, share=2, limit=SENTENCE),
        )

    def watch(self) -> None:
        """Offer known persons while the form is filled in."""
        form = self._page.form
        field = form["name"]
        assert isinstance(field, NameField)
        field.chosen.connect(lambda chosen: self.take(str(chosen.payload)))
        form.changed.connect(self._look)
        self._page.body.insertWidget(self._page.body.indexOf(form) + 1, self.same, 0, Qt.AlignmentFlag.AlignLeft)
        self._page.action("Đúng là người đã có", "Ctrl+J", self._accept)
        party, name = self._page.kept.beside("known", lambda: list(self._known)) or ("", "")
        if party:
            with self._page.desk.reading() as reader:
                self._known = (parties.resolve(reader, party), name)
        if self._page.kept.content:
            self._look()

    def take(self, party: str) -> None:
        """This is that person: put what is known into the fields."""
        desk, form = self._page.desk, self._page.form
        with desk.reading() as reader:
            party = parties.resolve(reader, party)
            known = parties.as_seen(desk, reader, party)
        form.set_values({
            "name": known.name, "kind": known.kind if known.kind != "state" else "org", "birth": str(known.birth_year or ""),
            "ids": " ".join(known.ids), "address": known.address,
        })  # fmt: skip
        self._known = (party, form.values()["name"])
        self._look()

    def given(self) -> parties.PartyInput:
        """Who is meant. Refused when the year of birth is none."""
        v = self._page.form.values()
        typed = parties.PartyInput(
            v["name"], v["kind"], parties.birth_year(v["birth"], "birth"), tuple(v["ids"].split()), v["address"]
        )
        party, name = self._known
        if not party or name != v["name"]:
            return typed
        with self._page.desk.reading() as reader:
            held = parties.input_of(reader, party)
        if held.kind == "state":
            return held
        return replace(typed, commune=held.commune, account=held.account, known=party)

    def _suggest(self, text: str) -> list[Suggestion]:
        return offered(self._page.desk, text)

    def _look(self) -> None:
        """Offer the person who has the number, or the name with the year of birth and the address."""
        v = self._page.form.values()
        if self._known[0] and self._known[1] == v["name"]:
            self._show(())
            return
        birth = v["birth"].strip()
        year = int(birth) if birth.isascii() and birth.isdigit() and len(birth) <= 4 else None
        typed = parties.PartyInput(v["name"], v["kind"], year, tuple(v["ids"].split()), v["address"])

        def ask() -> list[parties.Suggestion]:
            with self._page.desk.reading() as reader:
                return [] if masking.hides(self._page.desk) else parties.suggestions(reader, typed)[:1]

        self._page.worker.run_read(ask, self._show, key=f"alike-{id(self)}", owner=self._page)

    def _show(self, found: Sequence[parties.Suggestion]) -> None:
        self._offer = found[0] if found else None
        self.same.setVisible(bool(found))
        if found:
            self.same.setText(f"{found[0].name}: {found[0].why} Đúng là người này   Ctrl+J")
            self.same.setToolTip(f"{found[0].name}, {found[0].address}")

    def _accept(self) -> None:
        if self._offer is not None:
            self.take(self._offer.party)
