"""Invented people live in communes of their district, so that trips of the sample go somewhere."""

from __future__ import annotations

from datetime import date

from thads_desktop.services import units
from thads_desktop.services.demo_places import PLACES
from thads_desktop.services.invented import Inventor


def test_everybody_invented_lives_in_a_commune_of_the_district() -> None:
    for district in (p.words for p in PLACES if p.slug != "bach-long-vi"):  # an island without communes
        people = [Inventor(1, district).person() for _ in range(2)] + [p for i in [Inventor(2, district)] for p in (i.person() for _ in range(30))]
        labels = {units.label(p.commune, date(2019, 10, 1)) for p in people}
        assert len(labels) > 5
        assert all(label.endswith(district) for label in labels)
        whole = units.address(people[0].street, people[0].commune, date(2020, 5, 4))
        assert whole.count(district) == 1
