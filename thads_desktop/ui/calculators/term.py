"""When a term ends: the day, the counting day by day, the article, and over 1 July 2026 the day under the other law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.law.ruleset import Rules
from thads_desktop.services import tools
from thads_desktop.ui.calculators.base import FormTab
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.worked import Worked

LAWS = (("", "luật của ngày ấy"), ("2008", "Luật 26/2008"), ("2025", "Luật 106/2025"))


class TermTab(FormTab):
    """A rule, a day, an end."""

    title = "Thời hạn"
    help = "Thời hạn: chọn thời hạn và ngày bắt đầu, Ctrl+Enter tính ngày hết hạn, cách đếm từng ngày và điều luật."

    def specs(self) -> Sequence[Spec]:
        rules = Rules.load()
        named = [(rule, f"{rule}  {terms[0].title}") for rule, terms in rules.terms.items()]
        return (
            Spec("rule", "Thời hạn", "choice", options=named, required=True),
            Spec("case", "Trường hợp (nếu thời hạn có nhiều trường hợp)"),
            Spec("from", "Tính từ ngày", "date", required=True, beside=True),
            Spec("law", "Theo luật", "choice", options=LAWS, value="", beside=True),
        )

    def work(self, values: dict[str, Any]) -> Worked:
        return tools.worked(tools.due(values["rule"], values["from"], law=values["law"] or None, case=values["case"]))
