"""Groups of companies: organisations whose people report to each other may be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.resolving import Resolver

__all__ = ["ask_about_groups"]


def ask_about_groups(people: Iterable[Mapping[str, str]], resolver: Resolver, asked: Asked) -> None:
    """Ask of every two organisations between which people report whether the lower belongs to the other, and write down the parent."""
    org, names = resolver.known.of["person"].org, resolver.known.of["org"].name
    lines: Counter[tuple[str, str]] = Counter()
    for values in people:
        above = org.get(values.get("reports_to", ""), "")
        if above and above != values["org"]:
            lines[values["org"], above] += 1
    for (below, above), rows in sorted(lines.items()):
        row = resolver.orgs.get(below)
        if row is None or row.get("parent") or resolver.known.our_company in (below, above):
            continue
        words = Text(
            f"“{names[below]}”是否属于“{names[above]}”集团？（那里有 {rows} 人向后者的人汇报）请写上级组织",
            f"Does “{names[below]}” belong to “{names[above]}”? ({rows} of its people report to people there) "
            "Write the parent organisation",
        )
        question = Question(f"parent:{names[below]}", words, (names[above], LEAVE_OUT), names[above], rows)
        answer = asked.ask(question)
        found = resolver.known.find("org", answer) if answer != LEAVE_OUT else []
        if len(found) == 1 and found[0] != below:
            row["parent"] = found[0]
