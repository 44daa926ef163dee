"""The words of a column that stand for codes: those of everybody, and over them those that phrases, legends and this sheet tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.meanings import Meaning
from graphcrm.ingest.guessing.rows.statuses import of_statuses
from graphcrm.ingest.guessing.sheets.legends import explained
from graphcrm.ingest.guessing.texts.flags import flag_in, is_to_come
from graphcrm.ingest.guessing.texts.phrases import phrases_in
from graphcrm.ingest.guessing.texts.role_phrases import roles_in
from graphcrm.ingest.guessing.values import NOTHING
from graphcrm.ingest.guessing.words import Vocabulary, vocabulary, word_key
from graphcrm.ingest.mapping import SheetMapping
from graphcrm.model.fields import boolean

__all__ = ["words_of_column"]

#: Beside these a dash is a sign of an attitude, too; among words it says nothing.
_PLUSES = frozenset({"+", "++", "+++", "0", "o", "+/-", "--", "---"})
#: Meanings of a column that says of some organisations what they are, and of the others how important: each knows the other's words.
_KINDS_BESIDE_TIERS = ("tier", "category")


def words_of_column(
    section: SheetMapping,
    sheet: Sheet,
    meanings: Collection[tuple[str, ...]],
    cells: Sequence[str],
    found: Meaning,
    today: str,
) -> Vocabulary:
    """The words of a column of a meaning; `meanings` are those of every column beside it, `cells` what the column holds."""
    assert section.of is not None
    name = "declared_level" if found.name == "knows" else found.name
    if section.of.name == "edges" and name == "level" and section.fixed.get("kind") == "STANCE":
        name = "stance"
    general = of_statuses(vocabulary(section.of.name, name), name, meanings)
    if name == "stance" and not _PLUSES & set(cells):
        general = {word: code for word, code in general.items() if word not in NOTHING}
    general = {**general, **explained(name, sheet.headings, cells)}
    general |= phrases_in(cells, general) if name == "stance" else {}
    general |= roles_in(cells, general) if name == "roles" else {}
    if name in _KINDS_BESIDE_TIERS and _KINDS_BESIDE_TIERS in meanings:
        (other,) = {*_KINDS_BESIDE_TIERS} - {name}
        general = {**dict.fromkeys(vocabulary("orgs", other), ""), **general}
    if name == "flags":
        general |= {word_key(c): f for c in cells if (f := flag_in(c)) and not is_to_come(c, today)}
    if found.field is not None and found.field.parse is boolean:
        general = vocabulary("", "boolean")
    return {**general, **section.values.get(found.name, {})}
