"""An officer's own return as it is signed on paper: the officer signs, the head confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import chain, people

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reporting import Made

OFFICER, HEAD = "CHẤP HÀNH VIÊN", "THỦ TRƯỞNG XÁC NHẬN"


def draw(desk: Desk, made: Made, officer: str) -> bytes:
    """The PDF of one officer's own return, with how far it is. Refused where the officer has none in the period."""
    from thads_desktop.printing.return_sheet import SheetHead, draw_returns

    forms = chain.own_forms(made, officer)
    if not forms:
        raise Refused(Refusal("chain.unknown_officer"))
    with desk.reading() as reader:
        who = people.identity(reader, made.end)
        heads = [p.name for p in people.posts(reader) if p.post == "head" and p.on(made.end)]
    stands = next((x for x in chain.of(desk, made).officers if x.officer == officer), None)
    name = made.office.officers.get(officer, officer)
    said = []
    if stands is not None and stands.signed is not None and stands.state in ("signed", "confirmed"):
        said.append(f"{name} ký ngày {short_date(stands.signed)}{' (bản giấy)' if stands.on_paper else ' bằng tài khoản của mình'}.")
    if stands is not None and stands.confirmed is not None and stands.state == "confirmed":
        said.append(f"Thủ trưởng xác nhận ngày {short_date(stands.confirmed)}.")
    if not said:
        said.append("Bản chưa ký: số liệu còn có thể thay đổi.")
    head = SheetHead(
        name, who.name, made.months, made.year, who.place, HEAD, None, heads[0] if heads else "", name, tuple(said), compiler_title=OFFICER,
    )  # fmt: skip
    return draw_returns(made.regime, forms, head)
