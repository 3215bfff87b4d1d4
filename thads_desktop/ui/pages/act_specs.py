"""The facts that a matter page records without a paper: the fields of each, and the service that takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import breaches, means
from thads_desktop.domain.lawful_ways import SILENT
from thads_desktop.domain.money import dong
from thads_desktop.domain.sentences import say
from thads_desktop.law.due_procedure import ANSWERS, ASKED, RUNS
from thads_desktop.services import acts, assignments, concluding, held, hours, people, queries, reviews
from thads_desktop.ui.form import Spec
from thads_desktop.ui.pages.money_specs import came_in
from thads_desktop.ui.receipt_fields import number_spec, official, receipt_specs, told

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView

WAYS = (("direct", "Giao trực tiếp"), ("post", "Bưu chính (thư bảo đảm)"), ("posting", "Niêm yết"),
        ("media", "Phương tiện thông tin đại chúng"), ("electronic", "Điện tử"))  # fmt: skip
RESULTS = (("means", "Có điều kiện thi hành"), ("none", "Chưa có điều kiện"), ("partial", "Có điều kiện một phần"))
GROUNDS = (("means_lacking", "Chưa có điều kiện"), ("deferral", "Hoãn"), ("suspension", "Tạm đình chỉ"),
           ("suspension_notice", "Thông báo tạm đình chỉ"), ("continuation", "Tiếp tục"), ("termination", "Đình chỉ"),
           ("delegation", "Ủy thác"), *((of, says) for of, (_, _, says, _) in ASKED.items()), *RUNS.items(), *ANSWERS.items())  # fmt: skip

Specs = Callable[["Desk", "MatterView"], Sequence[Spec]]
Carry = Callable[["Desk", str, Mapping[str, Any], int, int], object]


@dataclass(frozen=True, slots=True)
class Act:
    """title; fields(desk, view); carry(desk, matter, values, seen, subject) does it and may return a sentence."""

    title: str
    fields: Specs
    carry: Carry


def _day(desk: Desk, label: str = "Ngày") -> Spec:
    return Spec("day", label, "date", required=True, value=desk.clock.today())


def _only_day(label: str) -> Specs:
    return lambda desk, _view: (_day(desk, label),)


def _lines(view: MatterView, *, money: bool) -> list[tuple[int, str]]:
    return [(x.line, f"{x.line}. {x.text or 'Khoản phải thi hành'}") for x in view.lines if not money or x.due is not None]


def _collect_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    lines = [*_lines(view, money=True), (0, "Không cho khoản nào: giữ cho người nộp")]
    rest = next((x.rest for x in view.lines if x.rest), None)
    return (
        _day(desk, "Ngày thu"),
        Spec("line", "Khoản", "choice", options=lines, value=lines[0][0] if lines else None, beside=True, share=2),
        Spec("amount", "Số tiền (đồng)", "money", required=True, value=rest),
        number_spec(),
        *receipt_specs("budget" if view.state.kind == "cd" else "enforcement", [(p, view.parties[p]) for p in view.debtors[:50]]),
    )


def _collect(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    held = acts.collect(desk, matter, v["day"], v["line"] or 0, v["amount"], official=official(v), seen=seen)
    said = f"Đã thu {dong(v['amount'])} đồng"
    said = f"{said}; tổng số đang giữ cho người nộp: {dong(held)} đồng." if held else f"{said}."
    return f"{said} {told(desk, v, v['day'])}".strip()


def debtor_choice(view: MatterView) -> Sequence[Spec]:
    """Whose notice or verification it is; asked only where there are several debtors."""
    if len(view.debtors) < 2:
        return ()
    options = [("", "Mọi người phải thi hành án"), *((p, view.parties[p]) for p in view.debtors)]
    return (Spec("party", "Của ai", "choice", options=options, value="", beside=True, share=2),)


def _why_long(view: MatterView) -> Sequence[Spec]:
    """What lengthens the terms, as the latest finding had it: nobody is to tick it anew at every verification."""
    state = view.state
    known = {why for d in view.debtors for why in means.why_long(state, d, state.open_lines)}
    return (
        Spec("address_unknown", "Chưa xác định được địa chỉ", "check", value="address_unknown" in known),
        Spec("prisoner", "Đang chấp hành án phạt tù còn từ 02 năm", "check", value="prisoner" in known, beside=True),
    )


def _book_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    held = {s.line.line for s in means.lacking(view.state)}
    lines = [(n, text) for n, text in _lines(view, money=False) if n in held]
    happened = Spec("happened", "Đã chuyển từ trước, chỉ ghi nhận", "check")
    if len(lines) < 2:
        return (_day(desk, "Ngày chuyển"), happened)
    options = [(0, "Mọi khoản chưa có điều kiện"), *lines]
    return (_day(desk, "Ngày chuyển"), Spec("line", "Khoản", "choice", options=options, value=0, beside=True, share=2), happened)


def _book(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    broken = acts.separate_book(desk, matter, v["day"], v.get("line") or 0, seen, happened=v["happened"])
    return f"Đã ghi: chuyển sổ theo dõi riêng, có đánh dấu trái quy định: {breaches.words(broken)}." if broken else None


def _verify(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    acts.verify(
        desk, matter, v["day"], v["result"], address_unknown=v["address_unknown"], prisoner=v["prisoner"],
        party=v.get("party") or "", seen=seen, ground=bool(v.get("ground")),
    )  # fmt: skip
    if v.get("ground"):
        return "Đã ghi: kết quả xác minh, kèm căn cứ chưa có điều kiện: hạn ra quyết định bắt đầu chạy."
    ended = queries.ended_by(desk, matter, v["day"])
    return f"Đã ghi: kết quả xác minh. {ended}" if ended else None


def _complete(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    told = acts.complete(desk, matter, v["day"], v["line"] or 0, seen)
    return " ".join(["Đã ghi: thi hành xong. Lưu ý:", *(say(w) for w in told)]) if told else None


def _conclude_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    grounds = [(g.code, f"{g.code}) {g.text}") for g in desk.rules.grounds("conclusion", desk.clock.today())]
    return (
        _day(desk, "Ngày kết thúc"),
        Spec("line", "Khoản", "choice", options=[(0, "Mọi khoản còn lại"), *_lines(view, money=False)], value=0, beside=True),
        Spec("clause", "Trường hợp", "choice", required=True, options=grounds),
        Spec("confirmed", "Thủ trưởng quyết định (luật không quy định khi khoản đang dừng)", "check"),
    )


def _conclude(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    lines, decided = (v["line"],) if v["line"] else (), (SILENT,) if v["confirmed"] else ()
    concluding.conclude(desk, matter, v["day"], v["clause"] or "", lines, confirmed=decided, seen=seen)
    return "Đã ghi: kết thúc thi hành án. Tháng này nhớ đưa vào danh sách việc kết thúc gửi Viện kiểm sát."


def _ground_line(view: MatterView) -> Sequence[Spec]:
    """Of which obligation the ground is; asked only where there are several."""
    lines = _lines(view, money=False)
    if len(lines) < 2:
        return ()
    return (Spec("line", "Của khoản", "choice", options=[(0, "Không nêu riêng khoản nào"), *lines], value=0),)


#: When it happened within its day; when coercion was fixed for, of a request for deferral by who may protest.
_HOUR = (
    Spec("hour", "Giờ phát sinh, giờ nhận", note="Cho thời hạn tính bằng giờ, ví dụ 08:30; để trống: lấy hết ngày"),
    Spec("coercion_day", "Ngày cưỡng chế đã ấn định", "date", beside=True, note="Chỉ khi người có quyền kháng nghị yêu cầu hoãn"),
    Spec("coercion_hour", "Giờ cưỡng chế", beside=True),
)


def _hour_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    with desk.reading() as reader:
        known = hours.candidates(desk, reader, view.key)
    return (Spec("of", "Của việc", "choice", required=True, options=known, value=known[0][0] if known else None), *_HOUR)


def _officers(desk: Desk) -> list[tuple[str, str]]:
    with desk.reading() as reader:
        return [(p.person, p.name) for p in people.officers(reader, desk.clock.today())]


def _held_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    with desk.reading() as reader:
        known = held.payers(reader, view.state.judgment)
    payers = [(party, f"{name}: {dong(amount)} đồng") for party, name, amount in known]
    lines = [(x.line, f"Dùng cho khoản {x.line}. {x.text}") for x in view.lines if x.rest]
    first = min(known[0][2], next((x.rest for x in view.lines if x.rest), known[0][2])) if known else None
    uses = [*lines, (0, "Trả lại người nộp")]
    return (
        _day(desk),
        Spec("payer", "Tiền của", "choice", required=True, options=payers, value=payers[0][0] if payers else None, beside=True, share=2),
        Spec("line", "Làm gì", "choice", required=True, options=uses, value=uses[0][0], share=2),
        Spec("amount", "Số tiền (đồng)", "money", required=True, value=first, beside=True),
        Spec("receipt", "Số chứng từ", beside=True),
        replace(came_in(desk, f"intake:{view.state.judgment}"), label="Hình thức, khi trả lại", required=False),
    )


def _held(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    if v["line"]:
        left = held.apply(desk, matter, v["day"], v["payer"], v["line"], v["amount"], receipt=v["receipt"], seen=seen)
        said = "Đã dùng tiền đang giữ cho khoản phải thi hành"
    else:
        left = held.give_back(desk, matter, v["day"], v["payer"], v["amount"], receipt=v["receipt"], way=v["way"] or "", seen=seen)
        said = "Đã trả lại người nộp"
    return f"{said}; còn giữ {dong(left)} đồng." if left else f"{said}."


def _surplus_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    return (
        _day(desk, "Ngày trả"),
        Spec("amount", "Số tiền (đồng)", "money", required=True, value=view.state.held, beside=True),
        Spec("receipt", "Số chứng từ", beside=True),
        came_in(desk, f"matter:{view.key}"),
    )


def _surplus(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    left = acts.return_surplus(desk, matter, v["day"], v["amount"], receipt=v["receipt"], way=v["way"] or "", seen=seen)
    return f"Đã trả lại người nộp; còn giữ {dong(left)} đồng." if left else "Đã trả lại người nộp."


def _assign(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    warned = assignments.assign(desk, matter, v["officer"], v["day"], seen)
    return " ".join(["Đã ghi: phân công chấp hành viên.", *(say(w) for w in warned)]) if warned else None


ACTS: dict[str, Act] = {
    "collect": Act("Thu tiền", _collect_fields, _collect),
    "notice": Act(
        "Thông báo hợp lệ",
        lambda desk, view: (
            _day(desk, "Ngày thông báo hợp lệ"), Spec("way", "Hình thức", "choice", options=WAYS, value="direct", beside=True),
            *debtor_choice(view),
        ),
        lambda d, m, v, seen, _s: acts.valid_notice(d, m, v["day"], v["way"], v.get("party") or "", seen=seen),
    ),
    "verify": Act(
        "Kết quả xác minh",
        lambda desk, view: (
            _day(desk, "Ngày xác minh"), Spec("result", "Kết quả", "choice", required=True, options=RESULTS, beside=True),
            *debtor_choice(view),
            *_why_long(view),
            Spec("ground", "Kèm căn cứ chưa có điều kiện, để hạn ra quyết định chạy", "check"),
        ),
        _verify,
    ),
    "file": Act("Lập hồ sơ", _only_day("Ngày lập hồ sơ"), lambda d, m, v, seen, _s: acts.open_file(d, m, v["day"], seen)),
    "ground": Act(
        "Phát sinh căn cứ ra quyết định",
        lambda desk, view: (
            _day(desk, "Ngày phát sinh"), Spec("of", "Quyết định phải ra, hoặc việc đã phát sinh", "choice", required=True, options=GROUNDS, beside=True),
            *_ground_line(view),
            Spec("urgent", "Phải ra ngay (kháng nghị, biện pháp khẩn cấp tạm thời)", "check"),
            *_HOUR,
        ),
        lambda d, m, v, seen, _s: acts.ground(
            d, m, v["day"], v["of"], urgent=v["urgent"], lines=(v["line"],) if v.get("line") else (), seen=seen, hour=v.get("hour") or "",
            coercion_day=v.get("coercion_day"), coercion_hour=v.get("coercion_hour") or "",
        ),
    ),
    "hour": Act(
        "Ghi giờ của việc tính thời hạn bằng giờ",
        _hour_fields,
        lambda d, m, v, seen, _s: hours.note(d, m, v["of"] or 0, v["hour"] or "", v["coercion_day"], v["coercion_hour"] or "", seen),
    ),
    "inform": Act(
        "Có thông tin mới",
        lambda desk, view: (_day(desk, "Ngày nhận thông tin"), *debtor_choice(view)),
        lambda d, m, v, seen, _s: acts.inform(d, m, v["day"], v.get("party") or "", seen),
    ),
    "classify": Act(
        "Phân loại",
        lambda desk, _v: (
            _day(desk), Spec("means", "Phân loại", "choice", required=True, options=((True, "Có điều kiện"), (False, "Chưa có điều kiện")), beside=True),
        ),
        lambda d, m, v, seen, _s: acts.classify(d, m, v["day"], v["means"], seen),
    ),
    "publish": Act("Đăng tải chưa có điều kiện", _only_day("Ngày đăng tải"), lambda d, m, v, seen, _s: acts.publish(d, m, v["day"], seen)),
    "book": Act(
        "Chuyển sổ theo dõi riêng",
        _book_fields,
        _book,
    ),
    "complete": Act(
        "Thi hành xong",
        lambda desk, view: (
            _day(desk, "Ngày thi hành xong"),
            Spec("line", "Khoản", "choice", options=[(0, "Mọi khoản còn lại"), *_lines(view, money=False)], value=0, beside=True),
        ),
        _complete,
    ),
    "conclude": Act("Kết thúc thi hành án (trường hợp khác)", _conclude_fields, _conclude),
    "assign": Act(
        "Phân công chấp hành viên",
        lambda desk, _v: (
            _day(desk, "Ngày phân công"), Spec("officer", "Chấp hành viên", "choice", required=True, options=_officers(desk), beside=True, share=2),
        ),
        _assign,
    ),
    "held": Act("Tiền giữ trước khi có quyết định", _held_fields, _held),
    "surplus": Act("Trả lại tiền thu thừa", _surplus_fields, _surplus),
    "review": Act(
        "Nhận quyết định giám đốc thẩm, tái thẩm",
        lambda desk, _v: (
            _day(desk, "Ngày nhận"), Spec("number", "Số quyết định", required=True, beside=True), Spec("court", "Tòa án ra quyết định", required=True),
        ),
        lambda d, m, v, seen, _s: reviews.receive(d, m, v["day"], v["number"] or "", v["court"] or "", seen),
    ),
    "review_forward": Act(
        "Chuyển quyết định giám đốc thẩm, tái thẩm",
        lambda desk, _v: (
            _day(desk, "Ngày chuyển"), Spec("recipient", "Chuyển đến cơ quan", required=True, beside=True, share=2),
            Spec("proof", "Bằng chứng gửi", note="Số công văn, số bưu gửi…"),
        ),
        lambda d, m, v, seen, _s: reviews.forward(d, m, v["day"], v["recipient"] or "", v["proof"] or "", seen),
    ),
    "strike": Act(
        "Xóa dòng ghi nhầm",
        lambda _d, _v: (
            Spec(
                "reason", "Lý do", required=True,
                note="Dòng vẫn còn trong nhật ký, được ghi là đã xóa. Dòng của văn bản ghi nhận mà chưa gửi: xóa cả văn bản.",
            ),
        ),
        lambda d, m, v, _seen, subject: acts.strike(d, m, subject, v["reason"]),
    ),
}  # fmt: skip
