"""The events of delegations in words, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import delegation_events as de
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

WORDS: dict[str, str] = {
    "DelegationPackaged": "Lập gói ủy thác gửi cơ quan nhận",
    "DelegationAnswered": "Cơ quan nhận ủy thác trả lời",
    "DelegationTaken": "Nhận gói ủy thác",
    "DelegationMistaken": "Trả lại ủy thác vì nhầm lẫn",
    "DelegationAcknowledged": "Lập thông báo nhận ủy thác",
    "AssetHandlingDecided": "Quyết định xử lý tài sản ủy thác",
    "AssetHandlingIssued": "Quyết định xử lý tài sản ủy thác",
    "AssetHandedOver": "Giao tài sản ủy thác",
    "AssetMoneySent": "Chuyển tiền xử lý tài sản cho cơ quan ủy thác",
}
#: Kinds of packages.
KINDS = {"delegation": "gói ủy thác", "acknowledgement": "thông báo nhận ủy thác"}


def detail(body: de.DelegationBody, names: Names) -> str:
    """To or from whom, what for, which number and day, how much."""
    match body:
        case de.DelegationPackaged() | de.DelegationAcknowledged():
            row = names.row("delegation_out", body.row)
            return _said(f"đến {row.get('recipient', '')}", str(row.get("purpose", "")), f"dấu của gói {body.sha256[:16]}")
        case de.DelegationAnswered():
            row = names.row("delegation_answer", body.row)
            came = f"{row.get('office', '')} nhận ngày {short_date(body.received)}"
            if body.decided is None:
                return _said(came, f"trả lại vì nhầm lẫn: {row.get('reason', '')}")
            return _said(came, f"quyết định số {row.get('number', '')} ngày {short_date(body.decided)}")
        case de.DelegationTaken():
            return _said(str(names.row("delegation_in", body.row).get("office", "")), "xử lý tài sản" if body.assets else "")
        case de.DelegationMistaken():
            return str(names.row("delegation_back", body.row).get("reason", ""))
        case de.AssetHandlingDecided():
            row = names.row("asset_handling", body.row)
            return _said(f"số {row.get('number', '')}", names.name("person", str(row.get("officer", ""))))
        case de.AssetMoneySent():
            return _said(f"{dong(body.amount)} đồng", f"chi phí {dong(body.costs)} đồng" if body.costs else "", body.receipt)
        case _:
            return ""


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)
