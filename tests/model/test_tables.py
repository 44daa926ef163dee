"""The tables of import files, held against those of the method, written down here once more.

A column is ``name``; ``*name`` must be given, ``name;`` is a list, ``name:200`` text of at most so many characters, ``name:1..5`` a
whole number, ``name:0–1`` a number. Dates, truth values, choices and ids are in :data:`TYPED`.
"""

import pytest

from graphcrm.model.choice import Choice
from graphcrm.model.fields import FieldError, ListOf
from graphcrm.model.tables import TABLES, table
from tests.ingest.conftest import account, plan  # noqa: F401 - the fixture plan

MONEY = "0–1e15"  # no upper bound
PROVENANCE = "source:word reported_by:who observed_at valid_from valid_to confidence evidence;300"
SPECIFIED = {
    "orgs": (
        "id",
        "*id *name:200 *category name_en:200 subtype parent industry:200 region:200 tier segment lifecycle strategic_fit:1..5 "
        "our_importance_to_them:1..5 their_importance_to_us:1..5 switching_cost_them:1..5 switching_cost_us:1..5 "
        f"bargaining_them:1..5 bargaining_us:1..5 annual_revenue:{MONEY} cost_to_serve:{MONEY} relationship_budget:{MONEY} currency "
        "wallet_share:0–1 bonds; value_alignment:1..5 satisfaction:0–100 satisfaction_date",
    ),
    "units": ("id", "*id *name:200 *org name_en:200 parent headcount:0..10000000 function"),
    "people": (
        "id",
        "*id *name:200 *org name_en:200 title:200 title_en:200 unit grade:1..5 function role early_career kappa:0.25–4 ability:1..5 "
        "willingness:1..5 sponsor_capacity:0..1000 change_style buyer_profile flags; left_on email:mail keys;:key reports_to owner",
    ),
    "edges": (
        "kind from to domain opportunity reported_by",
        "*kind *from *to level:-1..5 polarity:-1..1 domain line declared_level:1..5 external_score:0–1 external_date "
        "external_source:200 ability:1..5 benevolence:1..5 integrity:1..5 subtype opportunity status primary title:200 category:200 "
        "spend_share:0–1 alternatives:0..1000000 switch_months:0–1200 share:0–1 form history verified role:200 start end "
        f"value:{MONEY} currency {PROVENANCE}",
    ),
    "opportunities": (
        "id",
        f"*id *name:200 *customer name_en:200 amount:{MONEY} currency stage decision_rule domain due tender_open competitors; status "
        "closed_on",
    ),
    "roles": (
        "person opportunity",
        f"*person *opportunity *roles; decision_weight:0–1e9 veto step:0..1000 interest:1..5 {PROVENANCE}",
    ),
    "interactions": (
        "id",
        "*date *kind *participants; id time channel source_channel direction initiated_by opportunity outcome:-1..1 "
        f"cost:{MONEY} currency confirmed_in_writing severity status:200 summary:500",
    ),
    "assessments": (
        "person vendor date assessor",
        "*person *date *assessor:who vendor acceptance:-1..3 participation:-1..3 information:-1..3 guidance:-1..3 "
        f"project_support:-1..3 rivals:-1..3 override:-1..3 override_reason:500 target:-1..3 {PROVENANCE}",
    ),
    "suppliers": (
        "org date",
        "*org *date capital_qualification:1..5 people:1..5 reputation:1..5 service_system:1..5 scalability:1..5 "
        "complementarity:1..5 impact:1..5 evaluator:who next_review",
    ),
    "thirdparties": (
        "org date",
        "*org *date trust:1..5 info_share:1..5 scope_clarity:1..5 endorsement:1..5 support:1..5 scope:500 reviewer:who next_review",
    ),
    "goals": ("id", "*id *kind *customer *statement:200 statement_en:200 agreed_by_both due status:200"),
    "needs": (
        "id",
        "*id *holder *kind *statement:200 statement_en:200 explicit horizon our_response:500 our_response_en:500 owner status:200",
    ),
    "actions": (
        "id",
        f"*id *target *type:200 *owner *due goal opportunity cost:{MONEY} currency status:200 result:500",
    ),
    "criteria": ("id", "*id *opportunity *name:200 name_en:200 category:200"),
    "positions": ("person criterion vendor reported_by", f"*person *criterion weight:0–5 fit:-2..2 vendor {PROVENANCE}"),
    "products": ("id", "*id *name:200 name_en:200 line:200"),
    "potential": ("product unit", f"*product *unit *status vendor amount:{MONEY} currency {PROVENANCE}"),
    "promises": ("id", "*id *from *to *statement:200 statement_en:200 *made_on due status evidence;300"),
    "accepted": ("key", "*key:300 *reason:500 *by *date until"),
    "cadence": ("tier comm_level grade max_days", "tier comm_level grade:1..5 max_days:1..100000"),
    "asked": ("reporter about kind domain date", "*reporter *about *kind *date domain"),
    "stageplan": ("stage goal unit method owner", "stage goal:200 unit:200 method:500 owner:200"),
    "contracts": ("id", f"*id *from *to start end value:{MONEY} currency"),
    "calendar": ("date event org person", "*date *event:200 org person"),
}  # fmt: skip
DATED_BY = {
    **dict.fromkeys(("asked", "interactions", "assessments", "suppliers", "thirdparties", "accepted"), "date"),
    "promises": "made_on",
}
COLUMNS = [(name, word) for name, (_, words) in SPECIFIED.items() for word in words.split()]


def taken(parse, value):
    """Whether a column takes a value, as it is written in a cell."""
    try:
        parse(value)
    except FieldError:
        return False
    return True


def test_there_are_no_other_tables():
    assert {t.name for t in TABLES} == SPECIFIED.keys()
    assert len({t.kind for t in TABLES}) == len({t.zh for t in TABLES}) == len(TABLES)


@pytest.mark.parametrize("name", SPECIFIED)
def test_a_table_has_its_columns_in_order(name):
    of = table(name)
    key, words = SPECIFIED[name]
    assert of.key == tuple(key.split())
    assert [f.name for f in of.columns] == [_plain(word) for word in words.split()]
    assert [f.name for f in of.columns if f.required] == [_plain(w) for w in words.split() if w.startswith("*")]
    assert [f.name for f in of.columns if f.many] == [_plain(w) for w in words.split() if ";" in w]
    assert len({f.zh for f in of.columns}) == len(of.columns)
    assert of.dated_by == DATED_BY.get(name)


def _plain(word):
    return word.strip("*").partition(":")[0].partition(";")[0]


@pytest.mark.parametrize(("name", "word"), COLUMNS, ids=lambda value: value)
def test_a_column_takes_what_the_method_says(name, word):
    field = table(name).column(_plain(word))
    parse = field.parse.one if isinstance(field.parse, ListOf) else field.parse
    limit = word.partition(":")[2] or word.partition(";")[2]
    if limit.isdecimal():
        assert taken(parse, "字" * int(limit))
        assert not taken(parse, "字" * (int(limit) + 1))
    elif ".." in limit:
        low, high = map(int, limit.split(".."))
        assert [taken(parse, str(n)) for n in (low - 1, low, high, high + 1)] == [False, True, True, False]
        assert not taken(parse, f"{low}.5")
    elif "–" in limit:
        low, high = map(float, limit.split("–"))
        assert taken(parse, f"{low:g}")
        assert not taken(parse, f"{low - 0.001:g}")
        assert taken(parse, f"{(low + high) / 2:g}")
        assert taken(parse, f"{high:g}")
        assert limit == MONEY or not taken(parse, f"{high * 1.001:g}")
    elif limit in ("who", "word"):
        assert taken(parse, "import:crm" + "x" * 190)
        assert not taken(parse, "import:" + "x" * 194)
        assert not taken(parse, "import:a\x07")
        assert taken(parse, "u1") == (limit == "who")
        assert taken(parse, "meeting_note")
    elif limit == "mail":
        assert parse("Lin@Bank.cn") == "lin@bank.cn"
        assert [taken(parse, v) for v in ("lin", "lin@bank", "a@b.cn;c@d.cn", "x" * 250 + "@b.cn")] == [False] * 4
    elif limit == ":key":
        assert parse("sap: 10") == "sap:10"
        assert [taken(parse, v) for v in ("sap", "sap:", ":10", "sap:1\x07")] == [False] * 4
    elif field.choices:
        assert issubclass(field.choices, Choice)
        for member in field.choices:
            assert parse(member.value) == parse(member.label.zh) == member
        assert not taken(parse, "something else")
    else:
        accepted = [v for v in ("2026-06-30", "c1", "true", "CNY", "09:30") if taken(parse, v)]
        # ids are letters, digits and _ . : -, so that most things are one; a date is only a date
        assert accepted in (["2026-06-30"], ["2026-06-30", "c1", "true", "CNY", "09:30"], ["true"], ["CNY"], ["09:30"])


@pytest.mark.parametrize(("name", "word"), [c for c in COLUMNS if c[1].startswith("*")], ids=lambda value: value)
def test_a_row_without_a_value_that_it_needs_is_refused(plan, name, word):  # noqa: F811
    tables = account()
    tables.setdefault(
        name,
        {
            "assessments": [{"person": "c2", "date": "2026-06-01", "assessor": "u1", "observed_at": "2026-06-01"}],
            "suppliers": [{"org": "SUP", "date": "2026-06-01"}],
            "thirdparties": [{"org": "SUP", "date": "2026-06-01"}],
            "contracts": [{"id": "K1", "from": "US", "to": "HY"}],
            "calendar": [{"date": "2026-06-01", "event": "投标"}],
        }.get(name, []),
    )
    whole = plan(tables)
    assert whole.errors == 0
    tables[name][0][_plain(word)] = ""
    found = [(p.code, p.file.rpartition("/")[2], p.column) for p in plan(tables).problems if p.code == "E13"]
    assert found == [("E13", f"{name}.csv", _plain(word))]
