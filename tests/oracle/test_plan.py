"""Account planning on random accounts, against the second reading."""

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.oracle.conftest import SEEDS
from tests.oracle.plan import criteria_of, promises, white_space
from tests.oracle.qualification import Checklists
from tests.oracle.random_accounts import ACCOUNT, AS_OF
from tests.oracle.test_second_reading import KNOWN, contexts, read, same

COLUMNS = {
    "criteria": "criterion weight_pct known_pct our_fit rival rival_fit gap holders",
    "white-space": "product unit status vendor amount currency deciders reach route owner next",
    "promises": "id from to made_on due status days owner",
}


def pictures(folder, deal, **options):
    """The context asked about, and the opportunities whose criteria it speaks of with the picture of each."""
    whole = read(folder, AS_OF, ACCOUNT, deal, **options)
    deals = whole.facts.context()
    return whole.picture, [(d, read(folder, AS_OF, ACCOUNT, d, **options).picture) for d in deals]


def answered(snapshot, name, **params):
    return run(Ask(find_query(name), snapshot, {"account": ACCOUNT, **params}, known=KNOWN)).rows


def compared(name, ours, theirs, place):
    assert len(ours) == len(theirs), place
    for a, b in zip(ours, theirs, strict=True):
        for column in COLUMNS[name].split():
            assert same(a[column], b[column]), f"{place}: {column}: {a[column]} is not {b[column]} in {b}"


@pytest.mark.parametrize("options", [{}, {"min_confidence": "B"}, {"vendor": "RIV1"}], ids=str)
def test_criteria_agree(account, options):
    seed, folder, snapshot = account
    for deal in contexts(folder):
        _, deals = pictures(folder, deal, **options)
        theirs = [row for d, picture in deals for row in criteria_of(picture, d, options.get("min_confidence"))[1]]
        compared(
            "criteria", answered(snapshot, "criteria", opportunity=deal, **options), theirs, f"seed {seed}, {deal}"
        )


def test_white_space_agrees(account):
    """Whichever deal is asked about: white space decides by account share."""
    seed, folder, snapshot = account
    picture, _ = pictures(folder, None)
    for deal in contexts(folder):
        compared("white-space", answered(snapshot, "white-space", opportunity=deal), white_space(picture), (seed, deal))


def test_promises_agree(account):
    seed, folder, snapshot = account
    picture, _ = pictures(folder, None)
    compared("promises", answered(snapshot, "promises"), promises(picture), seed)


def test_qualification_agrees(account):
    seed, folder, snapshot = account
    for deal in contexts(folder):
        picture, deals = pictures(folder, deal)
        known = [(found[0], len(found[1])) for d, p in deals for found in [criteria_of(p, d, None)]]
        lists = Checklists(picture, known)
        for view, expected in (("meddpicc", lists.meddpicc()), ("miller-heiman", lists.miller_heiman())):
            ours = answered(snapshot, "qualification", opportunity=deal, view=view)
            assert [(r["letter"], r["state"]) for r in ours] == expected, f"seed {seed}, {deal}, {view}"


def test_the_accounts_are_worth_comparing(account_of):
    """Over the random accounts every state occurs, weights are shown and withheld, and somebody is a champion."""
    states, shown, steps, champions, coaches = set(), set(), set(), 0, 0
    for folder, _ in map(account_of, SEEDS):
        for deal in contexts(folder):
            picture, deals = pictures(folder, deal)
            known = [(found[0], len(found[1])) for d, p in deals for found in [criteria_of(p, d, None)]]
            lists = Checklists(picture, known)
            states |= {(at, state) for at, (_, state) in enumerate(lists.meddpicc())}
            shown |= {row["weight_pct"] is None for d, p in deals for row in criteria_of(p, d, None)[1]}
            steps |= {row["next"] for row in white_space(picture)}
            champions += len(lists.champions())
            coaches += len(lists.coaches())
    assert shown == {True, False}
    assert steps == {None, "find_out", "introduced", "propose"}
    assert coaches > champions > 0
    assert {at for at, state in states if state == "green"} == set(range(8))
    assert len(states) >= 20
