"""What somebody needs, as lists of people say it in a column: what hurts the business, what they want for themselves."""

from __future__ import annotations

import hashlib

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.model.choices import NeedKind

__all__ = ["add_needs"]

#: What a column of needs means, and of which kind they are; of which kind a personal one is, no heading says.
_KINDS = {"business_need": NeedKind.BUSINESS, "personal_need": NeedKind.OTHER}
_LONGEST = 200


def add_needs(person: str, row: Row, place: Place, drafts: Drafts, known: set[str]) -> None:
    """A need for each such cell of a row about somebody; one of `known`, which grows, is there already."""
    for name, kind in _KINDS.items():
        what = row.get(name, "")
        if not what:
            continue
        made = hashlib.sha256(f"{person}\t{kind.value}\t{what}".encode("utf-8", "replace")).hexdigest()[:12]
        if made in known:
            continue
        known.add(made)
        if len(what) > _LONGEST:
            words = Text("诉求超过 200 字，后面的未导入", "of needs longer than 200 characters the rest was left out")
            drafts.leave_out(place.source.sheet.file, words, place.line)
            what = what[: _LONGEST - 1] + "…"
        values = {"id": f"need-{made}", "holder": person, "kind": kind.value, "statement": what}
        drafts.add("needs", place.source, place.line, values)
