"""Tables with a column of names for each role in a decision: “谁拍板 | 谁建议”, “Who decides | Who recommends”, deals with a champion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.glued import is_called_by_post
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.somebody import is_open_post
from graphcrm.ingest.guessing.values import NOTHING, is_name
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = ["role_columns"]

_FEWEST = 2
_NAME, _ROLE, _TITLE, _ATTITUDE = "name", "role", "title", "attitude"
#: What a column of posts is called behind the heading of those who hold them.
_POST = re.compile(
    r"(?:['’]s)?[\s_(\uff08-]*(?:的?(?:职务|职位|岗位|岗位名称)|(?:job )?title|position|funktion|cargo|fonction|poste)[)\uff09]?",
    re.IGNORECASE,
)
#: What a column is called that says the attitude of those in the one before.
_VIEW = re.compile(
    r"[\u3400-\u9fff]{0,6}(?:对我方的?)?(?:态度|立场)"
    r"|(?:[\w ]+[\s(-])?(?:stance|attitude|haltung|einstellung|actitud|position)\)?",
    re.IGNORECASE,
)
#: What of the row is said of each of the people, too.
_ABOUT = {"customer": "org", "org": "org", "opportunity": "opportunity"}
#: What lists of opportunities say of each, beside which one column of people is enough if its heading is a role of theirs.
_OF_DEALS = frozenset({"amount", "stage", "due"})
_CERTAIN = frozenset({"decider", "coach", "technical_evaluator"})
#: What a row decides about, in tables of decisions.
_DECISION = re.compile(
    r".*(decision|decide[ds]?|决策事项|决策内容|决定事项|拍板事项|entscheidung|decisión).*|决策|事项", re.IGNORECASE
)
#: Share of names from which on a column is one of people; others may be a unit.
_MOSTLY = 0.6
_NAMES = frozenset({"name", "名称"})
_MEANS_PEOPLE = frozenset({"first_name", "last_name", "email", "reports_to"})


def role_columns(parts: Sequence[tuple[str, str]], body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each person and each deal with the roles, and the places of the columns; None for a table without any.

    Every cell of such a column names people; a table of people has roles in cells, and is none.
    """
    headings = [name for _, name in parts]
    words = vocabulary("people", "roles")
    roles = {n: word_key(h) for n, h in enumerate(headings) if h and words.get(word_key(h))}
    fewest = 1 if _CERTAIN.issuperset(words[role] for role in roles.values()) and _lists_deals(headings) else _FEWEST
    if len(roles) < fewest:
        return None
    rows = [(line, texts(cells)) for line, cells in body]
    places = [n for n in roles if _are_people([row[n] for _, row in rows if n < len(row) and row[n]])]
    others = [n for n, h in enumerate(headings) if h and n not in places]
    if len(places) < fewest or not others or any(_MEANS_PEOPLE & meanings_of(heading_key(headings[n])) for n in others):
        return None
    about = _said_of_all(headings, others)
    posts = _posts_of(headings, places)
    views = {n: n + 1 for n in places if n + 1 in others and _VIEW.fullmatch(headings[n + 1])}
    titles: dict[str, str] = {}
    attitudes: dict[tuple[str, ...], str] = {}
    untold: list[Text] = []
    found: dict[tuple[str, ...], tuple[int, list[str]]] = {}
    called: dict[str, str] = {}
    for line, row in rows:
        said = tuple(row[n] if n < len(row) else "" for n in about.values())
        for n in (n for n in places if n < len(row)):
            named = [*filter(_is_somebody, people_in(row[n]))]
            view = row[views[n]] if views.get(n, len(row)) < len(row) else ""
            untold += [_untold(line, view)] if view and len(named) > 1 else []
            for one in named:
                has = found.setdefault((name_key(one), *said), (line, []))[1]
                has.extend([words[roles[n]]] if words[roles[n]] not in has else [])
                called[name_key(one)] = max(called.get(name_key(one), ""), one, key=len)  # once with the post behind
                if view and len(named) == 1:
                    attitudes.setdefault((name_key(one), *said), view)
                if len(row) > (post := posts.get(n, len(row))) and len(people_in(row[n])) == 1 and row[post]:
                    titles.setdefault(name_key(one), row[post])
    made: list[list[Cell]] = [
        [
            called[who],
            ";".join(has),
            *([titles.get(who, "")] if posts else []),
            *([attitudes.get((who, *said), "")] if views else []),
            *said,
        ]
        for (who, *said), (_, has) in found.items()
    ]
    why = Text("每个决策角色一列，下面是人名", "a column of names for each role in the decision")
    told = [name if heading_key(headings[n]) in _NAMES else headings[n] for name, n in about.items()]
    extra = {_TITLE: "title"} if posts else {}
    extra |= {_ATTITUDE: "stance"} if views else {}
    heads = (_NAME, _ROLE, *extra, *told)
    means = {_NAME: "name", _ROLE: "roles"} | extra | dict(zip(told, about, strict=True))
    lines = [line for line, _ in found.values()]
    laid = Laid("roles in columns", why, heads, made, lines, means, left_out=tuple(untold))
    return laid, frozenset({*places, *posts.values(), *views.values()})


def _untold(line: int, view: str) -> Text:
    return Text(
        f"第 {line} 行写在几个人旁边的态度未导入：{shown(view)}",
        f"line {line}: an attitude beside several people was left out: {shown(view)}",
    )


def _posts_of(headings: Sequence[str], places: Sequence[int]) -> dict[int, int]:
    """Which column says the post of those in another: “使用人职务” of “使用人”, “Champion title” of “Champion”."""
    return {
        n: post
        for n in places
        for post, heading in enumerate(headings)
        if heading.startswith(headings[n]) and _POST.fullmatch(heading.removeprefix(headings[n]))
    }


def _lists_deals(headings: Sequence[str]) -> bool:
    """Whether each row is an opportunity: what it is called and what it is worth, or how far it is."""
    means = frozenset[str]().union(*(meanings_of(heading_key(h)) for h in headings if h))
    return ("opportunity" in means and bool(means & _OF_DEALS)) or bool(_named_deals(headings))


def _named_deals(headings: Sequence[str]) -> list[int]:
    """The column “Name” of a list whose other columns say what opportunities are worth and how far they are; [] for any other list."""
    means = [meanings_of(heading_key(h)) if h else frozenset[str]() for h in headings]
    told = sum(bool(some & _OF_DEALS) and "name" not in some for some in means)
    people = any(some & _MEANS_PEOPLE for some in means)
    return [n for n, h in enumerate(headings) if heading_key(h) in _NAMES][:1] if told >= _FEWEST and not people else []


def _said_of_all(headings: Sequence[str], others: Sequence[int]) -> dict[str, int]:
    """The places of what a row says of all its people: their organisation, and what is decided."""
    found: dict[str, int] = {}
    for n in others:
        for meant in meanings_of(heading_key(headings[n])):
            if meant in _ABOUT:
                found.setdefault(_ABOUT[meant], n)
    for n in others:
        if _DECISION.fullmatch(headings[n]):
            found.setdefault("opportunity", n)  # who decides one thing need not decide the others
    for n in _named_deals(headings):
        found.setdefault("opportunity", n)
    return found


def _are_people(cells: Sequence[str]) -> bool:
    """Whether most of what cells name is people; “TBC” names nobody yet."""
    said = [one for cell in cells for one in people_in(cell) if one.casefold() not in NOTHING and not is_open_post(one)]
    return bool(said) and sum(map(_is_somebody, said)) >= _MOSTLY * len(said)


def _is_somebody(said: str) -> bool:
    """Whether a text is a name, and neither of a company or a unit nor a post."""
    name = written(said).name
    return is_called_by_post(said) or (is_name(name) and not (is_company(name) or is_office(name) or is_unit(name)))
