"""Forms of the fund and of money held before a decision: counted, carried, struck; applied to a matter, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.law import cash_law
from thads_desktop.services import cash_files, cashier, held, money_tools, money_way, queries
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page_parts import quiet_label
from thads_desktop.ui.pages.money_specs import came_in, way_spec

if TYPE_CHECKING:
    from thads_desktop.services.cashier import Line
    from thads_desktop.services.held_waiting import Waiting
    from thads_desktop.ui.page import Shell

TOPICS = ("cash",)


class _Back(FormPage):
    belongs = "cash"


class CountPage(_Back):
    """The cash that was counted."""

    name = "fund-count"
    title = "Kiểm kê quỹ tiền mặt"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lay_out((
            Spec("day", "Cuối ngày", "date", required=True, value=self.clock.today()),
            Spec("amount", "Tiền mặt kiểm đếm được (đồng)", required=True, beside=True, limit=25, note="quỹ trống thì ghi 0"),
        ))  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            cashier.count(self.desk, v["day"], money_tools.amount(v["amount"]))
            return "Đã ghi kiểm kê quỹ: tồn quỹ từ nay tính từ số này.", TOPICS

        self.carry(write, self.back_saying)


class FundMovePage(_Back):
    """Cash carried to the account, or from it."""

    name = "fund-move"
    title = "Tiền mặt nộp vào, rút khỏi tài khoản"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        ways = (("to", "Nộp tiền mặt vào tài khoản"), ("from", "Rút tiền từ tài khoản về quỹ"))
        self.lay_out((
            Spec("day", "Ngày", "date", required=True, value=self.clock.today()),
            Spec("way", "Làm gì", "choice", required=True, options=ways, value="to", beside=True, share=2),
            Spec("amount", "Số tiền (đồng)", "money", required=True),
            Spec("voucher", "Số chứng từ", beside=True, limit=40),
        ))  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            left = cashier.move(self.desk, v["day"], v["amount"], to_bank=v["way"] == "to", voucher=v["voucher"] or "")
            return f"Đã ghi; tồn quỹ tiền mặt cuối ngày {cash_files.signed(left)} đồng.", TOPICS

        self.carry(write, self.back_saying)


class FundStrikePage(_Back):
    """A line of the fund that was a typing error."""

    name = "fund-strike"
    title = "Xóa dòng quỹ ghi nhầm"

    def __init__(self, shell: Shell, line: Line) -> None:
        super().__init__(shell)
        self.line = line
        said = f"{line.words}, {dong(line.within or 0)} đồng"
        self.lay_out((Spec("reason", "Lý do xóa", "long", required=True, lines=2),), f"{self.title}: {said}", "Xóa dòng này")

    def subject(self) -> str:
        return str(self.line.seq)

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            cashier.strike(self.desk, self.line.seq, v["reason"])
            return "Đã xóa dòng ghi nhầm.", TOPICS

        self.carry(write, self.back_saying)


class WayPage(_Back):
    """Whether what went back, out or came back was cash."""

    name = "money-way"
    title = "Hình thức trả tiền"

    def __init__(self, shell: Shell, line: Line) -> None:
        super().__init__(shell)
        self.line = line
        self.lay_out((way_spec(""),), f"{self.title}: {line.words}, {dong(line.spent or line.income or line.within or 0)} đồng", "Ghi")

    def subject(self) -> str:
        return f"{self.line.subject}:{self.line.seq}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            money_way.tell(self.desk, self.line.subject, self.line.seq, v["way"] or "")
            return f"Đã ghi hình thức: {money_way.WAYS[v['way']].lower()}.", (*TOPICS, "matters", "intake")

        self.carry(write, self.back_saying)


class HeldApplyPage(_Back):
    """Money held on a judgment goes to an obligation of a matter on it."""

    name = "held-apply"
    title = "Chuyển tiền đang giữ vào việc"

    def __init__(self, shell: Shell, waits: Waiting) -> None:
        super().__init__(shell)
        self.waits = waits
        lines: list[tuple[tuple[str, int], str]] = []
        rests: list[int] = []
        for matter, number in waits.matters:
            for x in queries.matter(self.desk, matter).lines:
                if x.rest:
                    lines.append(((matter, x.line), f"{number}, khoản {x.line}. {x.text or 'Khoản phải thi hành'}: còn {dong(x.rest)} đồng"))
                    rests.append(x.rest)
        self.lay_out(
            (
                Spec("line", "Cho khoản", "choice", required=True, options=lines, value=lines[0][0] if lines else None),
                Spec("day", "Ngày chuyển", "date", required=True, value=self.clock.today()),
                Spec("amount", "Số tiền (đồng)", "money", required=True, value=min(waits.amount, *rests[:1]) if rests else waits.amount, beside=True),
                Spec("receipt", "Số biên lai", beside=True, limit=40),
            ),
            f"{self.title}: {waits.who}, đang giữ {dong(waits.amount)} đồng", "Chuyển vào việc",
        )  # fmt: skip

    def subject(self) -> str:
        return self.waits.key

    def take(self, v: dict[str, Any]) -> None:
        waits, (matter, line) = self.waits, v["line"]

        def write() -> tuple[str, tuple[str, ...]]:
            left = held.apply(self.desk, matter, v["day"], waits.payer, line, v["amount"], receipt=v["receipt"] or "")
            said = f"; trên bản án còn giữ {dong(left)} đồng" if left else ""
            return f"Đã chuyển {dong(v['amount'])} đồng vào việc{said}.", (*TOPICS, "matters", "intake", "deadlines", f"matter:{matter}")

        self.carry(write, self.back_saying)


class HeldRefundPage(_Back):
    """Money held on a judgment goes back to its payer."""

    name = "held-refund"
    title = "Hoàn trả tiền đang giữ"

    def __init__(self, shell: Shell, waits: Waiting, matter: str = "") -> None:
        """matter: the one it is given back from, "" where there is none yet."""
        super().__init__(shell)
        self.waits, self.matter = waits, matter
        self.lay_out(
            (
                Spec("day", "Ngày trả", "date", required=True, value=self.clock.today()),
                Spec("amount", "Số tiền (đồng)", "money", required=True, value=waits.amount, beside=True),
                Spec("receipt", "Số phiếu chi", beside=True, limit=40),
                came_in(self.desk, f"intake:{waits.judgment}", waits.payer),
            ),
            f"{self.title}: {waits.who}, bản án {waits.number}, {dong(waits.amount)} đồng", "Hoàn trả",
        )  # fmt: skip
        note = quiet_label(cash_law.law().said["refund"].words if not matter else "")
        self.body.insertWidget(1, note)

    def subject(self) -> str:
        return self.waits.key

    def take(self, v: dict[str, Any]) -> None:
        waits, matter = self.waits, self.matter

        def write() -> tuple[str, tuple[str, ...]]:
            if matter:
                held.give_back(self.desk, matter, v["day"], waits.payer, v["amount"], receipt=v["receipt"] or "", way=v["way"] or "")
            else:
                held.refund(self.desk, waits.judgment, v["day"], waits.payer, v["amount"], receipt=v["receipt"] or "", way=v["way"] or "")
            return f"Đã hoàn trả {dong(v['amount'])} đồng cho người nộp.", (*TOPICS, "intake", "matters")

        self.carry(write, self.back_saying)
