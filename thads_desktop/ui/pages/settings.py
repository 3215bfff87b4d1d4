"""The office as it stands and as it was: names by period, people and absences, number series, calendar, copies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from thads_desktop.domain.dates import short_date, weekday
from thads_desktop.domain.office import SIGN_PREFIXES, OfficeIdentity, identity_on
from thads_desktop.domain.workload import Weights
from thads_desktop.services import office_settings, people, series
from thads_desktop.services.event_words import POST_WORDS
from thads_desktop.ui.accounts_panel import AccountsPanel
from thads_desktop.ui.copies_panel import CopiesPanel
from thads_desktop.ui.form import Spec
from thads_desktop.ui.many_forms import ManyForms
from thads_desktop.ui.number_box import NumberBox
from thads_desktop.ui.own_key import OWN_KEY, OwnKey
from thads_desktop.ui.packs_panel import PacksPanel
from thads_desktop.ui.page import Shell
from thads_desktop.ui.pages import settings_now
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.stacked import captioned, stacked
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

#: How the head of a section signs by delegation.
SIGNS = tuple((x, x or "Chưa đặt") for x in SIGN_PREFIXES)
RANKS = (("", "Không"), ("so", "Sơ cấp"), ("trung", "Trung cấp"), ("cao", "Cao cấp"), (people.ACTING, "Quyền Thủ trưởng (ký Q.)"))


class _Shown(NamedTuple):
    """What the page asks for at once."""

    posts: list[people.HeldPost]
    identities: tuple[OfficeIdentity, ...]
    settings: dict[str, Any]
    days: list[office_settings.SpecialDay]
    weights: Weights
    series: list[series.SeriesState]
    at: int


class SettingsPage(ManyForms):
    """Tabs by subject; each form is one act."""

    name = "settings"
    title = "Thiết lập"
    topics = ("people", "settings")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._asking = settings_now.Asking(self.desk)
        self._series_chosen: object = None
        self._identity_chosen: object = None
        self.body.addWidget(self.heading())
        self.tabs = QTabWidget()
        self.tabs.setObjectName("settings-tabs")
        self.tabs.addTab(self._people_tab(), "Cán bộ")
        self.tabs.addTab(self._office_tab(), "Đơn vị")
        self.tabs.addTab(self._series_tab(), "Dãy số")
        self.tabs.addTab(self._calendar_tab(), "Lịch và cách tính")
        self.tabs.addTab(self._copies_tab(), "Sao lưu và khóa")
        self.packs = PacksPanel(self)
        self.tabs.addTab(stacked(self.packs), "Gói quy định")
        self.accounts = AccountsPanel(self)
        self.tabs.addTab(stacked(self.accounts), "Tài khoản")
        self.body.addWidget(self.tabs, 1)
        for at in range(self.tabs.count()):
            self.action(self.tabs.tabText(at), f"Ctrl+{at + 1}", partial(self._show_tab, at))
        self.action(OWN_KEY, "", self._show_key)

    def _show_tab(self, at: int) -> None:
        """The tab, and the focus on what stands first in it."""
        self.tabs.setCurrentIndex(at)
        first = (self.people_table, self.identity_table, self.series_table, self.year, self.copies.now, self.packs.first(), self.accounts.first)[at]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_copies(self) -> None:
        """The tab of copies, the focus on what is asked there."""
        self._show_tab(self.tabs.indexOf(self.copies_tab))
        self.copies.exchange.enter()

    def _show_key(self) -> None:
        self.tabs.setCurrentIndex(4)
        self.own_key.open()

    def help(self) -> str:
        return (
            "Ctrl+1 đến Ctrl+7 chuyển phần. Mỗi biểu là một việc: Ctrl+Enter ghi biểu đang có con trỏ, nút của biểu ấy mang tên phím; "
            "Esc bỏ những gì vừa gõ trong biểu ấy. Thẻ Dãy số cho biết số sắp cấp của từng dãy trong năm nay. Thẻ Sao lưu và khóa có "
            "dấu vân tay khóa của đơn vị để đọc cho Cục, và xuất khóa. Thẻ Gói quy định: Ctrl+O chọn gói, xem thay đổi, F9 cài, F8 lưu bảng quy định."
        )

    def refresh(self) -> None:
        self.worker.run_read(self._ask, self._take, key="settings", owner=self)
        self.own_key.look()
        self.copies.look()
        self.accounts.look()
        self.packs.look()

    def escape(self) -> bool:
        return self.packs.escape()

    def first_focus(self) -> QWidget:
        return self.people_table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+1…7", "các phần"), ("Ctrl+Enter", "ghi"), ("F1", "các phím"))

    # --- people -------------------------------------------------------------------------------------

    def _people_tab(self) -> QWidget:
        self.people = RowsModel(
            [
                Column("Họ tên", lambda p: p.name, width=0),
                Column("Chức vụ", lambda p: POST_WORDS.get(p.post, p.post), width=20),
                Column("Ngạch", lambda p: dict(RANKS).get(p.rank, ""), width=12),
                Column("Từ ngày", lambda p: p.since if p.since.year > 1900 else "từ đầu", width=12),
                Column("Đến ngày", lambda p: p.until, width=12),
            ],
            lambda p: (p.person, p.post, p.since),
            self,
        )
        self.people_table = TableView(self.people, self, "Chưa có cán bộ nào. Điền biểu bên dưới để thêm.")
        self.people_table.picks_first = True
        today = self.clock.today()
        posts = tuple(POST_WORDS.items())
        self.person_form = self.form_of(
            (
                Spec("name", "Họ tên", required=True, share=2),
                Spec("post", "Chức vụ", "choice", options=posts, value="officer", beside=True),
                Spec("rank", "Ngạch", "choice", options=RANKS, value="", beside=True),
                Spec("since", "Từ ngày", "date", value=today, beside=True),
                Spec("powers", "Phó Thủ trưởng, Trưởng phòng được ký mọi văn bản", "check"),
            ),
            "Thêm cán bộ",
            lambda v: people.add_person(
                self.desk, v["name"], v["post"], v["since"] or people.BEGINNING, rank=v["rank"] or "",
                powers=people.EVERY if v["powers"] else (),
            ),
        )  # fmt: skip
        self.post_form = self.form_of(
            (
                Spec("post", "Chức vụ mới", "choice", options=posts, value="officer"),
                Spec("rank", "Ngạch", "choice", options=RANKS, value="", beside=True),
                Spec("since", "Từ ngày", "date", required=True, value=today, beside=True),
                Spec("until", "Đến ngày", "date", note="Để trống nếu chưa định", beside=True),
                Spec("powers", "Phó Thủ trưởng, Trưởng phòng được ký mọi văn bản", "check"),
            ),
            "Giao chức vụ cho người đang chọn",
            lambda v: people.give_post(
                self.desk, v["chosen_person"], v["post"], v["since"], rank=v["rank"] or "",
                powers=people.EVERY if v["powers"] else (), until=v["until"],
            ),
        )  # fmt: skip
        self.absence_form = self.form_of(
            (
                Spec("since", "Vắng từ ngày", "date", required=True, value=today),
                Spec("until", "Đến ngày", "date", required=True, beside=True),
            ),
            "Ghi vắng mặt người đang chọn",
            lambda v: people.absent(self.desk, v["chosen_person"], v["since"], v["until"]),
        )
        self.end_form = self.form_of(
            (Spec("day", "Ngày cuối giữ chức vụ", "date", required=True, value=today),),
            "Thôi chức vụ đang chọn",
            lambda v: people.end_post(self.desk, v["chosen_person"], v["chosen_post"], v["day"]),
        )
        return stacked(self.people_table, self.person_form, self.post_form, self.absence_form, self.end_form)

    # --- office -------------------------------------------------------------------------------------

    def _office_tab(self) -> QWidget:
        self.identities = RowsModel(
            [
                Column("Từ ngày", lambda i: i.valid_from if i.valid_from.year > 1900 else "từ đầu", width=12),
                Column("Tên đơn vị", lambda i: i.name, width=0, least=38),
                Column("Cơ quan cấp trên", lambda i: i.parent, width=36, least=24),
                Column("Ký hiệu", lambda i: i.symbol, width=10),
                Column("Địa danh", lambda i: i.place, width=14),
                Column("Chức danh thủ trưởng", lambda i: i.head_title, width=26, least=18),
            ],
            lambda i: i.valid_from,
            self,
        )
        table = self.identity_table = TableView(self.identities, self, "")
        table.chosen.connect(self._fill_identity)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.identity_form = self.form_of(
            (
                Spec("valid_from", "Từ ngày", "date", required=True),
                Spec("name", "Tên đơn vị", required=True, beside=True, share=3),
                Spec("parent", "Cơ quan cấp trên", required=True),
                Spec("symbol", "Ký hiệu", required=True, beside=True),
                Spec("place", "Địa danh", required=True, beside=True),
                Spec("head_title", "Chức danh thủ trưởng", required=True),
                Spec("account", "Tài khoản nhận tiền", beside=True),
                Spec("region_line", "Dòng tên Phòng dưới tên đơn vị", note="Chưa xác lập: để trống thì không in"),
                Spec("sign_prefix", "Trưởng phòng ký theo ủy quyền", "choice", options=SIGNS, value="", beside=True,
                     note="Chưa xác lập: để trống thì Trưởng phòng chưa ký được"),
                Spec("region_title", "Chức danh người ký ấy", beside=True),
            ),
            "Ghi tên gọi theo thời gian",
            self._write_identity,
            self._asking.identity,
        )
        return stacked(table, self.note, self.identity_form)

    def _fill_identity(self, key: object) -> None:
        at = self.identities.place(key)
        if at >= 0:
            identity = self.identities.row(at)
            self.note.setText(identity.note)
            if key != self._identity_chosen and self.identity_form.draft() != self.shown[self.identity_form]:
                self.shell.tell("Biểu bên dưới còn phần chưa ghi: ghi lại (Ctrl+Enter) hoặc bỏ (Esc) rồi mới hiện dòng vừa chọn.")
            self._identity_chosen = key
            self.show_now(self.identity_form, settings_now.identity(identity))

    def _write_identity(self, v: dict[str, Any]) -> str:
        made = OfficeIdentity(v["valid_from"], v["name"], v["parent"], v["symbol"], v["place"], v["head_title"], "", v["account"],
                              v["region_line"] or "", v["sign_prefix"] or "", v["region_title"] or "")  # fmt: skip
        takers = ", ".join(short_date(i.valid_from) for i in people.put_identity(self.desk, made, v["at"]))
        return f" Tên gọi từ ngày {takers} cũng nhận tài khoản này." if takers else ""

    # --- series, calendar, copies -------------------------------------------------------------------

    def _series_tab(self) -> QWidget:
        self.series = RowsModel(
            [
                Column("Dãy số", lambda s: s.words, width=0),
                Column("Năm", lambda s: str(s.year), width=8),
                Column("Số sắp cấp", lambda s: f"{s.next_number:02d}", "right", 14),
            ],
            lambda s: s.series,
            self,
        )
        self.series_table = TableView(self.series, self, "")
        self.series_table.picks_first = True
        form = self.series_form = self.form_of(
            (
                Spec("series", "Dãy số", "choice", required=True, options=tuple(series.KINDS.items()), value="enforcement"),
                Spec("next", "Số tiếp theo", required=True, beside=True, note="Chỉ khi tiếp nối dãy số giấy; số đã cấp không lùi lại."),
            ),
            "Mở dãy số",
            self._open_series,
            self._asking.series,
        )
        self.series_table.chosen.connect(self._take_series)
        self.series_table.opened.connect(lambda _key: form["next"].editor.setFocus())
        self.start_form = self.form_of(
            (Spec("start", "Quyết định bắt đầu lại số 01 vào ngày", "choice", options=office_settings.STARTS, value="10-01"),),
            "Đổi ngày bắt đầu dãy số",
            lambda v: office_settings.change(self.desk, settings_now.START, v["start"], v["at"]),
            self._asking.start,
        )
        said = self.series_said = QLabel()
        said.setWordWrap(True)
        return stacked(said, self.series_table, self.series_form, self.start_form)

    def _take_series(self, key: object) -> None:
        """Another row was chosen; the list that is asked anew chooses none."""
        if key != self._series_chosen:
            self._series_chosen = key
            self.series_form.set_values({"series": key})

    def _open_series(self, v: dict[str, Any]) -> None:
        number = office_settings.number(v["next"], "next")
        with self.desk.reading() as reader:
            year = series.year_of(self.desk, reader, v["series"], self.clock.today())
        series.open_series(self.desk, v["series"], year, number, v["at"])

    def _calendar_tab(self) -> QWidget:
        day = self.day_form = self.form_of(
            (
                Spec("on", "Ngày", "date", required=True),
                Spec("off", "Là", "choice", required=True, options=((True, "ngày nghỉ"), (False, "ngày làm việc")), beside=True),
            ),
            "Đổi lịch làm việc",
            lambda v: office_settings.change_day(self.desk, v["on"], day_off=v["off"], at=v["at"]),
            self._asking.day,
        )
        self.days_off = RowsModel(
            [
                Column("Ngày", lambda d: d.day, width=12),
                Column("Thứ", lambda d: weekday(d.day), width=12),
                Column("Là", lambda d: "ngày nghỉ" if d.off else "ngày làm việc bù", width=20),
                Column("Nguồn", lambda d: "đơn vị đổi" if d.own else "lịch kèm chương trình", width=0),
            ],
            lambda d: d.day,
            self,
        )
        table = TableView(self.days_off, self, "Năm này chưa có ngày nghỉ nào trong lịch.")
        self.year = NumberBox("calendar-year", "Năm của lịch", 2015, 2100, self.clock.today().year)
        self.year.valueChanged.connect(lambda _year: self.refresh())
        rules = QLabel(office_settings.notes())
        rules.setWordWrap(True)
        choices = [
            Spec(settings_now.field(name), label, "choice", options=options, value=options[0][0], beside=bool(at % 2))
            for at, (name, label, options) in enumerate(office_settings.CHOICES)
        ]
        self.rules_form = self.form_of(choices, "Đổi cách tính", self._change_rules, self._asking.rules)
        self.weights_form = self.form_of(
            (
                Spec("weight_matter", "Khối lượng: mỗi việc", required=True, value="1"),
                Spec("weight_billion", "Mỗi tỷ đồng còn phải thi hành", required=True, value="0,5", beside=True),
                Spec("weight_year", "Mỗi năm tuổi của việc", required=True, value="0,25", beside=True),
            ),
            "Đổi hệ số phân công",
            lambda v: office_settings.change_weights(self.desk, (v["weight_matter"], v["weight_billion"], v["weight_year"]), v["at"]),
            self._asking.weights,
        )
        return stacked(captioned("Ngày nghỉ của năm", self.year), table, day, rules, self.rules_form, self.weights_form)

    def _change_rules(self, v: dict[str, Any]) -> None:
        office_settings.change_all(self.desk, settings_now.changed_rules(v, v["before"]), v["at"])

    def _copies_tab(self) -> QWidget:
        self.copies = CopiesPanel(self)
        self.own_key = OwnKey(self)
        self.copies_tab = stacked(self.copies, self.own_key)
        return self.copies_tab

    # --- what the forms ask of the page -----------------------------------------------------------------

    def held(self) -> dict[str, Any]:
        chosen: Any = self.people_table.current_key()
        return {"chosen_person": chosen[0] if chosen else "", "chosen_post": chosen[1] if chosen else ""}

    def emptied(self) -> None:
        self._series_chosen = None
        self.refresh()
        self._fill_identity(self.identity_table.current_key())
        self._show_tab(self.tabs.currentIndex())

    def _ask(self) -> _Shown:
        with self.desk.reading() as reader:
            return _Shown(
                people.posts(reader), people.office(reader).identities, self.desk.settings(reader),
                office_settings.special_days(self.desk, reader, self.year.value()), office_settings.weights(self.desk, reader),
                series.states(self.desk, reader), reader.head()[0],
            )  # fmt: skip

    def _take(self, shown: _Shown) -> None:
        self.read = shown.at
        for form in (self.day_form, self.series_form):
            self.show_now(form, {})
        self.people.set_rows(shown.posts)
        self.identities.set_rows(shown.identities)
        if self.identity_table.current_key() is None and shown.identities:
            self.identity_table.select_key(identity_on(shown.identities, self.clock.today()).valid_from)
        self.days_off.set_rows(shown.days)
        self.series.set_rows(shown.series)
        self.series_said.setText(settings_now.of_series(shown.series))
        # The choices show what holds now, so that changing one leaves the others alone.
        self.show_now(self.rules_form, settings_now.rules(shown.settings))
        self.show_now(self.weights_form, settings_now.weights_said(shown.weights))
        self.show_now(self.start_form, settings_now.start(shown.settings))

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))
