"""Whom sentences in a form name: who stands first with a post, “Ana Ruiz, CFO. Met twice”, and who does what in a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graphcrm.folding import HAN
from graphcrm.ingest.guessing.texts.names import is_person, name_key, written
from graphcrm.ingest.guessing.texts.names_for_short import short_for
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.remarks import BETWEEN_SENTENCES
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["Step", "first_named", "named_within", "steps_in"]

#: Between the steps of a process.
_THEN = re.compile(r"\s*(?:[-=]+>|[→⇒➔➜»])\s*|\s*[;\uff1b\n]\s*|,\s*then\s+", re.IGNORECASE)
#: Somebody in a sentence with the post in brackets behind.
_POSTED = re.compile(
    r"(?P<who>[^\W\d_a-z\u3400-\u9fff][\w’'.-]*(?: [^\W\d_a-z\u3400-\u9fff][\w’'.-]*){1,2})"
    r" ?[(\uff08](?P<post>[^()\uff08\uff09]{2,60})[)\uff09]"
)
#: Characters of a cell that are looked at.
_LONGEST = 400
#: Words of a name that is whole.
_WHOLE = 2


class Step(NamedTuple):
    """Who does what in a decision: the name, the post that stands before it or "", the code of the role."""

    name: str
    post: str
    role: str


def first_named(said: str) -> tuple[str, str]:
    """Who stands first in sentences, with the post, and what they go on with; ("", "") where nobody stands there with a post.

    >>> first_named("Ana Ruiz, Head of Assets. Met twice; neutral"), first_named("Ana Ruiz (CFO) - for us")
    (('Ana Ruiz, Head of Assets', 'Met twice; neutral'), ('Ana Ruiz (CFO)', 'for us'))
    >>> first_named("李强（副总裁）。支持我们"), first_named("Two outages in May; old units"), first_named("Board. Meets in June")
    (('李强（副总裁）', '支持我们'), ('', ''), ('', ''))
    """
    found = BETWEEN_SENTENCES.search(said[:_LONGEST])
    who = said[: found.start()].strip() if found else ""
    people = people_in(who) if who else []
    one = written(people[0]) if len(people) == 1 else None
    if found is None or one is None or not (one.title and is_office(one.title) and is_person(one.name)):
        return "", ""
    return who, said[found.end() :].strip()


def named_within(said: str) -> list[str]:
    """Those whom a sentence names with their post behind, each as “name (post)”.

    >>> named_within("Terms with Ana Ruiz (Category Manager), then legal; 6 weeks"), named_within("Audit of Site Two (in May)")
    (['Ana Ruiz (Category Manager)'], [])
    """
    return [
        f"{one['who']} ({one['post']})"
        for one in _POSTED.finditer(said[:_LONGEST])
        if is_office(one["post"]) and is_person(one["who"]) and not is_office(one["who"])
    ]


def steps_in(said: str, known: Mapping[str, str]) -> Iterator[Step | None]:
    """Each step of a process, “Dr Ruiz recommends -> CFO Eva Sanz signs”; None for one that does not say who has which role.

    `known` are those whom the form names with the post of each, or "": one of them may stand with part of the name, or with the post
    alone.

    >>> said = "Dr Ruiz recommends -> CFO Eva Sanz signs -> VP Ops approves -> board notes"
    >>> [step and tuple(step) for step in steps_in(said, {"Ana Ruiz": "", "Jan Ott": "VP Ops"})]
    [('Ana Ruiz', '', 'influencer'), ('Eva Sanz', 'CFO', 'approver'), ('Jan Ott', 'VP Ops', 'approver'), None]
    """
    for part in filter(None, map(str.strip, _THEN.split(said[:_LONGEST]))):
        yield next(_read(part, known), None)


def _read(part: str, known: Mapping[str, str]) -> Iterator[Step]:
    words = vocabulary("people", "roles")
    for n in range(1, len(part)):
        role = words.get(word_key(part[n:]), "")
        if role and (part[n].isspace() or HAN.match(part[n])) and (who := _whom(part[:n].strip(), known)):
            yield Step(*who, role)


def _whom(said: str, known: Mapping[str, str]) -> tuple[str, str] | None:
    """The name and the post of whom a step names; None for nobody, or for several."""
    held = [name for name, post in known.items() if post and word_key(post) == word_key(said)]
    if held:
        return (held[0], known[held[0]]) if len(held) == 1 else None
    one = written(said)
    name, post = one.name, one.title
    for n in (place.start() for place in re.finditer(r"\s", said)):
        if not post and is_office(said[:n]) and len(said[n:].split()) >= _WHOLE:
            name, post = said[n:].strip(), said[:n]
    key = name_key(name)
    part = short_for(name)
    alike = [other for other in known if name_key(other) == key]
    alike = alike or [other for other in known if part and part.search(name_key(other))]
    if alike:
        return (alike[0], post) if len(alike) == 1 else None
    whole = is_person(name) and not is_office(name) and (bool(HAN.match(name)) or len(key.split()) >= _WHOLE)
    return (name, post) if whole else None
