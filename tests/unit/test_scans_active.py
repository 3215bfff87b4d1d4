"""A PDF that acts by itself (a script, a program that is started, data that are sent) is no scan, wherever in it that stands."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.office import Bench, bench
from tests.rounds import codes
from tests.scans import drawn, pdf, scanned
from thads_desktop.domain import file_events as fe
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import scan_reading
from thads_desktop.services import file_folder, letter_acts, scans
from thads_desktop.services.letter_typed import LetterInput

DAY = date(2026, 7, 6)
SCRIPT = {"/S": Name.JavaScript, "/JS": "app.alert(1)"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def made(change: Callable[[Any], None], **saving: Any) -> bytes:
    one = pikepdf.new()
    one.add_blank_page()
    one.add_blank_page()
    change(one)
    out = io.BytesIO()
    one.save(out, **saving)
    return out.getvalue()


def opens(one: Any) -> None:
    one.Root.OpenAction = Dictionary(SCRIPT)


def opens_apart(one: Any) -> None:
    one.Root.OpenAction = one.make_indirect(Dictionary(S=one.make_indirect(Name.Launch), F="calc.exe"))


def opens_site(one: Any) -> None:
    one.Root.OpenAction = Dictionary(S=Name.URI, URI="https://vi.example")


def named(one: Any) -> None:
    one.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", one.make_indirect(Dictionary(SCRIPT))])))


def on_page(one: Any) -> None:
    one.pages[1].obj.AA = Dictionary(O=Dictionary(SCRIPT))


def after_a_leap(one: Any) -> None:
    one.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([one.pages[0].obj, Name.Fit]), Next=Array([Dictionary(SCRIPT)]))


def on_click(one: Any) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.SubmitForm, F="https://vi.example"))
    one.pages[0].obj.Annots = Array([one.make_indirect(link)])


def film(one: Any) -> None:
    one.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])


def form(one: Any) -> None:
    one.Root.AcroForm = Dictionary(XFA=pikepdf.Stream(one, b"<xdp/>"), Fields=Array([]))


def of_a_field(one: Any) -> None:
    one.Root.AcroForm = Dictionary(Fields=Array([one.make_indirect(Dictionary(FT=Name.Tx, T="a", AA=Dictionary(C=Dictionary(SCRIPT))))]))


ACTING = (opens, opens_apart, opens_site, named, on_page, after_a_leap, on_click, film, form, of_a_field)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("change", ACTING, ids=lambda c: c.__name__)
def test_what_acts_is_refused(change: Callable[[Any], None], packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    data = made(change, object_stream_mode=mode)
    assert scan_reading.acts(data)
    assert scan_reading.pdf_pages(data) == 2, "what was kept before keeps its pages"
    with pytest.raises(Refused) as refused:
        scans.looked(data, "x.pdf", 20)
    assert codes(refused) == ["scan.active"]


def test_a_name_written_with_escapes_is_the_same_name() -> None:
    data = made(opens, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    hidden = data.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4A#53").replace(b"/OpenAction", b"/Open#41ction")
    hidden = re.sub(rb"startxref\n\d+", b"startxref\n%d" % (hidden.rfind(b"\nxref\n") + 1), hidden)
    assert scan_reading.pdf_pages(hidden) == 2
    assert scan_reading.acts(hidden)


def links(one: Any) -> None:
    one.Root.OpenAction = Array([one.pages[0].obj, Name.Fit])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="https://thads.moj.gov.vn"))
    one.pages[0].obj.Annots = Array([link])
    one.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T="chữ ký")]), SigFlags=3)


def test_links_leaps_and_signatures_are_taken() -> None:
    for data in (made(links), pdf(3), pdf(2, compressed=True), drawn(), scanned()):
        assert not scan_reading.acts(data)
        assert scans.looked(data, "x.pdf", 20).kind == "pdf"
    assert not scan_reading.acts(b"%PDF-1.4 broken")


def test_no_way_in_takes_it_and_none_kept_before_leaves(office: Bench, tmp_path: Path) -> None:
    matter, bad = office.decision(), made(opens)
    with pytest.raises(Refused) as refused:
        letter_acts.receive(office.desk, LetterInput(DAY, "Ngân hàng X", "Trả lời", "1/NH", matter=matter, scan=bad))
    assert codes(refused) == ["scan.active"]
    with office.desk.writing("file") as uow:
        uow.append(f"matter:{matter}", DAY, fe.ScanAttached("s", "", uow.store_blob(bad), "pdf", 2, len(bad), ""), "2025")
        uow.commit()

    def left(**more: Any) -> int:
        return file_folder.make(office.desk, matter, tmp_path / "ra", "bamod-cuxit-dagon-mật", "Viện", "kiểm sát", rounds=1000, **more).files

    with pytest.raises(Refused) as refused:
        left()
    assert codes(refused) == ["folder.active"]
    assert not (tmp_path / "ra").exists() or not list((tmp_path / "ra").iterdir())
    scans.take_away(office.desk, matter, "s", "có mã tự chạy")
    assert left() > 0
