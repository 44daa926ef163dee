"""The brief for a meeting, on one upright sheet: whom we shall meet, where each stands, what is open, what to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graphcrm.analysis.bands import tie_band_label
from graphcrm.analysis.data.verify_next import verify_next
from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.opinion.forecast import veto_holders
from graphcrm.analysis.plan.promises import promises
from graphcrm.i18n import Text
from graphcrm.maps.records.people import MapPerson
from graphcrm.model.choices import DecisionRole, is_over
from graphcrm.model.plan_choices import PromiseStatus
from graphcrm.reports.document import Block, Document, Facts, Section, Words
from graphcrm.reports.heading import made
from graphcrm.reports.scene import Scene
from graphcrm.spoken import arrows, joined, per_cent, signed

__all__ = ["build"]


#: So many are told at length: more do not fit the sheet.
_MOST = 5
#: So many promises, needs and questions of each.
_EACH = 2
#: Among so many questions, those that would move the decision most, are the ones that are told.
_ASKED = 20
_TITLE = Text("会前简报", "Meeting brief")


def build(scene: Scene) -> Document:
    """Those of the customer who are invited, largest share first; ours and those who are not recognised.

    `scene.given` has ``invited`` (ids), ``ours`` (ids), ``strangers`` (names, as texts), ``subject`` and ``at``.
    """
    known = {p.id: p for p in scene.model.people}
    theirs = sorted((known[i] for i in scene.given["invited"] if i in known), key=lambda p: (-(p.share or 0), p.id))
    asks = _asks(scene, theirs[:_MOST])
    sections = [Section(f"p{n}", _named(p), _blocks(scene, p, asks[p.id])) for n, p in enumerate(theirs[:_MOST], 1)]
    rest = [_named(p) for p in theirs[_MOST:]]
    people = scene.situation.snapshot.people
    elsewhere = [Text.of(people[i].name) for i in scene.given["invited"] if i not in known]
    lines = (
        (Text("另外在场", "Also there"), rest),
        (Text("不在此图上的人", "Not on the map of this account"), elsewhere),
        (Text("我方", "Ours"), [Text.of(people[i].name) for i in scene.given["ours"]]),
        (Text("没有认出的人（先弄清是谁）", "Not recognised (find out who they are)"), scene.given["strangers"]),
    )  # fmt: skip
    pairs = [(label, joined(names)) for label, names in lines if names]
    if pairs:
        sections.append(Section("others", Text("还有谁", "Who else"), [Facts(pairs)]))
    about = Text("{s} · {d}", "{s} · {d}").format(s=scene.given["subject"] or "—", d=scene.given["at"])
    return made(scene, _TITLE, sections, about=about, sheet=True)


def _named(p: MapPerson) -> Text:
    title, unit = (
        Text(p.title or p.title_en, p.title_en or p.title),
        Text(p.unit or p.org, p.unit_en or p.unit or p.org_en or p.org),
    )
    name = Text(p.name, p.name_en or p.name)
    # A title that names the unit is not followed by it again.
    post = Text(*(joined(_apart(title.say(lang), unit.say(lang))).say(lang) for lang in ("zh", "en")))
    return Text("{n}（{post}）", "{n}, {post}").format(n=name, post=post) if post.zh else name


def _apart(title: str, unit: str) -> list[str]:
    """What there is of a post: title and unit, the unit only if the title does not say it.

    >>> _apart("General Manager, Procurement", "Procurement"), _apart("采购部总经理", "采购部"), _apart("Facility Manager", "IT")
    (['General Manager, Procurement'], ['采购部总经理'], ['Facility Manager', 'IT'])
    """
    said = re.search(rf"(?<![a-zà-ɏ]){re.escape(unit)}(?![a-zà-ɏ])", title, re.IGNORECASE) if unit else True
    return [one for one in (title, "" if said else unit) if one]


def _blocks(scene: Scene, p: MapPerson, asks: Sequence[Text]) -> Sequence[Block]:
    if _is_left_alone(p):
        return [Words(Text("此人不参与任何主动接触", "Nobody may approach this person on purpose"), "warn")]
    return [Facts([*_facts(scene, p, asks)])]


def _facts(scene: Scene, p: MapPerson, asks: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    row = next((r for r in scene.answers.rows("key-influencers") if r["id"] == p.id), None)
    if row is not None:
        share, low, high = (per_cent(row[name] / 100) for name in ("share_pct", "share_lo_pct", "share_hi_pct"))
        said = Text("{s}（90% 区间 {lo}–{hi}）", "{s} (90% interval {lo}–{hi})")
        yield Text("影响份额", "Share"), said.format(s=share, lo=low, hi=high)
    if p.roles:
        veto = [Text("有否决权", "has a veto")] if p.id in veto_holders(scene.situation) else []
        yield Text("决策角色", "Role"), joined([*(DecisionRole(r).label for r in p.roles), *veto])
    yield Text("支持度", "Support"), _support(p)
    best = max(p.contacts, key=lambda c: c.strength, default=None)
    if p.tie is not None:
        owner = p.owner and Text(p.owner.name, p.owner.name_en or p.owner.name)
        held = Text("{b}；责任人 {o}", "{b}; owner {o}") if owner else Text("{b}；无责任人", "{b}; no owner")
        yield Text("我方关系", "Our tie"), held.format(b=tie_band_label(p.tie), o=owner or "")
    last = max((c.last_contact for c in p.contacts), default="")
    yield Text("上次接触", "Last contact"), Text.of(last or "—") if best else Text("没有记录", "none on record")
    yield from _open(scene, p, asks)
    if p.tie is not None and not is_active(p.tie, scene.situation.snapshot.settings):
        routes = scene.answers.rows("route", to=p.id)
        if routes and routes[0]["route"]:
            names = scene.situation.snapshot.people
            ids = [i for i in routes[0]["route"] if i in names]
            yield Text("路线", "Route"), arrows([names[i].name for i in ids])


def _support(p: MapPerson) -> Text:
    if p.support is None:
        return Text("未知", "unknown")
    said = Text("{v}（{d}）", "{v} ({d})").format(v=signed(p.support), d=p.support_at or "—")
    told = next((e.text or e.source for e in p.support_evidence if e.text or e.source), None)
    said = said + Text("：{t}", ": {t}").format(t=told) if told else said
    return said + Text("，已过期", ", out of date") if p.stale else said


def _open(scene: Scene, p: MapPerson, asks: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Promises in both directions that are not kept yet, needs with our response, and what to ask."""
    owed = [
        g
        for g in promises(scene.situation)
        if p.id in (g.promise.giver, g.promise.taker) and g.promise.status in (PromiseStatus.OPEN, PromiseStatus.BROKEN)
    ]
    mark = (Text("对方承诺：", "theirs: "), Text("我方承诺：", "ours: "))
    owes = [
        mark[g.ours] + Text("{s}（{when}）", "{s} ({when})").format(s=g.promise.statement, when=g.when())
        for g in owed[:_EACH]
    ]
    needs = [
        Text("{n}（响应：{a}）", "{n} (response: {a})").format(n=n.text, a=n.response or "—")
        for n in [n for n in p.needs if not is_over(n.status)][:_EACH]
    ]
    for label, found in ((Text("尚欠的承诺", "Promises owed"), owes), (Text("诉求", "Needs"), needs)):
        if found:
            yield label, joined(found)
    for question in asks:
        yield Text("要问的", "To ask"), question


def _asks(scene: Scene, people: Sequence[MapPerson]) -> Mapping[str, Sequence[Text]]:
    """What to find out about each who may be approached; a question about two is told of the first of them."""
    left = list(verify_next(scene.situation, _ASKED))
    found: dict[str, Sequence[Text]] = {}
    for p in people:
        mine = [] if _is_left_alone(p) else [question for question in left if p.id in question.about][:_EACH]
        left = [question for question in left if question not in mine]
        found[p.id] = [question.text(scene.situation, scene.given["ours"]) for question in mine]
    return found


def _is_left_alone(p: MapPerson) -> bool:
    return "objected" in p.flags or "no_contact" in p.flags
