"""The closed vocabulary of return definitions, and what each word means.

A definition file may use these words and no others: a new idea is a new word here, with its test.

part (which side of the opening a matter stands on)
    old       decided before the period and not wholly struck off before it
    new       decided in the period
    book      in the separate book on the last day, moved there before the period (counts in memos only)
    book_now  in the separate book on the last day, moved there in the period (likewise)
state of a matter, line state of one obligation line
    open:  enforcing, deferral_agreed (the clause by which the parties agree), deferral, suspension, lacks_means,
           separate_book;  ended:  done, terminated, delegated, withdrawn, cancelled;  of a line also reduced: what a court's
           reduction took off it in the period, which stands beside the line
measure (what is added up)
    matters          1 for each matter
    opening          đồng still due when the period began (or on the decision's day for a new matter)
    collected        đồng applied to the line in the period
    rest             đồng left on the last day, or when the line ended in the period
    terminated_part  đồng taken off an open line by a part termination in the period (of line state reduced: by a reduction)
    state_matters    1 for each matter with a line for the State budget, at the first of them
obligation (what a line is, as its event says): what goes to the State budget by its kind, what a credit institution has coming, the rest

Besides lines there are records (``record_words``): measures, proposals, entries of the books. A definition names what its columns count
in a ``table``: source "lines", or a kind of record.
"""

from __future__ import annotations

from dataclasses import dataclass

PARTS = ("old", "new", "book", "book_now")
OPEN_STATES = ("enforcing", "deferral_agreed", "deferral", "suspension", "lacks_means", "separate_book")
END_STATES = ("done", "terminated", "delegated", "withdrawn", "cancelled")
STATES = OPEN_STATES + END_STATES
REDUCED = "reduced"
LINE_STATES = (*STATES, REDUCED)
#: Ends that no definition names yet, and the end as which they count. A file that the province took up stands in one column with the
#: withdrawn (the 2015 form names both); for the other two no form is known: they are settings of the regime.
COUNTED_AS = {"taken_up": "withdrawn", "returned": "terminated", "concluded": "terminated"}
MEASURES = ("matters", "opening", "collected", "rest", "terminated_part", "state_matters")
#: What goes to the State budget, by kind, and every word an obligation may bear.
REVENUES = ("an_phi", "phat_tien", "tich_thu", "truy_thu", "thu_loi_bat_chinh", "thu_khac")
CREDIT = "tin_dung"
OBLIGATIONS = (*REVENUES, CREDIT, "khac")
#: The source of obligation lines, and the tables of theirs that every definition has.
LINES = "lines"
FORM_MEASURES = ("viec", "tien")
#: Line I of forms 01 and 02, which has no part in any sum: what came in, as the register of judgments received has it.
RECEIVED = "Tổng số bản án, quyết định đã nhận trong kỳ (theo sổ bản án đến)"
#: What a column adds up to: numbers of things, or đồng (printed in thousands).
UNITS = ("count", "dong")
#: Who signs beside the office, on the left.
COSIGNERS = ("", "procuracy", "court")
SIGNED, SEALED = "(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên, đóng dấu)"
#: The title of each of them, as it stands on a form.
COSIGNER_TITLES = {"procuracy": "VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN", "court": "CHÁNH ÁN TÒA ÁN NHÂN DÂN"}
ORIENTATIONS = ("criteria_down", "criteria_across")
PAPERS = ("A4", "A3")
STATUSES = ("reconstructed", "checked", "reproduced")
CERTAINTIES = ("H", "M", "L", "unknown")
IDENTITY_KINDS = ("equal", "at_most", "rate")

#: What a list of a return may say of a matter, and of an entry of a book.
LIST_COLUMNS = ("number", "day", "debtor", "creditor", "content", "officer", "part", "state", "opening", "collected", "rest")
RECORD_COLUMNS = ("number", "day", "who", "content", "handler", "state", "asked", "given")

#: Groups of rows a form may ask for, in the order it asks for them.
ROW_GROUPS = ("total", "case_types", "cd", "cd.case_types", "yc", "yc.case_types", "officers")

#: Rules of counting that the law leaves open, and the readings the program knows. The first is what was used
#: before the word existed.
SETTINGS: dict[str, tuple[str, ...]] = {
    # does the opening lose the matters moved to the separate book within the period?
    "opening": ("shrinks", "constant"),
    # part collected and the rest ended otherwise: performed, or what ended it?
    "part_performed": ("done", "as_ended"),
    # whose row, when the officer changed: the officer on the last day, or on the first?
    "officer": ("at_end", "at_start"),
    # lack of means because the address is unknown, which at the same time defers
    "address_unknown": ("lacks_means", "deferral"),
    # a matter that left the separate book within the period
    "reentry": ("old", "new"),
    # a line in the separate book while another line of its matter is not
    "separate_line": ("lacks_means", "enforcing"),
    # a request given back to the creditor for want of means
    "returned": ("terminated", "withdrawn"),
    # obligations that ended in one of the other cases of the law
    "concluded": ("terminated", "done"),
    # what was collected in the period of a matter that stands in the separate book on its last day
    "booked_money": ("left_out", "counted"),
}
_NEW_LAW = "Chỉ luật từ 01/7/2026 có cách kết thúc này; biểu mẫu của chế độ này không nói tới."
#: Settings that a file may leave out, with what is said then: of the ends that only the law of 2025 knows, and those that are younger.
LATER_SETTINGS = {
    "returned": _NEW_LAW, "concluded": _NEW_LAW,
    "booked_money": "Tiền đã thu trong kỳ của việc đã chuyển sổ theo dõi riêng không tính vào biểu.",
}


@dataclass(frozen=True, slots=True)
class Counting:
    """How the state of a line and of a matter is chosen: the dated ladder with the settings in use."""

    agreed_clauses: tuple[str, ...]
    line_order: tuple[str, ...]
    open_order: tuple[str, ...]
    end_order: tuple[str, ...]
    opening: str = "shrinks"
    part_performed: str = "done"
    officer: str = "at_end"
    address_unknown: str = "lacks_means"
    reentry: str = "old"
    separate_line: str = "lacks_means"
    returned: str = "terminated"
    concluded: str = "terminated"
    booked_money: str = "left_out"
    #: Clauses of a part termination that are a court's reduction.
    reduced_clauses: tuple[str, ...] = ()
