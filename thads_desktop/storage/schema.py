"""The tables, as numbered steps. Each step commits with its own record; projections have their own version.

The log is clustered on (subject, day, seq): a matter is read in one sweep. Triggers refuse every change of what was
written once.
"""

from __future__ import annotations

VERSION = 1
PROJECTIONS = 13

MIGRATIONS = "CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)"

#: Steps of the kept tables, never changed once released.
STEPS: dict[int, tuple[str, ...]] = {
    1: (
        "CREATE TABLE head (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL)",
        "INSERT INTO head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')",
        """CREATE TABLE events (
            subject TEXT NOT NULL, day TEXT NOT NULL, seq INTEGER NOT NULL UNIQUE, type TEXT NOT NULL,
            version INTEGER NOT NULL, recorded TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,
            law TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (subject, day, seq)) WITHOUT ROWID""",
        """CREATE TRIGGER events_next BEFORE INSERT ON events
            WHEN NEW.seq <> (SELECT seq FROM head) + 1 BEGIN SELECT RAISE(ABORT, 'seq is not next'); END""",
        """CREATE TRIGGER events_head AFTER INSERT ON events
            BEGIN UPDATE head SET seq = NEW.seq, hash = NEW.hash; END""",
        "CREATE TRIGGER events_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TRIGGER events_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append only'); END",
        """CREATE TABLE register_rows (
            kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            salt TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (kind, key, version)) WITHOUT ROWID""",
        "CREATE TRIGGER rows_update BEFORE UPDATE ON register_rows BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TRIGGER rows_delete BEFORE DELETE ON register_rows BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
        "CREATE TRIGGER blobs_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, 'write once'); END",
        "CREATE TRIGGER blobs_delete BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'write once'); END",
        "CREATE TABLE drafts (key TEXT PRIMARY KEY, content TEXT NOT NULL, saved TEXT NOT NULL)",
    ),
}

SEARCH = (
    "CREATE VIRTUAL TABLE matter_search USING fts5 (exact, bare, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '/-'\", prefix='2 3')"
)
#: Derived tables: dropped and made anew whenever PROJECTIONS rises.
DERIVED: tuple[str, ...] = (
    """CREATE TABLE matter_list (
        id INTEGER PRIMARY KEY, matter TEXT NOT NULL UNIQUE, number_text TEXT, number INTEGER, symbol TEXT,
        decision_day TEXT, stat_year INTEGER, kind TEXT, case_type TEXT, debtor TEXT, debtor_sort TEXT, creditor TEXT,
        due INTEGER, collected INTEGER, rest INTEGER, officer TEXT, officer_name TEXT, officer_sort TEXT, status TEXT,
        status_day TEXT, next_due TEXT, next_rule TEXT, closed INTEGER, delegated_in INTEGER, last_seq INTEGER)""",
    "CREATE INDEX matter_by_day ON matter_list (decision_day DESC, number DESC)",
    "CREATE INDEX matter_by_debtor ON matter_list (debtor_sort)",
    "CREATE INDEX matter_by_officer ON matter_list (officer, status)",
    "CREATE INDEX matter_by_status ON matter_list (status)",
    "CREATE INDEX matter_by_due ON matter_list (next_due)",
    "CREATE INDEX matter_by_rest ON matter_list (rest)",
    SEARCH,
    """CREATE TABLE deadline_list (
        subject TEXT NOT NULL, rule TEXT NOT NULL, case_ TEXT NOT NULL, title TEXT, born TEXT, due TEXT, cite TEXT,
        officer TEXT, number_text TEXT, debtor TEXT)""",
    # Everything a page of the list is ordered, filtered and counted by: no row is read for that.
    "CREATE INDEX deadline_by_due ON deadline_list (due, number_text, subject, rule, case_, officer)",
    "CREATE INDEX deadline_by_officer ON deadline_list (officer, due, number_text, subject, rule, case_)",
    "CREATE INDEX deadline_by_subject ON deadline_list (subject)",
    # Deadlines of the books that few see stand apart: whoever asks for deadlines does not meet them by accident.
    """CREATE TABLE secret_deadline_list (
        subject TEXT NOT NULL, rule TEXT NOT NULL, case_ TEXT NOT NULL, title TEXT, born TEXT, due TEXT, cite TEXT,
        officer TEXT, number_text TEXT, debtor TEXT)""",
    "CREATE INDEX secret_deadline_by_subject ON secret_deadline_list (subject)",
    """CREATE TABLE paper_list (
        paper TEXT PRIMARY KEY, matter TEXT NOT NULL, form TEXT, title TEXT, stage TEXT, number_text TEXT, day TEXT,
        signer TEXT, sha256 TEXT, updated_seq INTEGER, about TEXT)""",
    "CREATE INDEX paper_by_stage ON paper_list (stage)",
    "CREATE INDEX paper_by_matter ON paper_list (matter)",
    """CREATE TABLE intake_list (
        judgment TEXT PRIMARY KEY, number TEXT, day TEXT, court TEXT, parties TEXT, received TEXT, kind TEXT,
        state TEXT, next_due TEXT, held INTEGER, known TEXT)""",
    "CREATE INDEX intake_known ON intake_list (known)",
    """CREATE TABLE party_list (
        party TEXT PRIMARY KEY, name TEXT, name_sort TEXT, birth_year INTEGER, ids TEXT, address TEXT,
        merged_into TEXT)""",
    "CREATE INDEX party_by_name ON party_list (name_sort)",
    "CREATE TABLE party_number (number TEXT NOT NULL, party TEXT NOT NULL, PRIMARY KEY (number, party)) WITHOUT ROWID",
    (
        "CREATE TABLE party_matter (party TEXT NOT NULL, matter TEXT NOT NULL, side TEXT NOT NULL, "
        "PRIMARY KEY (party, matter, side)) WITHOUT ROWID"
    ),
    "CREATE INDEX party_by_matter ON party_matter (matter)",
    """CREATE TABLE number_state (
        series TEXT NOT NULL, year INTEGER NOT NULL, next INTEGER NOT NULL, day TEXT, PRIMARY KEY (series, year)) WITHOUT ROWID""",
    # Tasks that are not done.
    "CREATE TABLE task_list (task TEXT PRIMARY KEY, matter TEXT NOT NULL, person TEXT, given TEXT, due TEXT, title TEXT)",
    "CREATE INDEX task_by_matter ON task_list (matter)",
    # Until when an open matter has something before it; "" = it has nothing.
    "CREATE TABLE step_list (matter TEXT PRIMARY KEY, until TEXT NOT NULL, officer TEXT NOT NULL, hint TEXT NOT NULL)",
    "CREATE INDEX step_by_until ON step_list (until, officer)",
    # What a matter bears besides its state: each debtor whose means are to be verified by a day and where, that it is published, how far its file
    # is on its way to the archive.
    """CREATE TABLE mark_list (
        matter TEXT NOT NULL, mark TEXT NOT NULL, party TEXT NOT NULL, day TEXT NOT NULL, detail TEXT NOT NULL, officer TEXT NOT NULL,
        commune TEXT NOT NULL)""",
    "CREATE INDEX mark_by_mark ON mark_list (mark, day, officer, commune, matter, party, detail)",
    "CREATE INDEX mark_by_matter ON mark_list (matter)",
    # Entries of the books around the matters; found and found_apart are what is searched, the second only for who may read it.
    """CREATE TABLE entry_list (
        id INTEGER PRIMARY KEY, entry TEXT NOT NULL UNIQUE, book TEXT NOT NULL, year INTEGER, number INTEGER, day TEXT, who TEXT, what TEXT, matter TEXT,
        handler TEXT, state TEXT, next_due TEXT, found TEXT, found_apart TEXT)""",
    "CREATE INDEX entry_by_day ON entry_list (book, day, number)",
    "CREATE INDEX entry_by_number ON entry_list (book, year, number)",
    "CREATE INDEX entry_by_state ON entry_list (book, state, year, number)",
    "CREATE INDEX entry_by_due ON entry_list (next_due, book)",
    "CREATE INDEX entry_by_matter ON entry_list (matter)",
    # Every movement of money; receipt_book and receipt_no are what its number says, officer who has the matter now.
    """CREATE TABLE money_list (
        id INTEGER PRIMARY KEY, subject TEXT NOT NULL, seq INTEGER NOT NULL, part INTEGER NOT NULL, day TEXT, kind TEXT, way TEXT, form TEXT,
        amount INTEGER, cash INTEGER, line INTEGER, receipt TEXT, receipt_book TEXT, receipt_no INTEGER, party TEXT, matter TEXT, officer TEXT)""",
    "CREATE INDEX money_by_day ON money_list (day, seq, part)",
    # Everything a period is filtered and summed by: no row is read for that.
    "CREATE INDEX money_sums ON money_list (day, kind, way, form, officer, amount, cash, receipt)",
    "CREATE INDEX money_by_subject ON money_list (subject)",
    "CREATE INDEX money_by_matter ON money_list (matter, day)",
    "CREATE INDEX money_by_receipt ON money_list (receipt_book, receipt_no, way)",
    "CREATE INDEX money_counted ON money_list (kind, day, seq)",
    # Official receipts: what stands of each, and where a number stands already.
    """CREATE TABLE receipt_list (
        seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, of_seq INTEGER NOT NULL, kind TEXT NOT NULL, form TEXT NOT NULL, book TEXT NOT NULL,
        year INTEGER NOT NULL, number TEXT NOT NULL, day TEXT, amount INTEGER, payer TEXT, way TEXT, known TEXT)""",
    "CREATE INDEX receipt_known ON receipt_list (known)",
    "CREATE INDEX receipt_by_subject ON receipt_list (subject)",
    "CREATE INDEX receipt_by_day ON receipt_list (day, kind, form)",
    # What the store holds and held; rest: how much of it is here now.
    """CREATE TABLE item_list (
        id INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, year INTEGER, number INTEGER, code TEXT, name TEXT, unit TEXT, kind TEXT, fate TEXT,
        quantity INTEGER, rest INTEGER, place TEXT, spot TEXT, matter TEXT, line INTEGER, judgment TEXT, party TEXT, owner TEXT, taken TEXT,
        last TEXT, noticed TEXT, found TEXT)""",
    "CREATE INDEX item_by_number ON item_list (year, number)",
    "CREATE INDEX item_by_code ON item_list (code)",
    "CREATE INDEX item_by_rest ON item_list (rest, place)",
    "CREATE INDEX item_by_matter ON item_list (matter)",
    "CREATE INDEX item_by_judgment ON item_list (judgment)",
    # How much of an item was here, where, from a day on until before another: the stock of any day.
    "CREATE TABLE item_stock_list (item TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, rest INTEGER, place TEXT)",
    "CREATE INDEX item_stock_by_item ON item_stock_list (item, since, until)",
    # Assets, the matters they stand for, and the marks by which one is known again.
    """CREATE TABLE asset_list (
        id INTEGER PRIMARY KEY, asset TEXT NOT NULL UNIQUE, kind TEXT, title TEXT, title_sort TEXT, owner TEXT, owner_sort TEXT, commune TEXT,
        stage TEXT, matter TEXT, number_text TEXT, officer TEXT, value INTEGER, seized TEXT, next_due TEXT, next_title TEXT, waits INTEGER, closed INTEGER,
        found TEXT, found_apart TEXT, last_seq INTEGER)""",
    "CREATE INDEX asset_by_due ON asset_list (closed, (next_due IS NULL), next_due, id)",
    "CREATE INDEX asset_by_title ON asset_list (title_sort)",
    "CREATE INDEX asset_by_officer ON asset_list (officer, next_due)",
    "CREATE TABLE asset_matter (asset TEXT NOT NULL, matter TEXT NOT NULL, PRIMARY KEY (matter, asset)) WITHOUT ROWID",
    "CREATE INDEX asset_matter_by_asset ON asset_matter (asset)",
    "CREATE TABLE asset_party (asset TEXT NOT NULL, party TEXT NOT NULL, PRIMARY KEY (party, asset)) WITHOUT ROWID",
    "CREATE INDEX asset_party_by_asset ON asset_party (asset)",
    "CREATE TABLE asset_mark (mark TEXT NOT NULL, asset TEXT NOT NULL, PRIMARY KEY (mark, asset)) WITHOUT ROWID",
    "CREATE INDEX asset_mark_by_asset ON asset_mark (asset)",
    # The places in the log of a day (UTC) of recording: a period is read without going through the whole log.
    "CREATE TABLE recorded_days (day TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID",
)
DERIVED_NAMES = (
    "matter_list", "matter_search", "deadline_list", "paper_list", "intake_list", "party_list", "party_number",
    "party_matter", "number_state", "task_list", "step_list", "recorded_days", "entry_list",
    "secret_deadline_list", "receipt_list", "money_list", "item_list", "item_stock_list", "asset_list", "asset_matter", "asset_mark",
    "mark_list", "asset_party",
)  # fmt: skip
