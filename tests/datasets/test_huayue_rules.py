"""The golden account is faultless input: it breaks no import rule and gives only the warnings that its README names."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

AS_OF = "2026-06-30"
PROVENANCE = "source reported_by observed_at valid_from valid_to confidence evidence"
_COLUMNS = """
orgs: id name category name_en subtype parent industry region tier segment lifecycle strategic_fit
  our_importance_to_them their_importance_to_us switching_cost_them switching_cost_us bargaining_them bargaining_us
  annual_revenue cost_to_serve relationship_budget currency wallet_share bonds value_alignment satisfaction
  satisfaction_date
units: id name org parent headcount function
people: id name org name_en title unit grade function role early_career kappa ability willingness sponsor_capacity
  change_style buyer_profile flags left_on reports_to owner
edges: kind from to level polarity domain line declared_level external_score external_date external_source ability
  benevolence integrity subtype opportunity status primary title category spend_share alternatives switch_months
  share form history verified role start end value currency +provenance
opportunities: id name customer name_en amount currency stage decision_rule domain due tender_open competitors
  status closed_on
roles: person opportunity roles decision_weight veto step interest +provenance
interactions: date kind participants id time channel source_channel direction initiated_by opportunity outcome cost
  currency confirmed_in_writing severity status summary
assessments: person date assessor vendor acceptance participation information guidance project_support rivals
  override override_reason evidence source
suppliers: org date capital_qualification people reputation service_system scalability complementarity impact
  evaluator next_review
thirdparties: org date trust info_share scope_clarity endorsement support scope reviewer next_review
goals: id kind customer statement agreed_by_both due status
needs: id holder kind statement explicit horizon our_response owner status
criteria: id opportunity name category
positions: person criterion weight fit vendor +provenance
products: id name name_en line
potential: product unit status vendor amount currency +provenance
promises: id from to statement made_on due status evidence
accepted: key reason by date until
actions: id target type owner due goal opportunity cost currency status result
cadence: tier comm_level grade max_days
stageplan: stage goal unit method owner
contracts: id from to start end value currency
calendar: date event org person
"""
_CHOICES = """
orgs.category: our_company customer supplier partner third_party competitor other
orgs.subtype: certification supervision consultant design_institute tender_agent regulator association media
  investor
orgs.tier: S A B C
orgs.segment: value potential migrating frozen
orgs.lifecycle: new growing mature dormant
orgs.bonds: financial social structural
units.function: general it procurement finance operations engineering marketing sales service quality legal risk hr
  board other
people.role: ar sr fr service exec finance legal other
people.change_style: innovator visionary pragmatist conservative laggard
people.buyer_profile: go_getter teacher skeptic guide friend climber blocker
people.flags: independence_required no_contact objected do_not_process left public_official key_person
edges.kind: MEMBER_OF REPORTS_TO INFLUENCES TRUSTS KNOWS STANCE CONFLICTS_WITH SHARED_HISTORY OWNS SPONSORS SUPPLIES
  COMPETES_WITH HOLDS_EQUITY ALLIED_WITH SUPERVISES CERTIFIES CONSULTS_FOR TENDERS_FOR ENDORSES RECOMMENDS
  PARTNERS_ON NEEDED_FOR
edges.domain: technical commercial financial political general
edges.line: solid dotted
edges.polarity: 1 -1
edges.subtype: distrust demanding opposes
edges.status: proposed active ended
edges.form: formal informal joint_venture
edges.history: former_colleague joint_project alumni association
opportunities.stage: s0 s1 s2 s3 s4
opportunities.decision_rule: weighted veto majority
opportunities.domain: technical commercial financial political general
opportunities.status: open won lost dropped
roles.roles: initiator user influencer technical_evaluator evaluator gatekeeper buyer decider approver coach
interactions.kind: regular_review daily_contact visit exec_visit exec_summit tech_exchange hq_visit reference_site
  exhibition workshop training joint_planning joint_innovation meal_event team_event call video message complaint
  praise survey value_added info_share support_work dispute care other
interactions.channel: onsite online phone mail chat event hotline other
interactions.direction: ours theirs mutual
interactions.outcome: -1 0 1
goals.kind: hill share profit competition
criteria.category: technical commercial financial political general
potential.status: won open competitor potential none
promises.status: open kept broken dropped
needs.kind: business career recognition social security other
needs.horizon: now custom short mid long
cadence.comm_level: shareholder management operational
stageplan.stage: s0 s1 s2 s3 s4
"""
_SOURCES = (
    "org_chart meeting_note customer_statement colleague_report partner_report public_document survey crm_import "
    "system_log inferred"
)


def _listed(block: str) -> dict[str, str]:
    """Lines ``name: words``, continued by indented ones."""
    lines = block.replace("\n  ", " ").strip().splitlines()
    return {name: words.replace("+provenance", PROVENANCE) for name, words in (line.split(": ") for line in lines)}


COLUMNS = _listed(_COLUMNS)
ENUMS = {tuple(name.split(".")): words for name, words in _listed(_CHOICES).items()}
ENUMS |= {("people", "function"): ENUMS["units", "function"], ("cadence", "tier"): ENUMS["orgs", "tier"]}
for _table in ("edges", "roles", "positions", "potential"):
    ENUMS |= {(_table, "confidence"): "A B C D E", (_table, "source"): _SOURCES}
RANGES = {
    **{("orgs", c): (1, 5) for c in COLUMNS["orgs"].split()[11:18]},
    ("orgs", "value_alignment"): (1, 5),
    ("orgs", "wallet_share"): (0, 1),
    ("orgs", "satisfaction"): (0, 100),
    ("people", "grade"): (1, 5),
    ("people", "kappa"): (0.25, 4),
    ("people", "ability"): (1, 5),
    ("people", "willingness"): (1, 5),
    ("edges", "external_score"): (0, 1),
    ("edges", "declared_level"): (1, 5),
    ("edges", "share"): (0, 1),
    ("edges", "spend_share"): (0, 1),
    ("roles", "interest"): (1, 5),
    ("positions", "weight"): (0, 5),
    ("positions", "fit"): (-2, 2),
    **{("assessments", c): (-1, 3) for c in COLUMNS["assessments"].split()[4:10]},
    **{("suppliers", c): (1, 5) for c in COLUMNS["suppliers"].split()[2:9]},
    **{("thirdparties", c): (1, 5) for c in COLUMNS["thirdparties"].split()[2:7]},
}
LEVELS = {
    "INFLUENCES": (0, 5),
    "TRUSTS": (0, 5),
    "STANCE": (-1, 3),
    "CONFLICTS_WITH": (1, 3),
    "ENDORSES": (1, 3),
    "RECOMMENDS": (1, 3),
}
PEOPLE, ORGS = {"people"}, {"orgs"}
ENDS = {
    **dict.fromkeys(
        ("INFLUENCES", "TRUSTS", "KNOWS", "REPORTS_TO", "SHARED_HISTORY", "OWNS", "SPONSORS"), (PEOPLE, PEOPLE)
    ),
    **dict.fromkeys(("SUPPLIES", "COMPETES_WITH", "ALLIED_WITH"), (ORGS, ORGS)),
    **dict.fromkeys(("SUPERVISES", "CERTIFIES", "CONSULTS_FOR", "TENDERS_FOR"), (ORGS, ORGS | {"opportunities"})),
    **dict.fromkeys(("HOLDS_EQUITY", "ENDORSES", "RECOMMENDS"), (PEOPLE | ORGS, ORGS)),
    "STANCE": (PEOPLE, ORGS),
    "MEMBER_OF": (PEOPLE, ORGS | {"units"}),
    "CONFLICTS_WITH": (PEOPLE | ORGS, PEOPLE | ORGS),
    "PARTNERS_ON": (ORGS, {"opportunities"}),
    "NEEDED_FOR": (PEOPLE, {"goals", "opportunities"}),
}
REFERENCES = {
    ("orgs", "parent"): "orgs",
    ("units", "org"): "orgs",
    ("units", "parent"): "units",
    ("people", "org"): "orgs",
    ("people", "unit"): "units",
    ("people", "reports_to"): "people",
    ("people", "owner"): "people",
    ("edges", "opportunity"): "opportunities",
    ("edges", "reported_by"): "people",
    ("opportunities", "customer"): "orgs",
    ("opportunities", "competitors"): "orgs",
    ("roles", "person"): "people",
    ("roles", "opportunity"): "opportunities",
    ("roles", "reported_by"): "people",
    ("interactions", "participants"): "people",
    ("interactions", "initiated_by"): "people",
    ("interactions", "opportunity"): "opportunities",
    ("assessments", "person"): "people",
    ("assessments", "assessor"): "people",
    ("assessments", "vendor"): "orgs",
    ("suppliers", "org"): "orgs",
    ("suppliers", "evaluator"): "people",
    ("thirdparties", "org"): "orgs",
    ("thirdparties", "reviewer"): "people",
    ("goals", "customer"): "orgs",
    ("needs", "owner"): "people",
    ("criteria", "opportunity"): "opportunities",
    ("positions", "person"): "people",
    ("positions", "criterion"): "criteria",
    ("positions", "vendor"): "orgs",
    ("positions", "reported_by"): "people",
    ("potential", "product"): "products",
    ("potential", "vendor"): "orgs",
    ("potential", "reported_by"): "people",
    ("accepted", "by"): "people",
    ("actions", "owner"): "people",
    ("actions", "goal"): "goals",
    ("actions", "opportunity"): "opportunities",
    ("stageplan", "unit"): "units",
    ("stageplan", "owner"): "people",
    ("contracts", "from"): "orgs",
    ("contracts", "to"): "orgs",
    ("calendar", "org"): "orgs",
    ("calendar", "person"): "people",
}
OBSERVED = {"observed_at", "made_on", "valid_from", "external_date", "satisfaction_date", "left_on"}
DATED = {
    ("interactions", "date"),
    ("assessments", "date"),
    ("suppliers", "date"),
    ("thirdparties", "date"),
    ("accepted", "date"),
}
DATES = OBSERVED | {"date", "until", "valid_to", "due", "closed_on", "next_review", "start", "end"}
MULTIPLE = {"bonds", "flags", "competitors", "roles", "participants"}
KEYS = {
    "edges": ("kind", "from", "to", "domain", "opportunity", "reported_by"),
    "roles": ("person", "opportunity"),
    "assessments": ("person", "vendor", "date", "assessor"),
    "suppliers": ("org", "date"),
    "thirdparties": ("org", "date"),
    "positions": ("person", "criterion", "vendor", "reported_by"),
    "potential": ("product", "unit"),
}
BLOCKED = re.compile(
    r"生日|年龄|性别|身份证|住址|家人|配偶|子女|健康|宗教|民族|党|礼品|礼物|爱好|birth|gift|hobby|\b1[3-9]\d{9}\b|@"
)


def cells(tables: dict[str, list[dict[str, str]]]) -> Any:
    for name, rows in tables.items():
        for row in rows:
            for column, value in row.items():
                if value:
                    yield name, column, value, row


def test_tables_and_columns(huayue_tables: Any) -> None:
    assert set(huayue_tables) == set(COLUMNS)
    for name, rows in huayue_tables.items():
        assert rows, name
        assert set(rows[0]) <= set(COLUMNS[name].split()), name


def test_plain_utf8_with_unix_lines(datasets: Any) -> None:
    for path in (datasets / "huayue").glob("*.csv"):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
        assert all(c.isprintable() or c == "\n" for c in raw.decode("utf-8")), path.name


def test_choices_and_ranges(huayue_tables: Any) -> None:
    for name, column, value, row in cells(huayue_tables):
        if (name, column) in ENUMS:
            parts = value.split(";") if column in MULTIPLE else [value]
            assert set(parts) <= set(ENUMS[name, column].split()), (name, column, value)
        if (name, column) in RANGES:
            low, high = RANGES[name, column]
            assert low <= float(value) <= high, (name, column, value)
        if name == "edges" and column == "level":
            low, high = LEVELS[row["kind"]]
            assert low <= int(value) <= high, row
        if column == "currency":
            assert value == "CNY"
        assert len(value) <= 200


def test_ids_and_references(huayue_tables: Any) -> None:
    known = {name: [row["id"] for row in rows] for name, rows in huayue_tables.items() if "id" in rows[0]}
    everything = Counter(i for ids in known.values() for i in ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_.:-]{1,64}", i) for i in everything)
    assert max(everything.values()) == 1
    for name, column, value, row in cells(huayue_tables):
        if (name, column) in REFERENCES:
            parts = value.split(";") if column in MULTIPLE else [value]
            assert set(parts) <= set(known[REFERENCES[name, column]]), (name, column, value)
        if column == "evidence":
            cited = {i for i in value.split(";") if re.fullmatch(r"I\d+", i)}
            assert cited <= set(known["interactions"]), (name, row)
    for need in huayue_tables["needs"]:
        assert need["holder"] in known["people"] + known["orgs"]
    for one in huayue_tables["potential"]:
        assert one["unit"] in known["units"] + known["orgs"]
    for promise in huayue_tables["promises"]:
        assert {promise["from"], promise["to"]} <= set(known["people"])
    for action in huayue_tables["actions"]:
        assert action["target"] in known["people"] + known["orgs"]
    for edge in huayue_tables["edges"]:
        assert edge["from"] != edge["to"]
        for end, allowed in zip((edge["from"], edge["to"]), ENDS[edge["kind"]], strict=True):
            assert any(end in known[t] for t in allowed), edge


def test_dates(huayue_tables: Any) -> None:
    """Nothing was observed after the day of the account, so the account imports on any later day."""
    for name, column, value, row in cells(huayue_tables):
        if column in DATES:
            assert date.fromisoformat(value).isoformat() == value
            if column in OBSERVED or (name, column) in DATED:
                assert value <= AS_OF, (name, row)
    for row in [row for name in ("edges", "roles", "positions", "potential") for row in huayue_tables[name]]:
        assert all(row[c] for c in ("source", "reported_by", "observed_at", "valid_from", "confidence")), row
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"], row


def test_versions_follow_each_other(huayue_tables: Any) -> None:
    older = 0
    for name, key in KEYS.items():
        versions = defaultdict(list)
        for row in huayue_tables[name]:
            versions[tuple(row[c] for c in key)].append(row)
        for rows in versions.values():
            rows.sort(key=lambda row: row.get("valid_from", ""))
            older += len(rows) - 1
            for before, after in itertools.pairwise(rows):
                assert "" < before["valid_to"] <= after["valid_from"], (before, after)
    assert older >= 30


def test_golden_rows_are_of_the_day(huayue: Any) -> None:
    for e in huayue.edges:
        if {e["from"], e["to"]} <= set(huayue.members) | huayue.ours | {"US"} and e["kind"] in ("INFLUENCES", "STANCE"):
            assert e["polarity"] == "-1" or (e["observed_at"], e["valid_from"]) == (AS_OF, AS_OF), e


def test_people_lines_and_owners(huayue_tables: Any, huayue: Any) -> None:
    people = huayue.people
    assert 40 <= len(people) <= 48
    line = {i: p["reports_to"] for i, p in people.items() if p["reports_to"]}
    assert not [e for e in huayue_tables["edges"] if e["kind"] == "REPORTS_TO" and e["line"] != "dotted"]
    for start in line:
        seen, at = set(), start
        while at in line:
            assert at not in seen, f"cycle at {at}"
            seen.add(at)
            at = line[at]
    owners = Counter(e["to"] for e in huayue.edges if e["kind"] == "OWNS" and e["primary"] == "true")
    owners.update(i for i, p in people.items() if p["owner"])
    assert max(owners.values()) == 1
    assert {p["owner"] for p in people.values() if p["owner"]} <= huayue.ours
    assert {e["from"] for e in huayue_tables["edges"] if e["kind"] in ("OWNS", "SPONSORS")} <= huayue.ours
    for e in huayue_tables["interactions"]:
        present = set(e["participants"].split(";"))
        assert set() < present & huayue.ours < present, e
    roots = [o for o in huayue_tables["orgs"] if o["category"] == "our_company" and not o["parent"]]
    assert [o["id"] for o in roots] == ["US"]


def test_stances(huayue_tables: Any, huayue: Any) -> None:
    exclusive = defaultdict(set)
    for e in huayue_tables["edges"]:
        if e["kind"] == "STANCE":
            assert huayue.category[e["to"]] in ("our_company", "competitor")
            assert not e["subtype"] or e["level"] == "-1"
            if e["level"] == "3":
                exclusive[e["from"], e["opportunity"]].add(e["to"])
    assert all(len(vendors) == 1 for vendors in exclusive.values())


def distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, last = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y)))
    return row[-1]


def test_only_announced_warnings(huayue_tables: Any, huayue: Any) -> None:
    """W01–W11 as of the day of the account, counted here by hand."""
    found: set[tuple[str, str]] = set()
    today = date.fromisoformat(AS_OF)

    def age(day: str) -> int:
        return (today - date.fromisoformat(day)).days

    for e in huayue_tables["edges"]:
        strong = e["kind"] in ("INFLUENCES", "TRUSTS") and int(e["level"]) >= 4
        if (strong or (e["kind"] == "STANCE" and int(e["level"]) not in (0, 1))) and not e["evidence"]:
            found.add(("W01", f"{e['from']}>{e['to']}"))
    found |= {("W02", e["from"]) for e in huayue.edges if e["kind"] == "STANCE" and age(e["observed_at"]) > 180}
    people = list(huayue.people.values())
    for i, a in enumerate(people):
        for b in people[i + 1 :]:
            if (a["name"], a["org"]) == (b["name"], b["org"]) or (
                a["title"] == b["title"] and distance(a["name"], b["name"]) <= 1
            ):
                found.add(("W03", f"{a['id']} {b['id']}"))
    moves = {(e["from"], e["to"]) for e in huayue.edges if e["kind"] == "INFLUENCES"}
    found |= {
        ("W04", f"{e['from']}>{e['to']}")
        for e in huayue.edges
        if e["kind"] == "TRUSTS" and (e["from"], e["to"]) in moves
    }
    found |= {("W05", a["id"]) for a in huayue_tables["actions"] if not a["goal"] and not a["opportunity"]}
    decided = {r["opportunity"] for r in huayue_tables["roles"] if "decider" in r["roles"].split(";")}
    found |= {("W06", o["id"]) for o in huayue_tables["opportunities"] if o["id"] not in decided}
    staffed = {p["unit"] for p in people if p["id"] not in huayue.left}
    found |= {
        ("W07", u["id"])
        for u in huayue_tables["units"]
        if huayue.category[u["org"]] == "customer" and u["id"] not in staffed
    }
    reports = defaultdict(list)
    for e in huayue.edges:
        if e["kind"] in ("INFLUENCES", "STANCE"):
            reports[e["kind"], e["reported_by"]].append(int(e["level"]))
    for (kind, who), levels in reports.items():
        limit, share = (5, 0.6) if kind == "INFLUENCES" else (2, 0.7)
        if sum(level >= limit for level in levels) > share * len(levels):
            found.add(("W09", who))
    for account in ("HY", "HYL"):
        staff = {p["id"] for p in people if p["org"] == account}
        if (
            len({e["reported_by"] for e in huayue.edges if e["kind"] == "INFLUENCES" and {e["from"], e["to"]} & staff})
            == 1
        ):
            found.add(("W08", account))
    for e in huayue.edges:
        met = [
            i
            for i in huayue_tables["interactions"]
            if {e["from"], e["to"]} <= set(i["participants"].split(";")) and age(i["date"]) <= 365
        ]
        if e["kind"] == "KNOWS" and e["declared_level"] and int(e["declared_level"]) >= 4 and not met:
            found.add(("W10", f"{e['from']}–{e['to']}"))
    independent = {p["id"] for p in people if "independence_required" in p["flags"]} | {"v1"}
    found |= {("W11", a["id"]) for a in huayue_tables["actions"] if a["target"] in independent}
    assert found == {("W02", "h7"), ("W07", "HYL-MKT"), ("W10", "u10–h7")}


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_professional_facts_only(huayue_tables: Any, table: str) -> None:
    for row in huayue_tables[table]:
        for value in row.values():
            assert not BLOCKED.search(value), value
