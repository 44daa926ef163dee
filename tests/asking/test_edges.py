"""Where every weight comes from: how many of those asked name a tie, and what is said of it."""

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import edge, golden_snapshot


def result(*rows, about="c2", name="edges", **changes):
    questions = [{"reporter": r, "about": about, "kind": "INFLUENCES", "date": "2026-05-01"} for r in rows]
    snapshot = golden_snapshot(rows={"asked": questions}, **changes)
    return run(Ask(find_query(name), snapshot, {"account": "HY", "explain": True}))


def at(found, pair):
    place = next(i for i, r in enumerate(found.rows) if (r["from"], r["to"]) == pair)
    return found.rows[place], found.explain[place]


@pytest.mark.parametrize(
    ("asked", "counts", "said"),
    [
        ((), (None, None), "named by 1 reporter; not recorded who was asked (exists with probability 80%)."),
        (("u1",), (1, 1), "only 1 colleague was asked, who names it (exists with probability 50%)."),
        (
            ("u2", "u3"),
            (3, 1),
            "1 of the 3 colleagues who were asked or spoke up names it (exists with probability 30%).",
        ),
    ],
)
def test_how_many_of_those_asked_name_a_tie(asked, counts, said):
    row, sentence = at(result(*asked), ("c3", "c2"))
    assert (row["k"], row["named"]) == counts
    assert sentence.en == f"周CIO → 林行长: {said}"


def test_several_name_a_tie():
    told = [edge("INFLUENCES", "c9", "c7", level=3, reported_by=who) for who in ("u1", "u2")]
    row, sentence = at(result("u1", "u2", "u3", about="c7", edges=told), ("c9", "c7"))
    assert (row["k"], row["named"]) == (3, 2)
    assert "2 of the 3 colleagues who were asked or spoke up name it (" in sentence.en


def test_what_follows_from_a_reporting_line_was_asked_of_nobody():
    found = result("u1", "u2", edges=[edge("REPORTS_TO", "c9", "c7")])
    row, sentence = at(found, ("c7", "c9"))
    assert (row["k"], row["named"]) == (None, None)
    assert sentence.en == "孙采购 → 赵运维: follows from the reporting line (exists with probability 80%)."


def notes(**changes):
    return [note.en for note in result(name="forecast", **changes).assumptions]


def test_answers_say_what_rests_on_those_who_spoke_alone():
    assert "not recorded who was asked" in notes()
    some = [note.en for note in result("u1", name="forecast").assumptions]
    assert "not recorded who was asked about 20 of the 24 recorded ties" in some
    everything = [note.en for note in result("u1", about="*", name="forecast").assumptions]
    assert not any("asked" in note for note in everything)


def test_a_domain_has_its_own_weight_and_the_pair_one_together():
    """The factors of a row multiply to the weight of its domain; what the two make together stands in both rows, and is more."""
    told = [
        edge("INFLUENCES", "c6", "c2", level=level, domain=on) for level, on in ((3, "technical"), (2, "commercial"))
    ]
    rows = [r for r in result(edges=told).rows if (r["from"], r["to"]) == ("c6", "c2")]
    assert [r["domain"] for r in rows] == ["commercial", "technical"]
    for row in rows:
        assert row["weight"] == pytest.approx(row["p"] * row["q"] * row["decay"] * row["domain_factor"])
        assert row["weight"] < row["weight_together"]
    assert rows[0]["weight_together"] == rows[1]["weight_together"]
