"""What words and signs of a column stand for in this file alone, as a legend, a line above it or the column itself says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from graphcrm.ingest.guessing.columns.book import Book
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.columns.several_meanings import (
    KINDS_OF_THIRD_PARTIES,
    RIVALS,
    attitudes_of_roles,
    names_rivals,
)
from graphcrm.ingest.guessing.laid import MARKS, UNMARKED
from graphcrm.ingest.guessing.meanings import meanings
from graphcrm.ingest.guessing.sheets.legends import legend_for
from graphcrm.ingest.guessing.texts.heading_senses import is_of_remarks, role_asked
from graphcrm.ingest.guessing.texts.initials import people_written_out
from graphcrm.ingest.guessing.texts.labels import kind_among
from graphcrm.ingest.guessing.texts.leanings import leaning_in, names_vendor
from graphcrm.ingest.guessing.texts.phrases import phrases_of_rivals
from graphcrm.ingest.guessing.texts.roles_beside import roles_beside
from graphcrm.ingest.guessing.texts.short_names import names_written_out
from graphcrm.ingest.guessing.words import EVERY_OTHER, vocabulary, word_key
from graphcrm.model.choices import OrgCategory

__all__ = ["Signs", "signs_of"]

#: By the meaning of a column, what its words stand for.
Signs = dict[str, Mapping[str, str]]
_Found = Iterator[tuple[str, Mapping[str, str]]]
#: Meanings whose cells may be signs that a legend tells.
_OF_LEVELS = ("stance", "knows", "declared_level", "level", "grade", "roles")
#: Columns that name our people, whom lines may write out.
_OF_OURS = ("owner", "known_by", "our_sponsor", "proposed_sponsor", "ours", "reported_by", "logged_by", "next_owner")


def signs_of(one: Recognised, book: Book) -> Signs:
    """What the words of each column stand for; what a later reader says of the same word counts."""
    found: Signs = {}
    for guess in one.guesses:
        cells = one.sheet.said(guess.place)
        for reader in (*_READERS.get(guess.meaning, ()), _third_parties, _told_by_legends):
            for meaning, words in reader(one, guess, cells, book):
                found[meaning] = {**found.get(meaning, {}), **words}
    return {meaning: words for meaning, words in found.items() if words}


def _marks(_: Recognised, guess: Guess, cells: Sequence[str], __: Book) -> _Found:
    """A heading that is a role itself, under which those are marked who have it: “Approver?”."""
    if role := role_asked(guess.heading):
        said = {word_key(cell) for cell in cells}
        yield "roles", {word: role if word in MARKS else "" for word in sorted(said & (MARKS | UNMARKED))}


def _posts_among_roles(_: Recognised, __: Guess, cells: Sequence[str], ___: Book) -> _Found:
    """Posts whose holders have a part in a decision, among roles in it: “Project manager”."""
    known, roles = vocabulary("people", "post_among_roles"), vocabulary("people", "roles")
    said = {word_key(cell) for cell in cells}
    if any(roles.get(word) for word in said):
        yield "roles", {word: known[word] for word in sorted(said & known.keys())}


def _rivals_among_roles(one: Recognised, _: Guess, __: Sequence[str], ___: Book) -> _Found:
    """Competitors in a column of roles: no role of anybody, but what the organisation beside them is."""
    if names_rivals(one):
        yield "roles", dict.fromkeys(sorted(RIVALS), "")
        if one.place("org_category") is None:
            yield "org_category", {**dict.fromkeys(sorted(RIVALS), OrgCategory.COMPETITOR.value), EVERY_OTHER: ""}


def _opponents_among_roles(one: Recognised, _: Guess, __: Sequence[str], ___: Book) -> _Found:
    """Who is against us in a column of roles: “Blocker”; every other role says nothing of an attitude."""
    if said := attitudes_of_roles(one):
        yield "stance", {**said, EVERY_OTHER: ""}


def _organisations(_: Recognised, guess: Guess, cells: Sequence[str], book: Book) -> _Found:
    """Short names of organisations that a line writes out."""
    yield guess.meaning, {word_key(short): full for short, full in names_written_out(book.lines, cells).items()}


def _our_people(one: Recognised, guess: Guess, cells: Sequence[str], book: Book) -> _Found:
    """Initials of our people that a line writes out."""
    out = people_written_out((*book.lines, *one.sheet.notes), cells)
    yield guess.meaning, {word_key(short): full for short, full in out.items()}


def _attitudes(_: Recognised, __: Guess, cells: Sequence[str], book: Book) -> _Found:
    """Roles beside attitudes, and attitudes to somebody other than us."""
    beside = {word_key(cell): roles_beside(cell) for cell in cells}
    if any(beside.values()):
        yield "roles", beside
    yield "stance", {word_key(cell): "" for cell in cells if names_vendor(leaning_in(cell))}
    yield "stance", phrases_of_rivals(cells, book.rivals, vocabulary("people", "stance"))


def _labels(_: Recognised, __: Guess, cells: Sequence[str], ___: Book) -> _Found:
    """What an organisation is, among the labels of a person: “Customer; A”."""
    kinds = {word_key(cell): kind_among(cell) for cell in cells}
    known = vocabulary("people", "org_category")
    yield "org_category", {word: kind for word, kind in kinds.items() if kind and word not in known}


def _remarks(_: Recognised, guess: Guess, __: Sequence[str], ___: Book) -> _Found:
    """Flags in a column of remarks, of which every other word is none."""
    if is_of_remarks(guess.heading):
        yield "flags", {EVERY_OTHER: ""}


def _third_parties(one: Recognised, guess: Guess, cells: Sequence[str], _: Book) -> _Found:
    """Words beside organisations that are no kind of third party."""
    kind = KINDS_OF_THIRD_PARTIES.get(guess.meaning, "")
    if one.of is not None and kind in meanings(one.of) and one.place(kind) is None:
        said = {word_key(cell) for cell in cells}
        yield kind, dict.fromkeys(sorted(said - set(vocabulary("orgs", "subtype"))), "")


def _told_by_legends(one: Recognised, guess: Guess, cells: Sequence[str], book: Book) -> _Found:
    """Signs of levels that a legend beside the table, or on a sheet of its own, tells."""
    if one.of is not None and guess.meaning in _OF_LEVELS:
        name = "declared_level" if guess.meaning == "knows" else guess.meaning
        texts = (*one.sheet.notes, *one.sheet.above, guess.heading)
        yield guess.meaning, legend_for(texts, cells, vocabulary(one.of.name, name), book.legends)


_READERS: Mapping[str, Sequence[Callable[[Recognised, Guess, Sequence[str], Book], _Found]]] = {
    "roles": (_marks, _rivals_among_roles, _posts_among_roles, _opponents_among_roles),
    "org": (_organisations,),
    "customer": (_organisations,),
    **dict.fromkeys(_OF_OURS, (_our_people,)),
    "stance": (_attitudes,),
    "org_category": (_labels,),
    "flags": (_remarks,),
}
