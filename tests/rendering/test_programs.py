"""What programs read: CSV, JSON with its schema, data frames; the same whatever the language."""

import csv
import io
import json

import pandas as pd
import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.rendering.delimited import BOM, as_csv, rows_as_csv
from graphcrm.rendering.document import as_json, schema
from tests.schema import fits

NEEDED = {
    "decision-chain": {"to": "c2"},
    "influence-tree": {"to": "c2"},
    "route": {"to": "c4"},
    "card": {"person": "c6"},
    "explain": {"person": "c6"},
    "digest": {"owner": "u1"},
    "handover": {"ours": "u1"},
}
DECISIONS = [n for n in catalogue() if n not in ("rank", "hierarchy-rank", "changes")]


@pytest.mark.parametrize("name", DECISIONS)
def test_the_document_keeps_its_schema(answered, name):
    result = answered(name, **NEEDED.get(name, {}))
    promised = schema(result.query)
    assert fits(json.loads(as_json(result)), promised)
    explained = json.loads(as_json(result, explain=True))
    assert fits(explained, promised)
    assert all(set(text) == {"zh", "en"} for text in explained["explain"] + explained["assumptions"])
    explained["rows"] = [{**row, "more": 1} for row in explained["rows"]]
    assert not explained["rows"] or not fits(explained, promised)


def test_json_does_not_depend_on_the_language(answered, monkeypatch):
    said = set()
    for lang in ("zh", "en"):
        monkeypatch.setenv("GRAPHCRM_LANG", lang)
        said.add(as_json(answered("who-to-win"), explain=True))
    assert len(said) == 1
    first = json.loads(said.pop())["rows"][0]
    assert first["play"]["zh"].startswith("先弄清")
    assert first["play"]["en"].startswith("understand")
    assert first["contest_state"] == "theirs"


@pytest.mark.parametrize("name", DECISIONS)
def test_csv_has_the_columns_and_the_rows(answered, name):
    result = answered(name, **NEEDED.get(name, {}))
    head, *rows = csv.reader(io.StringIO(as_csv(result, "en")))
    assert head == list(result.query.columns)
    assert len(rows) == len(result.rows)
    assert {len(row) for row in rows} <= {len(head)}


def test_csv_holds_codes_and_plain_numbers_and_texts_in_the_language(answered):
    rows = {lang: list(csv.DictReader(io.StringIO(as_csv(answered("who-to-win"), lang)))) for lang in ("zh", "en")}
    zh, en = rows["zh"][0], rows["en"][0]
    assert (zh["contest_state"], zh["support"], zh["route"]) == ("theirs", "-1", "u3;c2;c4")
    assert float(zh["share_pct"]) == answered("who-to-win").rows[0]["share_pct"]
    assert zh["play"].startswith("先弄清")
    assert en["play"].startswith("understand")
    assert {k: v for k, v in zh.items() if k not in ("play",)} == {k: v for k, v in en.items() if k not in ("play",)}


def test_groups_leave_empty_what_they_do_not_have(answered):
    *deciders, decision = csv.DictReader(io.StringIO(as_csv(answered("forecast"), "en")))
    assert decision["decider"] == ""
    assert {d["rule"] for d in deciders} == {""}
    assert decision["rule"] == "weighted"


def test_a_byte_order_mark_only_on_request(answered):
    plain, marked = as_csv(answered("kpi"), "en"), as_csv(answered("kpi"), "en", bom=True)
    assert marked == BOM + plain
    assert not plain.startswith(BOM)
    assert marked.encode("utf-8")[:3] == b"\xef\xbb\xbf"


@pytest.mark.parametrize("start", [*"=+-@#＝＋－＠", "'="])
def test_text_never_becomes_a_formula_and_numbers_stay_numbers(start):
    written = rows_as_csv(["text", "number"], [{"text": f"{start}1+1", "number": -5}])
    assert written == f"text,number\n'{start}1+1,-5\n"


def test_rows_of_any_values():
    row = {"none": None, "yes": True, "list": ["a", 1], "map": {"b": 0.123456789, "a": "王"}, "text": "a\x1bb\nc"}
    assert list(csv.reader(io.StringIO(rows_as_csv(list(row), [row])))) == [
        list(row),
        ["", "true", "a;1", '{"a": "王", "b": 0.123456789}', "a␛b\nc"],
    ]


def test_a_frame_keeps_types(answered):
    frame = answered("key-influencers").to_frame()
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds["rank"] == kinds["grade"] == kinds["support"] == "Int64"
    assert kinds["share_pct"] == kinds["tie"] == kinds["p_top5"] == "float64"
    assert frame["support"].isna().any()
    assert str(answered("decision-circle").to_frame()["listed"].dtype) == "boolean"
    gaps = answered("explain", person="c6").to_frame()
    assert str(gaps["date"].dtype).startswith("datetime64")
    assert gaps["date"].max() == pd.Timestamp("2026-06-30")


@pytest.mark.parametrize("name", DECISIONS)
def test_every_answer_becomes_a_frame(answered, name):
    result = answered(name, **NEEDED.get(name, {}))
    frame = result.to_frame()
    assert list(frame.columns) == list(result.query.columns)
    assert len(frame) == len(result.rows)
