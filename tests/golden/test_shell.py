"""Every published number of the golden account, from the shipped files through the command line."""

import csv
import json
from pathlib import Path

import pytest

from graphcrm.commands.shell import run

ROOT = Path(__file__).parent.parent.parent
AT = ["--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30", "--no-derived", "--format", "json"]

SHARES = {
    "c2": 0.2777, "c4": 0.1525, "c3": 0.1433, "c6": 0.0966, "t1": 0.0929, "c8": 0.0889, "c1": 0.0658,
    "c7": 0.0259, "c5": 0.0257, "c11": 0.0191, "s1": 0.0046, "c9": 0.0038, "c10": 0.0035,
}  # fmt: skip

REACH = {
    "c2": 0.8197, "c4": 0.3476, "c3": 0.5512, "c6": 0.2698, "t1": 0.1569, "c8": 0.1476, "c1": 0.1476, "c7": 0.0391,
    "c5": 0.1231, "c11": 0.0217, "s1": 0.0055, "c9": 0.0172, "c10": 0.0085,
}  # fmt: skip
#: Betweenness, constraint, effective size.
BROKERS = {
    "c2": (0.4394, 0.2733, 4.7121), "c4": (0.1288, 0.6901, 2.3157), "c3": (0.3864, 0.4301, 3.3211),
    "c6": (0.1439, 0.6384, 3.9198), "t1": (0, 0.8799, 1.1575), "c8": (0, 0.6174, 2.0), "c1": (0, 1.0, 1.0),
    "c7": (0.0076, 0.7529, 2.2848), "c5": (0.2955, 0.4976, 2.4108), "c11": (0, 1.0, 1.0), "s1": (0, 0.6174, 2.0),
    "c9": (0.25, 0.3701, 3.0), "c10": (0.1439, 0.8914, 2.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("golden") / "w.graphcrm")
    assert run(["--workspace", path, "import", str(ROOT / "datasets" / "huayue"), "--today", "2026-06-30"]) == 0
    return path


@pytest.fixture
def ask(workspace, capsys):
    def call(name, *words):
        capsys.readouterr()
        assert run(["--workspace", workspace, "query", name, *AT, *words]) == 0
        return json.loads(capsys.readouterr().out)

    return call


def close(value):
    return pytest.approx(value, abs=1e-3)


def test_shares(ask):
    rows = ask("key-influencers")["rows"]
    assert [r["id"] for r in rows] == list(SHARES)
    for row in rows:
        assert row["share_pct"] / 100 == close(SHARES[row["id"]])
    assert {r["id"]: r["decision_weight"] for r in rows if r["decision_weight"]} == {"c2": 0.5, "c3": 0.3, "c4": 0.2}


def test_lean_and_scenarios(ask):
    rows = ask("forecast")["rows"]
    y = {r["decider"]: r["equilibrium"] for r in rows if "decider" in r}
    assert y == {"c2": close(-0.0001), "c3": close(0.3550), "c4": close(-0.5910)}
    assert rows[-1]["lean"] == close(-0.0118)
    for words, lean in (
        (["--set", "c4=0"], 0.1407),
        (["--set", "c4=0", "--set", "c2=1"], 0.2332),
        (["--set", "c6=0"], -0.1084),
        (["--kappa", "c4=3"], -0.0720),
        (["--remove", "c6"], -0.0788),
        (["--remove", "c3"], -0.2502),
        (["--remove", "t1"], 0.0547),
    ):
        assert ask("what-if", *words)["rows"][0]["lean"] == close(lean), words


def test_circle_and_hidden(ask):
    rows = ask("decision-circle")["rows"]
    assert [r["id"] for r in rows] == ["c2", "c4", "c3", "c6", "t1", "c8"]
    assert rows[-1]["cumulative_pct"] == pytest.approx(85.2, abs=0.1)
    assert [r["id"] for r in rows if r["circle"] == "unlisted"] == ["c6", "t1", "c8"]
    hidden = {r["id"]: r for r in ask("hidden-influencers")["rows"]}
    assert hidden["c6"]["gap"] == pytest.approx(0.50, abs=0.005)
    assert hidden["c8"]["gap"] == pytest.approx(0.54, abs=0.005)
    assert (hidden["c6"]["class"], hidden["c8"]["class"], hidden["t1"]["class"]) == ("hidden", "hidden", "outside")
    assert hidden["c8"]["hint"] == "gatekeeper"
    assert "c1" not in hidden


def test_paths_and_routes(ask):
    rows = ask("decision-chain", "--to", "c2", "--from", "c6")["rows"]
    assert rows[0]["path"] == ["c6", "c3", "c2"]
    assert [r["strength"] for r in rows[:3]] == [close(0.4199), close(0.1373), close(0.0450)]
    assert rows[0]["unlisted"] == ["c6"]
    rows = ask("decision-chain", "--to", "c2", "--from", "t1")["rows"]
    assert [r["strength"] for r in rows[:2]] == [close(0.1872), close(0.1795)]
    routes = ask("route", "--to", "c4")["rows"]
    assert [(r["route"], r["strength"]) for r in routes[:2]] == [
        (["u3", "c2", "c4"], close(0.1186)),
        (["u2", "c6", "c3", "c2", "c4"], close(0.0996)),
    ]
    assert ask("route", "--to", "c11")["rows"] == []


def test_coverage_and_sponsors(ask):
    kpi = ask("kpi")["rows"][0]
    assert (kpi["covered"], kpi["supportive"], kpi["bow_tie"]) == (close(0.5764), close(0.2728), close(0.7304))
    assert (kpi["hostile"], kpi["exclusive"], kpi["unknown"]) == (close(0.1784), close(0.0966), close(0.0848))
    assert kpi["level"] == 1
    assert [r["id_or_unit"] for r in ask("coverage-gaps")["rows"]] == ["c4", "t1", "c8", "c1", "c11", "s1"]
    plan = {r["target"]: (r["sponsor"], r["fit"]) for r in ask("sponsor-plan")["rows"]}
    assert plan == {
        "c1": ("u7", close(0.74)),
        "c2": ("u3", close(0.744)),
        "c3": ("u5", close(0.82)),
        "c4": ("u6", close(0.74)),
    }
    assert any("0.4856" in text["en"] for text in ask("sponsor-plan")["assumptions"])
    threads = {r["decider"]: r for r in ask("single-threads")["rows"]}
    assert {d: r["threads"] for d, r in threads.items()} == {"c2": 3, "c3": 4, "c4": 2}
    assert set(threads["c4"]["cut_set"]) == {"c2", "c7"}
    lost = {d: r["p_lost_180d"] for d, r in threads.items()}
    assert lost == pytest.approx({"c2": 0.005, "c3": 0.002, "c4": 0.041}, abs=0.002)


def test_whom_to_win(ask):
    gain = {r["id"]: r["gain_pp"] / 100 for r in ask("who-to-win")["rows"]}
    assert (gain["c4"], gain["c2"], gain["c3"]) == (close(0.1525), close(0.0926), close(0.0478))
    pairs = [(r["u"], r["v"], r["gain_pp"] / 100) for r in ask("introductions")["rows"][:3]]
    assert pairs == [("c6", "c2", close(0.0695)), ("c6", "c4", close(0.0683)), ("c5", "c4", close(0.0618))]


def test_contest_and_cuts(ask):
    rows = ask("contest")["rows"]
    state = {r["id"]: r["state"] for r in rows if "id" in r}
    assert {p for p, s in state.items() if s == "theirs"} == {"c4", "c7"}
    assert rows[-1]["lean_us"] == close(-0.0118)
    assert rows[-1]["head_to_head"] == close(rows[-1]["lean_us"] - rows[-1]["lean_them"])
    assert [r["id"] for r in rows if r.get("drift")] == ["c4", "c7"]
    cuts = {r["decider"]: r for r in ask("cut-lines")["rows"]}
    assert (cuts["c4"]["cost"], cuts["c4"]["cut_set"]) == (close(1.25), ["c2", "c7"])
    assert (cuts["c2"]["cost"], cuts["c2"]["cut_set"]) == (close(3.75), ["c3", "c4", "u3"])
    seen = {(r["vendor"], r["unit"]): r for r in ask("vendor-perception")["rows"]}
    assert seen["US", "HY-IT"]["weighted_support"] == close(0.1433 / 3 + 0.0257 * 2 / 3 + 0.0966)


def test_status_of_the_rubrics_examples(ask):
    found = {r["id"]: (r["composite"], r["level"]) for r in ask("status")["rows"]}
    assert found["c5"] == (close(1.70), 2)
    assert found["c6"] == (close(2.90), 3)
    assert found["c7"] == (close(-0.55), -1)


def test_outsiders_and_questions(ask):
    suppliers = {r["org"]: r for r in ask("supplier-scorecard")["rows"]}
    assert suppliers["SUP"]["org_share_pct"] / 100 == close(0.005)
    assert (suppliers["SUP"]["total"], suppliers["SUP"]["grade"]) == (close(3.85), "B")
    first = ask("verify-next")["rows"][0]
    assert (first["kind"], first["about"], first["impact"] / 100) == ("stance", "c1", close(0.0658))
    power = {r["id"]: r["power"] for r in ask("grid")["rows"]}
    assert (power["c2"], power["c6"]) == (close(0.875), close(0.125 + 0.0966 / 0.3))


def test_explain(ask):
    rows = ask("explain", "--person", "c6")["rows"]
    part = {">".join(r["path"]): r["contribution_pct"] for r in rows}
    assert {p: round(v) for p, v in part.items()} == {"c6>c3": 53, "c6>c3>c2": 18, "c6>c5>c3": 7, "c6>c8>c2": 5}
    first = ask("explain", "--person", "c8")["rows"][0]
    assert first["path"] == ["c8", "c2"]
    assert first["contribution_pct"] == pytest.approx(69, abs=0.5)


def test_managers_are_ordered_from_advice_alone(tmp_path, capsys):
    folder, workspace = ROOT / "datasets" / "krackhardt", str(tmp_path / "k.graphcrm")
    ties = ["--tie", "asks_advice=trusts", "--tie", "reports_to=reports_to"]
    words = [str(folder / "edges.csv"), "--nodes", str(folder / "nodes.csv"), *ties, "--workspace", workspace]
    assert run(["network", "import", *words]) == 0
    capsys.readouterr()
    assert run(["--workspace", workspace, "rank", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    score = {r["id"]: r["consensus"] for r in rows if "consensus" in r}
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        boss = {r["src"]: r["dst"] for r in csv.DictReader(file) if r["type"] == "reports_to"}
    pairs = []
    for person in boss:
        above = boss[person]
        while above is not None:
            pairs.append((above, person))
            above = boss.get(above)
    assert len(pairs) == 36
    assert sum(score[a] > score[b] for a, b in pairs) / 36 >= 0.95


def test_tiers_and_inversions(ask):
    rows = ask("hierarchy")["rows"]
    turned = [(r["from"], r["to"]) for r in rows if "from" in r]
    assert len(turned) == 6
    assert turned[0] == ("c6", "c3")
    whole = rows[-1]
    assert (whole["incoherence"], whole["tau_b"], whole["hierarchy"]) == (close(0.6484), close(-0.126), close(0.499))


def test_brokers_and_structural_holes(ask):
    found = {r["id"]: r for r in ask("brokers")["rows"]}
    between = {"c3": 0.333, "c2": 0.258, "c5": 0.150, "c4": 0.133, "c6": 0.083}
    assert {p: found[p]["decision_betweenness"] for p in between} == {p: close(v) for p, v in between.items()}
    for person, (b, constraint, size) in BROKERS.items():
        row = found[person]
        assert (row["betweenness"], row["constraint"], row["effective_size"]) == (
            close(b),
            close(constraint),
            close(size),
        )


def test_bridges(ask):
    found = {r["id"]: r for r in ask("bridges")["rows"]}
    roles = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    assert [found["c3"][role] for role in roles] == [3, 0, 2, 0, 0]
    assert [found["c6"][role] for role in roles] == [3, 0, 2, 0, 0]
    assert [found["c2"][role] for role in roles] == [13, 0, 0, 0, 0]
    assert [found["t1"][role] for role in roles] == [0] * 5


def test_sets_of_people(ask):
    (one,) = ask("ally-set", "--k", "1", "--deciders")["rows"]
    assert (one["members"], one["reach_pct"] / 100) == (["c2"], close(0.8087))
    (alike,) = ask("ally-set", "--k", "1", "--basis", "uniform")["rows"]
    assert (alike["members"], alike["reach_pct"] / 100) == (["c6"], close(0.3191))


def test_circles(ask):
    rows = ask("factions", "--seed", "7")["rows"]
    assert [r["circle"] for r in rows[:-1]] == [1, 2, 3]
    assert rows[-1]["ei_index"] == close(0.2317)


def test_other_methods(ask):
    rows = ask("triangulation", "--more")["rows"]
    assert {r["id"]: r["dii"] for r in rows if "dii" in r} == {p: close(v) for p, v in REACH.items()}


def test_what_breaks_and_what_spreads(ask):
    (one,) = ask("fragmentation")["rows"]
    assert (one["members"], one["before"], one["after"]) == (["c2"], close(0.4632), close(0.5899))
    (two,) = ask("fragmentation", "--k", "2")["rows"]
    assert (set(two["members"]), two["after"]) == ({"c2", "c9"}, close(0.7212))
    assert ask("seeding", "--with", "c6")["rows"][-1]["people"] == pytest.approx(4.71, abs=0.02)
    assert ask("seeding", "--with", "c6", "--with", "c9")["rows"][-1]["people"] == pytest.approx(5.58, abs=0.02)
