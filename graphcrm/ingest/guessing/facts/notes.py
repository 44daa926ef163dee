"""Notes of meetings: what they say in plain sentences of those who were met, as of that day and by whoever of ours was there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphcrm.ingest.guessing.facts.describing import Describing
from graphcrm.ingest.guessing.facts.remarks import MORE, whom
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.offices import says_a_post
from graphcrm.ingest.guessing.texts.remarks import Remark, remarks_in
from graphcrm.model.choices import Source

__all__ = ["read_notes", "says_how_they_stand"]

#: What notes may say of somebody; that somebody left, or decides in something else, they say of other days.
_SAID = frozenset({"stance", "leans_to", "influences", "influenced_by", "business_need", "reports_to"})


#: Characters of a note that are looked at.
_LONGEST = 1_000
#: What a summary says of nobody whom it does not name: it may be what we are to do.
_WANTED = frozenset({"business_need"})
_STAND = re.compile(
    r"支持|反对|中立|偏向|倾向|认可|汇报|听从|信任|希望|影响|support|oppos|neutral|lean|prefer|favou?r|report|listens|trusts|wants|needs|back"
    r"|(?:against|behind|for) us",
    re.IGNORECASE,
)


def says_how_they_stand(summary: str) -> bool:
    """Whether the summary of a meeting has a word with which sentences say how somebody stands to us, or to others."""
    return bool(_STAND.search(summary[:_LONGEST]))


#: Somebody with the post behind: “Carl (ops manager) loved it”, “Alicia = general counsel”.
_POST = re.compile(
    r"(?:.*?\s)?([^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){0,2})(?:\s*\(([^()]{2,40})\).*|\s+=\s+(.{2,40}))"
)
_BETWEEN = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=\)))\.\s+|[;\n]")


def read_notes(describing: Describing) -> None:
    """Make what notes, or else summaries, say; a sentence without a name is about the only one who was met, and others must be of the
    same organisation.
    """
    names = describing.resolver.known.of["person"].name
    orgs = describing.resolver.known.of["person"].org
    for row, theirs, ours, place in describing.notes:
        there = {orgs.get(one, "") for one in theirs}
        known = {names[key]: key for key, org in orgs.items() if org in there}
        said = {"observed_at": row.get("date", "")[:10], "reported_by": ours[0], "source": Source.MEETING_NOTE.value}
        if "remarks" not in row:  # the summary is kept as it stands
            for one in remarks_in(row["summary"]):
                if one.who or one.meaning not in _WANTED:
                    _read(one, theirs, known, said, place, describing)
            continue
        read = [_read(one, theirs, known, said, place, describing) for one in remarks_in(row["remarks"])]
        for who, post in _posts(row["remarks"][:_LONGEST]):
            if key := known.get(whom(who, [*known]), ""):
                describing.resolver.titles[key] = describing.resolver.titles.get(key) or post
        if not all(read):
            describing.drafts.leave_out(place.source.sheet.file, MORE, place.line)
    describing.notes.clear()


def _posts(note: str) -> Iterator[tuple[str, str]]:
    """Those of whom a note says what they are, by whatever name, and the post.

    >>> [*_posts("Her brother Peter Holt (CFO) pays. Alicia = general counsel; Carl (UK) agreed")]
    [('Peter Holt', 'CFO'), ('Alicia', 'general counsel')]
    """
    for found in filter(None, map(_POST.fullmatch, filter(None, _BETWEEN.split(note)))):
        if says_a_post(post := (found[2] or found[3]).strip()):
            yield found[1], post


def _read(
    one: Remark, theirs: list[str], known: dict[str, str], said: Row, place: Place, describing: Describing
) -> bool:
    """Whether something was made of a sentence."""
    named = known.get(whom(one.who, [*known]), "")
    key = named if one.who else theirs[0] if len(theirs) == 1 else ""
    value = one.value
    if one.meaning in ("reports_to", "influences", "influenced_by"):
        value = whom(value, [name for name in known if known[name] != key])
    if not key or not value or one.meaning not in _SAID:
        return False
    if one.meaning == "reports_to":
        made = describing.resolver.made.get(key, {"reports_to": "-"})
        if made.get("reports_to"):
            return False
        made["reports_to"] = known[value]
        return True
    describing.person(
        key,
        describing.resolver.known.of["person"].org[key],
        said | {one.meaning: value, "evidence": one.sentence},
        place,
    )
    return True
