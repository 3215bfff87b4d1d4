"""The commands ``forms`` and ``paper``: every form that the program prints, and a sample of one, with invented persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents.blanks import blank_of, blanks, composed
from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.documents.samples import sample
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import outputs, return_files
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from thads_desktop.domain.clock import Clock

_STATUS = {"established": "đã đối chiếu", "reconstructed": "dựng lại"}
_SIGNERS = {
    "head": "Thủ trưởng", "officer": "Chấp hành viên", "clerk": "Thư ký, Thẩm tra viên", "accountant": "Kế toán",
    "issuer": "người đã ra văn bản bị tác động",
}


def forms(args: argparse.Namespace, clock: Clock) -> Answer:
    """All that ship, in force today or not; with --data those of that office, its packs included."""
    found = [f for f in _held(args, clock) if args.law in ("", f.law)]
    today = clock.today()
    empty = [{"id": b.id, "number": b.number, "name": b.name} for b in blanks() if not args.law]
    lines = [*(_line(f, today) for f in found), *(f"{b.number:>3}  tờ trống  {b.id}: {b.name}" for b in blanks() if not args.law)]
    return Answer("\n".join(lines), {"forms": [_plain(f, today) for f in found], "blanks": empty})


def paper(args: argparse.Namespace, clock: Clock) -> Answer:
    """A sample of one form as PDF, or a blank for citizens. Refused("paper.no_form" | "paper.several_forms" | "paper.bad_file" | "output.*")."""
    from thads_desktop.printing.draw import draw

    if args.out.suffix.lower() != ".pdf":
        raise Refused(Refusal("paper.bad_file", field="out"))
    outputs.refuse_unfit(args.out)
    if (blank := blank_of(args.form)) is not None:
        return _written(args, blank.name, draw(composed(blank)), {"form": blank.id, "law": "", "sample": ""})
    form = chosen(_held(args, clock), args.form, clock.today())
    today = clock.today()
    told = "" if form.on(today) else f"\nLưu ý: mẫu này không có hiệu lực hôm nay ({_days(form)}); chỉ dùng cho văn bản của thời kỳ ấy."
    made = {"form": form.id, "law": form.law, "sample": args.sample, "in_force": form.on(today)}
    return _written(args, f"{form.name} (Luật {form.law})", draw(sample(form, args.sample)), made, told)


def _written(args: argparse.Namespace, name: str, data: bytes, made: dict[str, Any], told: str = "") -> Answer:
    """The file is written as every result is; that it took the place of another is said."""
    replaced = args.out.exists()
    written = return_files.write_files(args.out.parent, {args.out.name: data})[0]
    text = f"{name}: đã ghi {written}" + (", thay tệp cùng tên đã có" if replaced else "")
    return Answer(f"{text}{told}", {**made, "file": str(written), "bytes": len(data), "replaced": replaced})


def chosen(held: tuple[Form, ...], said: str, today: date) -> Form:
    """The form that is meant: by its id or, where the catalogue has one form of it, its number; alone (the version in force, else the newest)
    or with its law ("id:law", "id_law", "31:2008")."""
    number, apart, law = said.partition(":") if ":" in said else said.partition("_")
    if number.isascii() and number.isdigit():
        # 0 is no number of the catalogue: so the forms are marked that stand outside it.
        found = [f for f in held if f.number and f.number == int(number) and (not apart or f.law == law)]
        entry = catalogue().of(int(number)) if not found else None
        if entry is not None and not any(f.number == entry.number for f in held):
            facts = {"form": number, "title": entry.title, "note": entry.note or "đơn vị khác lập, nhận vào như văn bản đến"}
            raise Refused(Refusal("paper.made_elsewhere", facts, "form"))
        ids = sorted({f.id for f in found})
        if len(ids) > 1:
            raise Refused(Refusal("paper.several_forms", {"form": said[:40], "known": ", ".join(ids)}, "form"))
    else:
        found = [f for f in held if said in (f.id, f"{f.id}:{f.law}", f"{f.id}_{f.law}")]
    if not found:
        raise Refused(Refusal("paper.no_form", {"form": said[:40]}, "form"))
    return next((f for f in found if f.on(today)), found[-1])


def _held(args: argparse.Namespace, clock: Clock) -> tuple[Form, ...]:
    from thads_desktop.services.commands import signed_in

    if args.data is None:
        return load_forms()
    desk = signed_in(args, clock)
    try:
        with desk.reading():
            return load_forms()
    finally:
        desk.close()


def _plain(form: Form, today: date) -> dict[str, Any]:
    entry = catalogue().of(form.number)
    return {
        "id": form.id, "law": form.law, "number": form.number, "family": entry.family if entry else "",
        "catalogue_title": entry.title if entry else "", "title": form.title, "subject": form.subject, "name": form.name,
        "from": form.start.isoformat(), "until": form.until.isoformat() if form.until else None, "in_force": form.on(today),
        "status": form.status, "code": form.code, "signer": form.signer, "series": form.series, "effect": form.effect,
        "note": form.note, "measure": form.measure, "minutes": form.minutes, "letter": form.letter, "symbol": form.symbol,
        "grounds": [a.text for a in form.grounds], "recipients": [r.text for r in form.recipients], "to": [r.text for r in form.to],
        "signatures": list(form.signatures), "signed_by": form.signed_by.each if form.signed_by is not None else "", "needs": list(form.required),
        "needs_when": {when: list(names) for when, names in form.needs_when}, "needs_one": [list(names) for names in form.needs_one],
        "typed": list(form.typed),
        "own_fields": [{"name": v.name, "label": v.label, "kind": v.kind} for v in form.own],
    }  # fmt: skip


def _line(form: Form, today: date) -> str:
    """One form on one line: number, law, id, name, who signs, status, days."""
    number = f"{form.number:>3}" if form.number else "  –"
    force = "" if form.on(today) else " (không có hiệu lực hôm nay)"
    printed = "" if form.code_printed else " (không in khi mẫu còn dựng lại)"
    code = f", mã {form.code}{printed}" if form.code else ""
    return f"{number}  {form.law}  {form.id}: {form.name}; {_SIGNERS[form.signer]} ký; {_STATUS[form.status]}{code}; {_days(form)}{force}"


def _days(form: Form) -> str:
    return f"từ {form.start:%d/%m/%Y}" + (f" đến {form.until:%d/%m/%Y}" if form.until else "")
