"""Who may be one person: what counts as the same name, what common names weigh, and what speaks against it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.identity.candidates import candidates
from graphcrm.identity.frequencies import Frequencies, known_share
from graphcrm.identity.likeness import compare_names
from graphcrm.identity.spelt import spelt
from graphcrm.identity.verdicts import pair_key
from graphcrm.model.facts import Batch, Fact
from graphcrm.snapshot import from_batches

NOBODY = Frequencies({}, 0)
DAY = date(2026, 6, 30)


def day(people, edges=(), accepted=(), orgs=("A", "B")):
    """A snapshot of some people, each a mapping; knowing edges; accepted findings."""
    facts = {
        "org": [Fact("org", o, {"id": o, "name": o, "category": "customer"}) for o in orgs],
        "person": [Fact("person", p["id"], {"org": "A", **p}) for p in people],
        "knows": [Fact("knows", f"{a}\t{b}", {"from": a, "to": b}) for a, b in edges],
        "accepted": [
            Fact("accepted", key, {"key": key, "reason": "-", "by": "u", "date": "2026-01-01"}) for key in accepted
        ],
    }
    return from_batches({kind: Batch.of(kind, some, dated=False) for kind, some in facts.items() if some}, DAY)


def others(number=60):
    """Colleagues with names of their own."""
    return [
        {"id": f"x{n}", "name": f"Xaver{chr(97 + n % 26)}{n} Quell{n}stein", "title": f"Post {n}"}
        for n in range(number)
    ]


def bits(one, other):
    return compare_names(spelt(one), spelt(other), (one, other), NOBODY).bits


def pairs(snapshot, least=0.2):
    return {tuple(sorted((c.keep, c.merge))) for c in candidates(snapshot, least=least)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王伟", "王 伟"),
        ("王伟", "王\u3000伟"),
        ("王偉", "王伟"),
        ("王伟", "Wang Wei"),
        ("王伟", "Wei WANG"),
        ("欧阳若兰", "Ouyang Ruo-Lan"),
        ("单雄信", "Shan Xiongxin"),
        ("Diaz, Jose", "José Díaz"),
        ("Sean O’Neil", "sean o'neil"),
        ("Dr. Helga Brandt", "Ｈｅｌｇａ　Ｂｒａｎｄｔ"),
        ("José Luis Díaz", "Jose Diaz"),
        ("Anna Schmidt", "Anna Schmidt-Meyer"),
        ("Markus Steinfeld", "Markus Stienfeld"),
        ("J. Steinfeld", "Jens Steinfeld"),
        ("王炜", "王伟"),
        ("Wang Wei (王偉)", "王伟"),
    ],
)
def test_ways_to_write_one_name(one, other):
    assert bits(one, other) > 0
    assert bits(one, other) == bits(other, one)
    people = [*others(), {"id": "a", "name": one, "title": "Buyer"}, {"id": "b", "name": other, "title": "Buyer"}]
    assert ("a", "b") in pairs(day(people))


@pytest.mark.parametrize(
    ("one", "other"), [("王伟", "李伟"), ("张敏", "Wang Wei"), ("Jose Diaz", "Ana Costa"), ("林", "林行长")]
)
def test_other_names(one, other):
    assert bits(one, other) < 0 or {one, other} == {"林", "林行长"}
    people = [*others(), {"id": "a", "name": one, "title": "Buyer"}, {"id": "b", "name": other, "title": "Seller"}]
    assert ("a", "b") not in pairs(day(people))


def test_a_common_name_weighs_less():
    assert bits("王伟", "王伟") < bits("王若兰", "王若兰") < bits("欧阳若兰", "欧阳若兰")
    assert bits("王伟", "王伟") == pytest.approx(11.43, abs=0.01)  # log2(.6 / (.0725 * .003))


def test_names_of_the_workspace_count_beside_the_published_ones():
    """(n(x) − 2 + 500·p₀) / (n − 2 + 500): 102 of 1,002 people are called Brandt."""
    common = Frequencies({("latin_family", "brandt"): 102}, 1002)
    assert common.share("latin_family", "brandt") == pytest.approx((100 + 500 * 0.0004) / 1500)
    assert known_share("han_family", "王") == 0.0725


def test_the_larger_the_workspace_the_more_it_takes():
    twice = [{"id": "a", "name": "王伟"}, {"id": "b", "name": "王伟"}]
    few, many = (candidates(day([*others(n), *twice]))[0].probability for n in (20, 2000))
    assert few > many + 0.1


def test_a_namesake_in_another_organisation_with_another_post_is_somebody_else():
    people = [
        *others(),
        {"id": "a", "name": "张伟", "title": "采购经理", "email": "zw@a.cn"},
        {"id": "b", "name": "张伟", "org": "B", "title": "架构师", "email": "zhang.wei@b.cn"},
    ]
    assert pairs(day(people)) == set()
    people[-1] |= {"email": "zw@a.cn"}
    assert pairs(day(people)) == {("a", "b")}


def test_a_shared_mailbox_says_nothing():
    people = [
        *others(),
        {"id": "a", "name": "Ana Costa", "email": "sales@a.cn"},
        {"id": "b", "name": "Jan Novak", "email": "sales@a.cn"},
    ]
    assert pairs(day(people), 0.02) == set()


def test_a_key_of_another_system_tells_who_it_is():
    people = [
        *others(),
        {"id": "a", "name": "Ana Costa", "keys": ["crm:7"]},
        {"id": "b", "name": "A. Novak", "keys": ["crm:7"]},
    ]
    assert pairs(day(people)) == {("a", "b")}


def test_two_who_know_each_other_are_two():
    people = [*others(), {"id": "a", "name": "王伟"}, {"id": "b", "name": "王伟"}]
    assert pairs(day(people)) == {("a", "b")}
    assert pairs(day(people, edges=[("a", "b")])) == set()


def test_what_was_kept_apart_is_not_listed_again():
    people = [*others(), {"id": "a", "name": "王伟"}, {"id": "b", "name": "王伟"}]
    assert pairs(day(people, accepted=[pair_key("b", "a")])) == set()


def test_those_of_whom_nothing_may_be_kept_and_seats_are_compared_with_nobody():
    for flag in ("do_not_process", "placeholder"):
        people = [*others(), {"id": "a", "name": "欧阳若兰"}, {"id": "b", "name": "欧阳若兰", "flags": [flag]}]
        assert pairs(day(people), 0) == set()


def test_that_somebody_has_objected_is_said_beside_the_pair():
    people = [*others(), {"id": "a", "name": "欧阳若兰"}, {"id": "b", "name": "欧阳若兰", "flags": ["objected"]}]
    (pair,) = candidates(day(people), least=0.2)
    assert "b has objected" in pair.notes[0].en
    assert "b 已反对" in pair.notes[0].zh


def test_who_stays_is_who_has_not_left_then_who_has_more_recorded():
    people = [*others(), {"id": "a", "name": "欧阳若兰"}, {"id": "b", "name": "欧阳若兰", "title": "CIO"}]
    assert [(c.keep, c.merge) for c in candidates(day(people), least=0.2)] == [("b", "a")]
    people[-1]["flags"] = ["left"]
    assert [(c.keep, c.merge) for c in candidates(day(people), least=0.2)] == [("a", "b")]


_NAMES = st.sampled_from(
    ["王伟", "王偉", "Wang Wei", "王炜", "Jose Diaz", "Díaz, José", "J. Diaz", "张敏", "Zhang Min", "Li", "陈"]
)


@given(st.lists(st.tuples(_NAMES, st.sampled_from("AB")), min_size=2, max_size=8), st.randoms())
def test_the_order_of_the_people_does_not_matter(some, rng):
    people = [{"id": f"p{n}", "name": name, "org": org} for n, (name, org) in enumerate(some)]
    mixed = rng.sample(people, len(people))
    assert candidates(day(people)) == candidates(day(mixed))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_compared_either_way_round(one, other):
    assert bits(one, other) == bits(other, one)
