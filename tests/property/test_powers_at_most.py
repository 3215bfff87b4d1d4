"""Whatever happened to people since a copy: after it came back nobody has more than today, and somebody still keeps the accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, strategies as st

from thads_desktop.domain import access_events as ae, events as ev
from thads_desktop.services.access import Account
from thads_desktop.services.people import EVERY, HeldPost
from thads_desktop.services.since_copy import People, _Difference
from thads_desktop.storage.keyring import Keyring

START, TODAY = date(2020, 1, 1), date(2020, 3, 1)
ROLES = st.sets(st.sampled_from(["clerk", "officer", "head", "administrator", "inspector"]), min_size=1).map(tuple)
KEYS = st.sampled_from("abcd")
ACCOUNTS = st.dictionaries(KEYS, st.tuples(ROLES, st.booleans()), min_size=1).map(
    lambda found: {k: Account(k, k, f"p{k}", k, roles, active) for k, (roles, active) in found.items()}
)
DAYS = st.dates(START, TODAY)
POSTS = st.lists(
    st.builds(
        lambda who, post, since, length, powers: HeldPost(
            who, who, post, "", since, None if length is None else min(since + timedelta(length), TODAY), powers if post == "deputy" else ()
        ),
        st.sampled_from("xy"), st.sampled_from(["head", "deputy", "officer"]), DAYS, st.none() | st.integers(0, 60),
        st.sampled_from([EVERY, ("deferral",), ("deferral", "termination"), ()]),
    ),
    max_size=5,
).map(tuple)  # fmt: skip


def people_of(accounts: dict[str, Account], posts: tuple[HeldPost, ...]) -> People:
    return People(1, "h", "one log", accounts, {}, frozenset(), (0, False), posts, {})


def restored(then: People, made: _Difference) -> tuple[dict[str, Account], list[HeldPost]]:
    """The copy with what is recorded in it."""
    accounts, posts = dict(then.accounts), list(then.posts)
    for subject, day, body in made.acts():
        key = subject.partition(":")[2]
        match body:
            case ae.AccountOpened():
                accounts[key] = Account(key, key, body.person, key, body.roles, True)
            case ae.RolesChanged():
                accounts[key] = replace(accounts[key], roles=body.roles)
            case ae.AccountClosed():
                accounts[key] = replace(accounts[key], active=False)
            case ev.PostEnded():
                # As ``since_copy.record`` dates what nobody dates.
                latest = max(p.since for p in posts if (p.person, p.post) == (key, body.post))
                at = day or min(TODAY, max(latest, TODAY - timedelta(1)))
                posts = [replace(p, until=at) if (p.person, p.post) == (key, body.post) and p.on(at) else p for p in posts]
    return accounts, posts


@given(ACCOUNTS, ACCOUNTS)
def test_no_account_has_more_than_today(then_known: dict[str, Account], now_known: dict[str, Account]) -> None:
    then, now = people_of(then_known, ()), people_of(now_known, ())
    keeps = any(a.may("accounts") for a in now_known.values())
    accounts, _ = restored(then, _Difference(then, now, Keyring("o", ()), "store"))
    if not keeps:
        return
    for key, account in accounts.items():
        if account.active:
            assert now_known[key].active
            assert set(account.roles) <= set(now_known[key].roles)
    assert any(a.may("accounts") for a in accounts.values())


@given(POSTS, POSTS)
def test_no_post_gives_more_than_today(then_held: tuple[HeldPost, ...], since: tuple[HeldPost, ...]) -> None:
    then, now = people_of({}, then_held), people_of({}, since)
    _, posts = restored(then, _Difference(then, now, None, "store"))
    tomorrow = TODAY + timedelta(1)
    for post in posts:
        if post.on(tomorrow):
            assert any(
                q.on(tomorrow) and (q.powers == EVERY or set(post.powers) <= set(q.powers))
                for q in since if (q.person, q.post) == (post.person, post.post)
            ), (post, posts)  # fmt: skip
