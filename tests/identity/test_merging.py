"""Two records become one person: on every day, with everything that was said of either, and back again."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.errors import InputError, UsageError
from graphcrm.identity.merging import merge_versions
from graphcrm.identity.verdicts import read_verdicts
from graphcrm.model.facts import NEVER, Fact, Version
from graphcrm.workspace.changing import Refused
from tests.workspace.conftest import refused, sample, shell, workspace, ws  # noqa: F401 - fixtures

DAYS = ("2025-07-01", "2026-01-20", "2026-06-30", "2026-07-15")


def versions(*facts):
    return [
        Version(n, 1, f.kind, f.key, dict(f.props), f.valid_from, f.valid_to, f.observed_at)
        for n, f in enumerate(facts, 1)
    ]


def person(key, **props):
    return Fact("person", key, {"id": key, "name": key, "org": "A", **props})


def stance(who, level, start, end="", confidence="B", seen=None, by="u"):
    props = {"from": who, "to": "US", "level": level, "reported_by": by, "confidence": confidence}
    return Fact("stance", f"{who}\tUS\t\t\t{by}", props, start, end, seen or start)


def said(merged, kind):
    """What stands afterwards of a kind: (key, valid_from) to level and end, what is taken back left out."""
    return {
        (f.key.split("\t")[0], f.valid_from): (f.props.get("level"), f.valid_to)
        for f in merged.facts
        if f.kind == kind and f.valid_to != NEVER
    }


# ---- versions


def test_everything_that_is_said_of_one_is_said_of_the_other_with_its_days():
    merged = merge_versions(
        versions(person("a"), person("b"), stance("b", 1, "2026-01-01"), stance("b", 2, "2026-03-01")), {"b": "a"}
    )
    assert said(merged, "stance") == {("a", "2026-01-01"): (1, ""), ("a", "2026-03-01"): (2, "")}
    assert {(f.key, f.valid_from) for f in merged.facts if f.valid_to == NEVER} == {
        ("b", ""), ("b\tUS\t\t\tu", "2026-01-01"), ("b\tUS\t\t\tu", "2026-03-01"),
    }  # fmt: skip


def test_of_two_judgements_of_one_day_the_one_observed_last_stays_then_the_surer_one():
    later = [stance("a", 1, "2026-01-01", seen="2026-01-01"), stance("b", 3, "2026-01-01", seen="2026-02-01")]
    assert said(merge_versions(versions(*later), {"b": "a"}), "stance") == {("a", "2026-01-01"): (3, "")}
    surer = [stance("a", 1, "2026-01-01", confidence="D"), stance("b", 3, "2026-01-01", confidence="A")]
    assert said(merge_versions(versions(*surer), {"b": "a"}), "stance") == {("a", "2026-01-01"): (3, "")}


def test_what_ends_leaves_standing_what_the_other_record_says():
    some = [stance("a", 1, "2026-01-01"), stance("b", 3, "2026-03-01", "2026-05-01")]
    assert said(merge_versions(versions(*some), {"b": "a"}), "stance") == {
        ("a", "2026-03-01"): (3, "2026-05-01"),
        ("a", "2026-05-01"): (1, ""),
    }


def test_the_record_that_stays_goes_before_and_the_other_fills_what_is_empty():
    a = person("a", name="王伟", title="CIO", email="ww@a.cn", keys=["crm:1"])
    b = person("b", name="Wang Wei", title="CTO", grade=4, email="wei@a.cn", keys=["hr:9"], flags=["objected", "left"])
    (made,) = [f.props for f in merge_versions(versions(a, b), {"b": "a"}).facts if f.key == "a"]
    assert made == {
        "id": "a", "name": "王伟", "name_en": "Wang Wei", "org": "A", "title": "CIO", "grade": 4, "email": "ww@a.cn",
        "keys": ["crm:1", "hr:9", "mail:wei@a.cn", "merged:b"], "flags": ["objected"],
    }  # fmt: skip


def test_a_post_in_another_organisation_is_not_taken_over():
    a, b = person("a"), person("b", org="B", title="CTO", grade=4, unit="B-IT", change_style="visionary")
    (made,) = [f.props for f in merge_versions(versions(a, b), {"b": "a"}).facts if f.key == "a"]
    assert {n for n in made if n not in ("id", "name", "org", "keys", "flags")} == {"change_style"}


def test_edges_between_the_two_vanish_and_one_superior_is_enough():
    def line(one, boss):
        return Fact("reports_to", f"{one}\t{boss}\t\t\t", {"from": one, "to": boss, "line": "solid"})

    merged = merge_versions(
        versions(person("a"), person("b"), line("b", "a"), line("a", "x"), line("b", "y"), line("z", "b")), {"b": "a"}
    )
    assert [f.key.split("\t")[:2] for f in merged.facts if f.kind == "reports_to" and f.valid_to != NEVER] == [
        ["z", "a"]
    ]
    assert (merged.moved, merged.dropped) == (1, 2)


def test_a_meeting_of_both_names_the_person_once_and_reports_go_over():
    met = Fact(
        "interaction",
        "auto:2026-01-01\t\tvisit\ta\tb\tu",
        {"date": "2026-01-01", "kind": "visit", "participants": ["b", "u", "a"]},
    )
    told = Fact("trusts", "x\ty\t\t\tb", {"from": "x", "to": "y", "reported_by": "b", "level": 2}, "2026-01-01")
    merged = merge_versions(versions(met, told), {"b": "a"})
    assert [(f.key, f.props) for f in merged.facts if f.valid_to != NEVER] == [
        ("auto:2026-01-01\t\tvisit\ta\tu", {"date": "2026-01-01", "kind": "visit", "participants": ["a", "u"]}),
        ("x\ty\t\t\ta", {"from": "x", "to": "y", "reported_by": "a", "level": 2}),
    ]


_FACTS = st.lists(
    st.builds(
        stance,
        st.sampled_from("abc"),
        st.integers(-1, 3),
        st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"]),
        st.sampled_from(["", "2026-02-15", "2026-04-01"]),
        st.sampled_from("ABCDE"),
        by=st.sampled_from("uv"),
    ).filter(lambda f: not f.valid_to or f.valid_to > f.valid_from),
    max_size=9,
    unique_by=lambda f: (f.key, f.valid_from),
)


def after(some, into):
    """What is stored when the merger is, as versions; the last one of a key and day counts."""
    now = {(f.kind, f.key, f.valid_from): f for f in some}
    now |= {(f.kind, f.key, f.valid_from): f for f in merge_versions(versions(*some), into).facts}
    return [f for f in now.values() if f.valid_to != NEVER]


def on(some, day):
    """What holds on a day."""
    last = {}
    for f in sorted(some, key=lambda f: f.valid_from):
        if f.valid_from <= day:
            last[f.kind, f.key] = f
    return {at: json.dumps(f.props, sort_keys=True) for at, f in last.items() if not f.valid_to or day < f.valid_to}


@given(_FACTS)
def test_in_which_order_records_are_merged_does_not_matter(some):
    some = [person("a"), person("b", title="CIO"), person("c", grade=3), *some]
    one = after(after(some, {"b": "a"}), {"c": "a"})
    other = after(after(some, {"c": "a"}), {"b": "a"})
    both = after(some, {"b": "a", "c": "a"})
    for day in ("2026-01-10", "2026-02-10", "2026-02-20", "2026-03-10", "2026-05-01"):
        assert on(one, day) == on(other, day) == on(both, day)


# ---- through the door


def shapes(ws):  # noqa: F811
    return [ws.snapshot(day) for day in DAYS]


def test_a_second_id_for_somebody_changes_no_answer(ws):  # noqa: F811
    """The CFO under another id: the same shares, with the id in the place of the old one, on past days as well."""

    def called(one):
        return "cfo" if one == "c4" else one

    before = [ws.key_influencers(account="HY", opportunity="HY-CORE", as_of=day).rows for day in DAYS[1:]]
    ws.edit("person", "cfo", name="吴CFO", org="HY")
    outcome = ws.merge("cfo", "c4")
    assert outcome.change is not None
    after_ = [ws.key_influencers(account="HY", opportunity="HY-CORE", as_of=day).rows for day in DAYS[1:]]
    for was, now in zip(before, after_, strict=True):
        assert {r["id"]: r["share_pct"] for r in now} == pytest.approx({called(r["id"]): r["share_pct"] for r in was})
        assert {r["id"]: r["support"] for r in now} == {called(r["id"]): r["support"] for r in was}
    assert "c4" not in ws.snapshot("2026-06-30").people
    said = [entry.subject for entry in ws.trail() if entry.action == "duplicates merge"]
    assert said == ["change 3", "c4 → cfo"]


def test_merged_and_undone_everything_is_as_before_and_redone_as_merged(ws):  # noqa: F811
    before = shapes(ws)
    ws.merge("c6", "c5")
    merged = shapes(ws)
    assert "c5" not in merged[-1].people
    assert merged[-1].people["c6"].reports_to == "c3", "the superior was the other record, whose superior it is now"
    assert merged != before
    ws.undo()
    assert shapes(ws) == before
    ws.redo()
    assert shapes(ws) == merged


@settings(max_examples=12)
@given(st.sampled_from([("c6", "c5"), ("c2", "c9"), ("c8", "c7"), ("u1", "u2"), ("c3", "c10")]))
def test_any_merger_can_be_undone(tmp_path_factory, sample, pair):  # noqa: F811
    import shutil

    from graphcrm.workspace.door import Workspace

    mine = Workspace(shutil.copy(sample, tmp_path_factory.mktemp("w") / "w.graphcrm"))
    before = shapes(mine)
    try:
        mine.merge(*pair)
    except Refused:
        assert shapes(mine) == before
        return
    assert not any(pair[1] in str(s.people) for s in shapes(mine) if f"merged:{pair[1]}" not in str(s.people))
    mine.undo()
    assert shapes(mine) == before


def test_nothing_names_the_merged_record_any_more(ws):  # noqa: F811
    ws.merge("u3", "u2")
    snapshot = ws.snapshot("2026-07-15")
    assert not any("u2" in (e.source, e.target, e.reported_by) for edges in snapshot.edges.values() for e in edges)
    assert not any("u2" in i.participants for i in snapshot.interactions)
    assert not any("u2" in (a.owner, a.target) for a in snapshot.actions.values())
    assert snapshot.people["u3"].keys == ("merged:u2",)


def test_an_id_that_went_into_another_record_is_told_where(ws):  # noqa: F811
    ws.merge("u3", "u2")
    for name_it in (
        lambda: ws.card(account="HY", person="u2"),
        lambda: ws.edit("person", "u2", title="x"),
        lambda: ws.log("visit", ["u2", "c7"]),
        lambda: ws.edit("edge", "KNOWS", "u2", "c11"),
    ):
        with pytest.raises(UsageError) as caught:
            name_it()
        assert "“u2”. It was merged into u3 (Vice President Gao)" in caught.value.text.en
        assert "。已并入 u3 (高副总)" in caught.value.text.zh


def test_a_dry_run_says_what_would_be_and_writes_nothing(ws):  # noqa: F811
    before = shapes(ws)
    outcome = ws.merge("c6", "c5", dry_run=True)
    assert outcome.change is None
    assert "goes into" in outcome.said[0].en
    assert shapes(ws) == before


def test_who_cannot_be_one_person_is_refused(ws):  # noqa: F811
    assert "The id is c6" in refused(lambda: ws.merge("C6", "c5"), "C6")
    refused(lambda: ws.merge("c6", "c6"))
    ws.edit("person", "s1", org="HY", title="CDO", flags="placeholder")
    refused(lambda: ws.merge("c6", "s1"), "graphcrm edit fill")
    ws.edit("person", "c5", flags="left")
    refused(lambda: ws.merge("c5", "c6"), "graphcrm duplicates merge c6 c5")


def test_a_circle_of_reports_is_refused(ws):  # noqa: F811
    """x reports to y and y to z: x and z cannot be one, since y would report to somebody who reports to y."""
    for one, boss in (("z", ""), ("y", "z"), ("x", "y")):
        ws.edit("person", one, name=one.upper(), org="HY", reports_to=boss)
    with pytest.raises(Refused) as caught:
        ws.merge("x", "z")
    assert {p.code for p in caught.value.outcome.problems} == {"E06"}


# ---- an import after it


def test_a_list_that_still_has_both_does_not_tear_them_apart(ws, tmp_path):  # noqa: F811
    people = tmp_path / "people.csv"
    people.write_text("id,name,org,title\nd1,王伟,HY,\nd2,Wang Wei,HY,采购经理\n", encoding="utf-8")
    edges = tmp_path / "edges.csv"
    edges.write_text(
        "kind,from,to,level,source,reported_by,observed_at\nINFLUENCES,d2,c6,3,meeting_note,u1,2026-06-01\n",
        encoding="utf-8",
    )
    ws.import_tables(tmp_path)
    ws.merge("d1", "d2")
    merged = shapes(ws)
    again = ws.import_tables(tmp_path)
    assert again.change is None
    assert any("d2 → d1" in remark.en for remark in again.plan.remarks)
    assert shapes(ws) == merged
    assert ws.snapshot("2026-07-15").people["d1"].title == "采购经理"


# ---- verdicts


def listed(ws, tmp_path, *rows):  # noqa: F811
    file = tmp_path / "doubles.csv"
    file.write_text("keep,merge,verdict\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_the_verdicts_of_a_file_are_one_change(ws, tmp_path):  # noqa: F811
    for key, name in (("d1", "王伟"), ("d2", "王偉"), ("d3", "Wang Wei"), ("e1", "王炜")):
        ws.edit("person", key, name=name, org="HY", title="采购经理")
    before = shapes(ws)
    file = listed(ws, tmp_path, "d1,d2,merge", "d2,d3,合并", "d1,e1,keep apart", "c6,c5,")
    with pytest.raises(UsageError, match="--by"):
        ws.review(file)
    outcome = ws.review(file, by="u1")
    assert outcome.receipt.change == ws.history()[0][-1].number
    assert {"d1", "e1"} <= ws.snapshot().people.keys()
    assert not {"d2", "d3"} & ws.snapshot("2026-07-15").people.keys()
    assert ws.snapshot("2026-07-15").people["d1"].keys == ("merged:d2", "merged:d3")
    again = ws.review(file, by="u1")
    assert (again.change, again.receipt.created, again.receipt.updated) == (None, 0, 0), (
        "given twice it changes nothing"
    )
    assert again.said[0].en == "merged before: d2 → d1, d3 → d1"
    rows = ws.duplicates(account="HY", as_of="2026-07-15", min_score=0).rows
    assert {"d1", "e1"} not in [{r["keep"], r["merge"]} for r in rows]
    ws.undo()
    assert shapes(ws) == before
    assert {"d1", "e1"} in [{r["keep"], r["merge"]} for r in ws.duplicates(as_of="2026-07-15", min_score=0).rows]


def test_a_pair_is_listed_from_so_many_per_cent_on(ws):  # noqa: F811
    for key, name in (("d1", "王伟"), ("d2", "王偉"), ("e1", "王炜")):
        ws.edit("person", key, name=name, org="HY", title="采购经理")
    ws.edit("person", "e2", name="王炜", org="SUP", title="质量总监")

    def scores(**least):
        return [row["score"] for row in ws.duplicates(as_of="2026-07-15", **least).rows]

    found = scores(min_score=0)
    assert min(found) < 0.2 < max(found)
    assert scores() == [score for score in found if score >= 0.2]
    for score in found:
        assert score in scores(min_score=99.8 * score)
        assert score not in scores(min_score=min(100.2 * score, 100))


def test_in_which_order_the_rows_stand_does_not_matter(tmp_path):
    rows = ["a,b,merge", "b,c,merge", "d,a,apart", "e,c,apart"]
    found = [read_verdicts(listed(None, tmp_path, *some)) for some in (rows, rows[::-1])]
    assert found[0] == found[1]
    assert dict(found[0].into) == {"b": "a", "c": "a"}
    assert found[0].apart == (("a", "d"), ("a", "e"))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["a,b,maybe"], "maybe"),
        (["a,b,merge", "c,b,merge"], "both"),
        (["a,b,merge", "b,a,merge"], "nobody is kept"),
        (["a,b,merge", "b,c,merge", "a,c,apart"], "kept apart here"),
        (["a,a,merge"], "two different ids"),
        (["a,,merge"], "two different ids"),
    ],
)
def test_rows_that_contradict_each_other_are_refused_by_line(tmp_path, rows, words):
    with pytest.raises(InputError) as caught:
        read_verdicts(listed(None, tmp_path, *rows))
    assert words in caught.value.text.en
    assert "doubles.csv:" in caught.value.text.en


def test_another_file_is_no_list_of_verdicts(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("id,name\na,A\n", encoding="utf-8")
    with pytest.raises(InputError, match="keep, merge, verdict"):
        read_verdicts(file)


def test_from_the_command_line_and_back(shell, workspace, tmp_path):  # noqa: F811
    at = ("-w", workspace)
    assert shell(*at, "edit", "person", "d1", "name=周晓雯", "org=HY", "email=z@hy.cn")[0] == 0
    assert shell(*at, "edit", "person", "d2", "name=Zhou Xiaowen", "org=HY", "email=z@hy.cn")[0] == 0
    file = tmp_path / "doubles.csv"
    code, out, err = shell(*at, "duplicates", "--account", "HY", "-o", file)
    assert (code, out) == (0, f"{file} written\n")
    text = file.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "score,keep,keep_name,merge,merge_name,reasons,against,bits,verdict"
    assert "pinyin" in text
    file.write_text(
        "\n".join(
            line + "merge" if ",d1," in f",{line}" and line.endswith(",") else line for line in text.splitlines()
        ),
        encoding="utf-8",
    )
    assert "goes into" in shell(*at, "duplicates", "review", file, "--dry-run")[1]
    code, out, err = shell(*at, "duplicates", "review", file)
    assert code == 0, err
    assert "graphcrm undo" in out
    assert "never held" in shell(*at, "history", "d2")[1]
    assert "merge of people recorded twice" in shell(*at, "history")[1]
    assert "不是" not in shell(*at, "--lang", "zh", "duplicates", "--account", "HY")[1]
    assert date.fromisoformat(NEVER) < date(1900, 1, 1)
