"""Every kind of event in the words of the office, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import (
    access_events as ae,
    asset_events as ase,
    book_events as be,
    breaches,
    closing_events as cle,
    copy_events as ce,
    dataset_events as dse,
    delegation_events as de,
    events as ev,
    intake_events as ie,
    ledger_events as le,
    office_time,
    procedure_events as pe,
    register_events as rg,
    store_events as se,
    target_events as tg,
    task_events as te,
)
from thads_desktop.domain.cash_events import CashBody
from thads_desktop.domain.cost_events import CostBody
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.file_events import FileBody
from thads_desktop.domain.hour_events import HourNoted
from thads_desktop.domain.kind_events import ForcesSaid, LineKindSaid
from thads_desktop.domain.money import dong
from thads_desktop.domain.part_events import PartGivenAway
from thads_desktop.domain.prison_events import PrisonBody
from thads_desktop.law import line_kinds, targets as targets_law
from thads_desktop.law.due_procedure import ANSWERS, ASKED, RUNS
from thads_desktop.services import (
    asset_words,
    cash_words,
    chain_words,
    closing_words,
    delegation_words,
    file_words,
    issuing_words,
    leading_words,
    ledger_words,
    letter_words,
    procedure_words,
    register_words,
    rights,
    rounds_words,
    staff_words,
    store_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.services.projecting import Names

#: Type of event -> what happened.
WORDS: dict[str, str] = {
    "JudgmentReceived": "Nhận bản án, quyết định",
    "RequestReceived": "Nhận yêu cầu thi hành án",
    "RequestRefused": "Từ chối yêu cầu thi hành án",
    "RequestLacking": "Yêu cầu thi hành án còn thiếu, chưa đúng",
    "FixAsked": "Thông báo sửa đổi, bổ sung yêu cầu thi hành án",
    "DelegationReceived": "Nhận ủy thác",
    "MoneyHeld": "Thu tiền khi chưa có quyết định, giữ cho người nộp",
    "HeldApplied": "Dùng tiền đang giữ cho khoản phải thi hành",
    "HeldReturned": "Trả lại tiền đang giữ cho người nộp",
    "IntakeDecided": "Đã ra quyết định thi hành án",
    "MatterOpened": "Quyết định thi hành án",
    "CarriedIn": "Tiếp nhận từ sổ cũ",
    "LineAdded": "Thêm khoản phải thi hành",
    "OfficerAssigned": "Phân công chấp hành viên",
    "FileOpened": "Lập hồ sơ thi hành án",
    "ValidNotice": "Thông báo hợp lệ",
    "SummonsServed": "Giấy báo tự nguyện thi hành án",
    "Verified": "Xác minh điều kiện thi hành án",
    "InformationReceived": "Có thông tin mới về điều kiện thi hành án",
    "Classified": "Phân loại",
    "GroundArose": "Phát sinh căn cứ",
    "MeansLacking": "Chưa có điều kiện thi hành án",
    "Published": "Đăng tải thông tin chưa có điều kiện",
    "MovedToSeparateBook": "Chuyển sổ theo dõi riêng",
    "Deferred": "Hoãn thi hành án",
    "Suspended": "Tạm đình chỉ thi hành án",
    "Continued": "Tiếp tục thi hành án",
    "Terminated": "Đình chỉ thi hành án",
    "Delegated": "Ủy thác thi hành án",
    "HourNoted": "Ghi giờ phát sinh",
    "PartGivenAway": "Ủy thác, thu hồi một phần số tiền",
    "Withdrawn": "Thu hồi quyết định",
    "Cancelled": "Hủy quyết định",
    "Amended": "Sửa đổi, bổ sung quyết định",
    "EffectUndone": "Thu hồi, hủy một quyết định của việc",
    "Collected": "Thu tiền",
    "SurplusReturned": "Trả lại tiền thu thừa",
    "LineCompleted": "Thi hành xong",
    "LineKindSaid": "Ghi loại khoản để thống kê",
    "ForcesSaid": "Ghi có huy động lực lượng hay không",
    "PaperSubmitted": "Trình ký",
    "PaperReturned": "Trả lại dự thảo",
    "PaperSigned": "Ký",
    "PaperNumbered": "Vào số, ban hành",
    "PaperRecorded": "Ghi nhận văn bản đã ban hành",
    "PaperSent": "Gửi văn bản",
    "PaperVoided": "Hủy số văn bản",
    "RowWritten": "Ghi thông tin",
    "PostHeld": "Giữ chức vụ",
    "PostEnded": "Thôi chức vụ",
    "Absent": "Vắng mặt",
    "SettingChanged": "Đổi thiết lập",
    "CalendarChanged": "Đổi lịch làm việc",
    "SeriesOpened": "Mở dãy số",
    "PartyMerged": "Nhập hai đương sự làm một",
    "MergeUndone": "Tách đương sự đã nhập nhầm",
    "DataGiven": "Cung cấp dữ liệu của đương sự",
    "ImportDone": "Tiếp nhận sổ thụ lý",
    "ImportUndone": "Hủy lần tiếp nhận sổ",
    "Struck": "Xóa dòng ghi nhầm",
    "ReturnClosed": "Chốt báo cáo",
    "ReturnReopened": "Mở lại báo cáo đã chốt",
    "EnteredLate": "Ghi muộn vào kỳ đã chốt: báo cáo đã gửi nay khác",
    "ReturnRemarked": "Ghi lời giải thích cạnh số liệu báo cáo",
    "PackageMade": "Lập gói gửi đi",
    "PackageReceived": "Nhận gói",
    "KeyTrusted": "Tin khóa của đơn vị",
    "AccountOpened": "Mở tài khoản",
    "RolesChanged": "Đổi quyền của tài khoản",
    "AccountClosed": "Khóa tài khoản",
    "PasswordSet": "Đặt mật khẩu",
    "SlotMade": "Ghi dấu khóa đăng nhập",
    "SheetMade": "Lập tờ khôi phục",
    "SheetTried": "Thử tờ khôi phục",
    "Confirmed": "Người thứ hai xác nhận",
    "Exported": "Xuất dữ liệu ra tệp",
    "PackInstalled": "Cài gói quy định, biểu mẫu",
    "PackWithdrawn": "Gỡ gói quy định, biểu mẫu",
    "PaperServed": "Tống đạt văn bản", "CopyGiven": "Cấp bản sao văn bản", "PaperAddressed": "Đương sự được gửi văn bản",
    "FormApproved": "Duyệt mẫu văn bản",
    "FormApprovalWithdrawn": "Thôi duyệt mẫu văn bản",
    "RestoredFrom": "Phục hồi từ bản sao",
    "ExchangeConfirmed": "Bật lại trao đổi dữ liệu",
    "DrillDone": "Diễn tập phục hồi",
    "TakenBack": "Lấy lại từ bản sao",
    "Repaired": "Sửa tệp dữ liệu",
    "DataTaken": "Nhận bộ dữ liệu từ tệp",
    "EntryOpened": "Vào sổ theo dõi",
    "EntryChanged": "Sửa dòng của sổ theo dõi",
    "EntryClosed": "Thôi theo dõi",
    "EntryReopened": "Theo dõi lại",
    "PowersKept": "Giữ tài khoản, quyền hạn như trước khi phục hồi",
    **cash_words.WORDS,
    "TargetSet": "Giao chỉ tiêu",
    "TargetEnded": "Thôi chỉ tiêu",
    "TaskSet": "Giao một việc",
    "TaskEnded": "Xong một việc được giao",
    "OutageNoted": "Ghi sự cố hệ thống của Bộ",
    "OutageEnded": "Hệ thống của Bộ dùng lại được",
    "OutageCited": "Dẫn sự cố cho một thời hạn",
    "HandedOver": "Bàn giao toàn bộ việc của chấp hành viên",
    "RequestReturned": "Gửi lại yêu cầu thi hành án",
    "Concluded": "Kết thúc thi hành án",
    "TakenUp": "Cơ quan cấp trên rút hồ sơ",
    "RightsTransferred": "Chuyển giao quyền, nghĩa vụ thi hành án",
    "MeasureTaken": "Áp dụng biện pháp",
    "MeasureEnded": "Chấm dứt biện pháp",
    "ActDone": "Quyết định, văn bản khác",
    "HeadDecided": "Người ký xác nhận",
    "Linked": "Tiếp nối việc khác",
    **delegation_words.WORDS,
    **ledger_words.WORDS,
    **store_words.WORDS,
    **asset_words.WORDS,
    **rounds_words.WORDS,
    "RegisterClosed": "Kết sổ",
    "RegisterLaidOut": "Bố cục sổ",
    **file_words.WORDS,
    **letter_words.WORDS,
    **chain_words.WORDS,
    **leading_words.WORDS,
    **staff_words.WORDS,
}
POST_WORDS = {
    "head": "Thủ trưởng", "deputy": "Phó Thủ trưởng", "unit_head": "Trưởng phòng (khu vực)", "officer": "Chấp hành viên",
    "examiner": "Thẩm tra viên", "clerk": "Văn thư",
    "accountant": "Kế toán", "other": "Nhân viên",
}  # fmt: skip
RESULT_WORDS = {
    "means": "có điều kiện", "none": "chưa có điều kiện", "partial": "có điều kiện một phần", "": "",
}  # fmt: skip
GROUND_WORDS = {
    "means_lacking": "chưa có điều kiện", "deferral": "hoãn", "suspension": "tạm đình chỉ",
    "suspension_notice": "thông báo tạm đình chỉ", "continuation": "tiếp tục", "termination": "đình chỉ",
    "delegation": "ủy thác", **{of: says[:1].lower() + says[1:] for of, (_, _, says, _) in ASKED.items()},
    **{of: says if says.startswith("Tòa án") else says[:1].lower() + says[1:] for of, says in {**RUNS, **ANSWERS}.items()},
}  # fmt: skip
WAY_WORDS = {"direct": "giao trực tiếp", "post": "bưu chính", "posting": "niêm yết", "electronic": "điện tử", "media": "phương tiện thông tin đại chúng"}
TO_WORDS = {"procuracy": "Viện kiểm sát", "party": "đương sự", "office": "cơ quan", "other": "nơi nhận khác"}


#: Facts without a paper that only make sense once there is an enforcement decision.
_AFTER_OPENING = (
    ev.FileOpened, ev.ValidNotice, ev.Verified, ev.InformationReceived, ev.Classified, ev.GroundArose, ev.Published, ev.Collected,
    ev.SurplusReturned,
)  # fmt: skip


def describe(event: ev.Event, names: Names, opened: date | None) -> tuple[str, str]:
    """(what happened, the particulars with the rules it broke) in Vietnamese; particulars may be empty.

    opened: the day of the matter's enforcement decision, where the event is one of a matter that has one.
    """
    detail, marked = particulars(event, names, opened)
    return WORDS[type(event.body).__name__], ", ".join(x for x in (detail, said(event, names), marked) if x)


def particulars(event: ev.Event, names: Names, opened: date | None) -> tuple[str, str]:
    """(the particulars, the rules it broke) without the words of a human; opened as of ``describe``."""
    codes = list(getattr(event.body, "breaches", ()))
    if opened is not None and event.day is not None and event.day < opened and isinstance(event.body, _AFTER_OPENING):
        codes.append("act.before_decision")
    marked = f"trái quy định: {breaches.words(codes)}" if codes else ""
    return _detail(event.body, names), marked


def said(event: ev.Event, names: Names) -> str:
    """The words of a human that go with a step of a paper; they stand in its register row of that time, no event holds them."""
    match event.body:
        case ev.PaperReturned(paper):
            word = "remark"
        case ev.PaperVoided(paper):
            word = "void_reason"
        case _:
            return ""
    return names.words(str((names.reader.row_as_of("paper", paper, event.seq) or {}).get(word, "")))


#: Families of events whose details are said by a module of their own.
_FAMILIES: tuple[tuple[Any, Callable[[Any, Names], str]], ...] = (
    (pe.ProcedureBody, procedure_words.detail), (CashBody | CostBody | PrisonBody, cash_words.detail), (ase.AssetBody, asset_words.detail),
    (de.DelegationBody, delegation_words.detail), (le.LedgerBody, ledger_words.detail), (rounds_words.Body, rounds_words.detail),
    (se.StoreBody, store_words.detail), (FileBody, file_words.detail), (letter_words.Body, letter_words.detail),
    (issuing_words.Body, issuing_words.detail), (chain_words.Body, chain_words.detail), (leading_words.Body, leading_words.detail),
    (staff_words.Body, staff_words.detail),
)  # fmt: skip


def _detail(body: ev.Body, names: Names) -> str:
    for family, detail in _FAMILIES:
        if isinstance(body, family):
            return detail(body, names)
    match body:
        case ev.Collected():
            return f"{dong(body.amount)} đồng" + ("" if body.day_known else " (không rõ ngày thu)")
        case ev.SurplusReturned():
            return f"{dong(body.amount)} đồng"
        case ev.RequestReceived() | ev.RequestRefused() | ie.RequestLacking() | ie.FixAsked():
            return names.name("party", str(names.row("request", body.request).get("party", "")))
        case ev.MoneyHeld() | ev.HeldApplied() | ev.HeldReturned():
            return f"{dong(body.amount)} đồng, {names.name('party', body.payer)}"
        case ev.OfficerAssigned():
            return names.name("person", body.officer)
        case ev.CarriedIn():
            return f"dòng {body.row} của sổ"
        case ev.Verified():
            return ", ".join(x for x in (names.name("party", body.party), RESULT_WORDS.get(body.result, "")) if x)
        case ev.ValidNotice() | ev.InformationReceived():
            return names.name("party", body.party)
        case ev.MovedToSeparateBook():
            return _clause("", body.lines)
        case ev.Classified():
            return "có điều kiện" if body.has_means else "chưa có điều kiện"
        case ev.GroundArose():
            said = (GROUND_WORDS.get(body.of, ""), _clause(body.clause, body.lines))
            return ", ".join(x for x in said if x)
        case ev.Deferred() | ev.Suspended() | ev.Terminated() | ev.Withdrawn() | ev.Cancelled():
            return _clause(body.clause, body.lines)
        case ev.MeansLacking():
            return _clause(body.ground, body.lines)
        case ev.EffectUndone() | ev.Amended():
            row = names.row("paper", body.target)
            return " ".join(x for x in (str(row.get("title", "")), str(row.get("number_text", ""))) if x)
        case ev.Delegated():
            return body.to_office
        case HourNoted():
            fixed = f"giờ cưỡng chế {body.coercion_hour} ngày {short_date(body.coercion_day)}" if body.coercion_day is not None else ""
            return ", ".join(x for x in (body.hour, fixed) if x)
        case PartGivenAway():
            what = "ủy thác" if body.half == "delegated" else "thu hồi để ủy thác"
            return ", ".join(x for x in (_clause("", body.lines), f"{what} {dong(body.amount)} đồng", body.to_office) if x)
        case LineKindSaid():
            return ", ".join(f"khoản {k.line}: {line_kinds.title(k.kind).lower()}" for k in body.kinds)
        case ForcesSaid():
            return "có huy động lực lượng liên ngành" if body.forces else "không huy động lực lượng liên ngành"
        case ev.LineCompleted():
            return f"khoản {body.line}"
        case ev.PaperSent():
            to = f"đến {names.name('party', body.recipient) or TO_WORDS.get(body.to, body.to)}"
            return ", ".join(x for x in (to, WAY_WORDS.get(body.way, ""), names.words(body.receipt)) if x)
        case ev.PaperSigned():
            return names.name("person", body.signer)
        case ev.PaperRecorded():
            return body.number_text
        case ev.PaperNumbered() | ev.PaperVoided():
            return f"số {body.number} năm {body.year}" if body.number else ""
        case ev.DataGiven():
            return str(names.row("given", body.request).get("recipient", ""))
        case ev.PostHeld():
            return POST_WORDS.get(body.post, "")
        case ev.ImportDone():
            return f"{body.accepted} dòng nhận, {body.rejected} dòng loại"
        case ev.ReturnClosed():
            return f"{body.months:02d} tháng năm {body.year}"
        case cle.ReturnReopened() | cle.EnteredLate() | cle.ReturnRemarked():
            return closing_words.detail(body, names)
        case ae.AccountOpened() | ae.RolesChanged():
            return ", ".join(rights.load().role_words(r) for r in body.roles)
        case ae.PasswordSet():
            return {"own": "tự đổi", "colleague": "đồng nghiệp đặt lại", "sheet": "bằng tờ khôi phục"}.get(body.how, "")
        case ae.Confirmed():
            return rights.load().says(body.act)
        case ae.Exported():
            row = names.row("export", body.row)
            return ", ".join(x for x in (str(row.get(n, "")) for n in ("what", "recipient", "purpose")) if x)
        case ce.ExchangeConfirmed():
            return str(names.row("exchange", body.row).get("reason", ""))
        case ce.PowersKept():
            row = names.row("restore", body.row)
            return " ".join(x for x in (str(row.get("reason", "")), *row.get("told", ())) if x)
        case ce.RestoredFrom():
            return f"đến sự kiện {body.seq}" + (f", bỏ lại {body.left} sự kiện" if body.left else "")
        case ce.DrillDone():
            return f"{'đạt' if body.passed else 'không đạt'}, bản sao đến sự kiện {body.seq}"
        case ce.TakenBack():
            return _counts((body.rows, "dòng sổ"), (body.drafts, "bản nháp"), (body.blobs, "văn bản"), (body.events, "diễn biến"))
        case ce.Repaired():
            return _counts((body.events, "sự kiện"), (body.rows, "dòng sổ"), (body.blobs, "văn bản"), (body.drawn, "văn bản in lại"))
        case ev.PackageReceived() if body.kind in delegation_words.KINDS:
            return delegation_words.KINDS[body.kind]
        case ev.PackageReceived():
            return f"{body.months:02d} tháng năm {body.year}, lần gửi {body.sent_version}"
        case ev.PackInstalled():
            return f"{body.title}, bản {body.version}, {body.publisher} phát hành"
        case ev.PackWithdrawn():
            titles = [e.body.title for e in names.reader.events_of(f"pack:{body.pack}") if isinstance(e.body, ev.PackInstalled)]
            return ", ".join((*titles[-1:], f"bản {body.version}"))
        case _:
            return _of_the_day(body, names)


def _of_the_day(body: ev.Body, names: Names) -> str:
    """Tasks, outages, hand-overs and the books around the matters."""
    match body:
        case te.TaskSet():
            return f"{names.name('person', body.person)}, hạn {short_date(body.due)}"
        case tg.TargetSet():
            measure = targets_law.load().measures[body.measure].short
            return f"{measure}, năm {body.year}: {body.threshold // 100},{body.threshold % 100:02d} %, từ {short_date(body.since)}"
        case tg.TargetEnded():
            return f"từ {short_date(body.since)}"
        case te.TaskEnded():
            return "" if body.done else "bỏ, không phải làm nữa"
        case te.OutageNoted():
            return f"từ {office_time.minute_words(body.start)}" + (f" đến {office_time.minute_words(body.end)}" if body.end else "")
        case te.OutageEnded():
            return office_time.minute_words(body.end)
        case rg.RegisterClosed() | rg.RegisterLaidOut():
            return register_words.detail(body)
        case te.OutageCited():
            return f"{body.rule}, hạn {short_date(body.due)}"
        case te.HandedOver():
            return f"{body.matters} việc, giao cho {', '.join(names.name('person', p) for p in body.to)}"
        case dse.DataTaken():
            return f"{names.row('dataset_in', body.row).get('file', '')}: {body.new} dòng mới, {body.changed} dòng cập nhật"
        case be.EntryChanged():
            return f"{len(body.fields)} mục"
        case be.EntryClosed():
            return "vào sổ nhầm" if body.how == "mistaken" else "đã xong"
        case _:
            return ""


def _counts(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{n} {what}" for n, what in counts if n)


def _clause(clause: str, lines: tuple[int, ...]) -> str:
    said = f"điểm {clause}" if clause else ""
    if lines:
        said += (", " if said else "") + "khoản " + ", ".join(str(n) for n in lines)
    return said
