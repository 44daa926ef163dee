"""The page is closed: no network, no injected code, no altered data, and hostile text is only ever text."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from graphcrm.files import write_whole
from graphcrm.i18n import Text
from graphcrm.maps.page import render
from graphcrm.maps.records.edges import LineKind, MapEdge, MapEvidence
from graphcrm.maps.records.findings import MapGap, MapKpi, MapPath
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapContact, MapName, MapNeed, MapPerson, MapReason
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn
from tests.maps.sample import sample

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "javascript:window.hacked=1",
    "\u202egnp.exe\u202c",
    "\u2066isolate",
    "{{7*7}}${7*7}<%=7%>",
    "__proto__",
    "constructor",
    "\x00\x07\x1b[31m",
    "\u2028\u2029",
    "<!--",
    "]]>",
    '" onload="window.hacked=1',
    "👩‍👩‍👧‍👦" * 40,
    "é" * 500,
    "A" * 10_000,
    "字" * 10_000,
    "",
    " ",
    "&lt;b&gt;",
    "' style='position:fixed",
    "\ud800",
]


#: How far to the right anything reaches that is not inside a box that scrolls or cuts by design.
WIDEST = """() => Math.max(...[...document.querySelectorAll(
  "header, header > *, nav, #stage > *, #panel *, .legend, .foot, #static, #static li")]
  .filter((n) => !n.closest("[hidden]")).map((n) => n.getBoundingClientRect().right))"""


def hostile() -> MapModel:
    """The worst strings in every field that takes text."""
    people = []
    for i, bad in enumerate(HOSTILE):
        text = Text(bad, bad)
        people.append(
            MapPerson(
                id=bad or "empty",
                name=bad,
                name_en=bad[::-1],
                grade=1 + i % 5,
                title=bad,
                title_en=bad,
                unit=bad,
                unit_en=bad,
                org=bad,
                org_en=bad,
                outside=i % 4 == 3,
                org_category=bad or "other",
                support=None,
                support_at=bad,
                support_evidence=(MapEvidence(bad, text, text, bad),),
                roles=(bad, "decider"),
                share=0.1,
                band="B",
                rank_lo=1,
                rank_hi=9,
                decision_weight=0.5,
                tie=0.4,
                contacts=(MapContact(bad, 0.5, bad, bad, bad),),
                owner=MapName(bad, bad),
                sponsor=MapName(bad),
                flags=frozenset({bad, "key_person"}),
                left_on=bad,
                summary=text,
                top_paths=(MapReason(text, 0.5),),
                needs=(MapNeed(bad), MapNeed(bad, private=True)),
                in_circle=True,
            )
        )
    ids = [p.id for p in people]
    edges = [
        MapEdge(
            LineKind.INFLUENCES,
            a,
            b,
            0.5,
            3,
            "B",
            evidence=(MapEvidence(a, None, Text(b, a), a),),
            observed_at=a,
            domain=Text(a, b),
        )
        for a, b in itertools.pairwise(ids)
    ]
    edges += [MapEdge(LineKind.REPORTS_TO, a, ids[0]) for a in ids[1:]]
    return MapModel(
        kind=sample().kind,
        account=MapName(HOSTILE[1], HOSTILE[2]),
        as_of=HOSTILE[0],
        people=tuple(people),
        edges=tuple(edges),
        kpis=tuple(MapKpi(Text(b, b), Text(b, b), of=Text(b, b)) for b in HOSTILE[:4]),
        paths=(
            MapPath(
                tuple(ids[:4]), 0.4, Text(HOSTILE[0], HOSTILE[1]), 0.5, Text(HOSTILE[2], HOSTILE[1]), tuple(ids[:3])
            ),
        ),
        gaps=(MapGap(ids[0], 0.4, Text(HOSTILE[1], HOSTILE[0])),),
        texts=(Text(HOSTILE[1], HOSTILE[0]),),
        classification=Text(HOSTILE[1], HOSTILE[2]),
    )


def test_hostile_text_is_shown_and_never_runs(open_map: Opener) -> None:
    seen = open_map(hostile(), size=(1280, 720))
    people = len(hostile().people)
    for state in (
        "l=en",
        *(f"s={i}" for i in range(people)),
        "s=9&l=zh",
        "p=0",
        "g=1",
        "t=1",
        "c=dark&f=1",
        "q=script",
    ):
        seen.page.evaluate("s => { location.hash = s; }", state)
        drawn(seen.page)
        assert seen.page.evaluate("[window.hacked, Object.prototype.id, ({}).hacked, document.scripts.length]") == [
            None,
            None,
            None,
            3,
        ]
        assert seen.page.locator("#panel img, #table-box img, header img").count() == 0
        assert seen.page.evaluate(WIDEST) <= 1280, state
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", seen.page.inner_text("body")), state


def test_hostile_text_without_scripts(open_map: Opener) -> None:
    seen = open_map(hostile(), java_script_enabled=False, size=(1280, 720))
    assert "<script>window.hacked=1</script>" in seen.page.inner_text("#static")
    assert seen.page.evaluate(WIDEST) <= 1280


def test_no_id_of_the_customer_is_in_the_page() -> None:
    model = sample()
    renamed = {p.id: f"SECRET-KEY-{i}" for i, p in enumerate(model.people)}
    people = tuple(dataclasses.replace(p, id=renamed[p.id]) for p in model.people)
    edges = tuple(dataclasses.replace(e, source=renamed[e.source], target=renamed[e.target]) for e in model.edges)
    html = render(dataclasses.replace(model, people=people, edges=edges, paths=(), gaps=()))
    assert "SECRET-KEY" not in html


def test_a_network_that_swallows_packets_changes_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    write_whole(file, render(sample()))
    context = browser.new_context(proxy={"server": "http://127.0.0.1:9"})  # the discard port: nobody answers
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(file.as_uri())
    page.wait_for_selector("html.ready", state="attached")
    assert asked == [file.as_uri()]
    context.close()


ATTACKS = dict(
    part.split("\n", 1)
    for part in (Path(__file__).parent / "attacks.js").read_text(encoding="utf-8").split("//// ")[1:]
)


def test_the_policy_blocks_injection(open_map: Opener) -> None:
    seen = open_map(sample(), tolerate=True)
    seen.ready()
    for name, attack in ATTACKS.items():
        with contextlib.suppress(Error):  # a blocked attack may throw, which is as good
            # From a timer: what a debugger evaluates directly is exempt from the policy.
            seen.page.evaluate(
                f"() => new Promise((done) => setTimeout(async () => {{ try {{ await ({attack})(); }} catch {{}} done(); }}, 0))"
            )
        drawn(seen.page)
        assert seen.page.evaluate("window.hacked") is None, name


@pytest.mark.parametrize(
    ("find", "swap"),
    [
        ('"name":"周晓雯"', '"name":"李大胆"'),
        ('"support":-1', '"support":3'),
        ("const fullName", "const  fullName"),
        ("function coverage(", "function coverage ("),
    ],
)
def test_an_altered_file_shows_the_list_only(open_map: Opener, find: str, swap: str) -> None:
    html = render(sample())
    assert find in html
    seen = open_map(html.replace(find, swap, 1), tolerate=True)
    seen.page.wait_for_load_state()
    assert seen.page.locator("#static li").first.is_visible()
    assert seen.page.locator("#stage").is_hidden()
    assert not seen.page.evaluate("document.documentElement.classList.contains('js')")
