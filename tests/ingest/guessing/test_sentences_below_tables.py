"""Sentences below a table that tie two whom it names."""

import pytest

from tests.ingest.guessing.conftest import told

PEOPLE = "Name,Title,Company\n"
PEOPLE += (
    "Ian Lowe,Head of Procurement,Orchard Health\nSally Finch,CFO,Orchard Health\nProf. Amit Rao,CMO,Orchard Health\n"
)


def ties(found):
    return {(one[0], *one[1][:2]) for one in told(found.plan) if one[2] == "from"}


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("Ian Lowe reports to Sally Finch", ("reports_to", "Ian Lowe", "Sally Finch")),
        ("- Sally Finch listens to Amit Rao.", ("influences", "Prof. Amit Rao", "Sally Finch")),
        ("Ian Lowe is trusted by Prof. Amit Rao", ("trusts", "Prof. Amit Rao", "Ian Lowe")),
        ("Ian Lowe does not report to Sally Finch", None),
        ("Ian Lowe reports to Eva Stone", None),
        ("Ian Lowe reports to Sally Finch on prices", None),
        ("Sally Finch reports to Sally Finch", None),
    ],
)
def test_a_sentence_ties_two_whom_the_table_names(tmp_path, look, sentence, tie):
    (tmp_path / "a.csv").write_text(f"{PEOPLE}\nRELATIONSHIPS\n{sentence}\n", encoding="utf-8")
    found = look(tmp_path / "a.csv")
    assert ties(found) == ({tie} if tie else set())
    assert any(sentence in problem.text.en for problem in found.plan.problems) == (tie is None)


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("吕国强影响佟林", ("influences", "吕国强", "佟林")),
        ("佟林向吕国强汇报。", ("reports_to", "佟林", "吕国强")),
        ("吕国强不影响佟林", None),
    ],
)
def test_a_sentence_in_chinese_ties_two_as_well(tmp_path, look, sentence, tie):
    rows = f"姓名,职务,单位\n吕国强,副总经理,华东石化\n佟林,财务部部长,华东石化\n范明,工程师,华东石化\n\n关系说明\n{sentence}\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert ties(look(tmp_path / "a.csv")) == ({tie} if tie else set())
