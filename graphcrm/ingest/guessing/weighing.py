"""Weighing: what the values of a column say of what its heading was taken for, or of one whose heading says nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.companies import is_company
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.legends import explained
from graphcrm.ingest.guessing.meanings import Meaning, is_people, meaning
from graphcrm.ingest.guessing.names import is_office, is_person, name_key, people_in, written
from graphcrm.ingest.guessing.short_days import is_short_day
from graphcrm.ingest.guessing.sides import elsewhere, names_people, of_side
from graphcrm.ingest.guessing.values import MANY, Look, filled, is_name
from graphcrm.ingest.guessing.words import EVERY_OTHER, Shape, Vocabulary, heading_key, vocabulary, word_key
from graphcrm.ingest.headings import is_private
from graphcrm.model.currencies import CURRENCIES
from graphcrm.model.dates import ORDERS, day_of
from graphcrm.model.fields import DateOf, Field, FieldError, shown
from graphcrm.model.figures import whole_number
from graphcrm.model.periods import with_year
from graphcrm.model.tables import BY_NAME, Table

__all__ = ["Guess", "are_offices", "by_values", "known_words", "readable", "weighed"]

_SALUTATION = re.compile(
    r"((dr|prof|mag|ing|dipl|mr|mrs|ms|miss|herr|frau|sir|mme|先生|女士)\b[.-]?\s*)+", re.IGNORECASE
)
_ANSWERS = frozenset({"true", "false", "yes", "no", "ja", "nein", "oui", "non", "是", "否"})
#: What counts people and names none.
_FEW_DIGITS = re.compile(r"\d{1,3}")
#: Meanings that a heading alone does not settle, since the word is used for many things: the values must fit.
_BY_VALUES = frozenset({
    "flags", "function", "domain", "status", "tier", "category", "org_category", "confidence", "source", "veto", "interest", "polarity",
    "influence",
})  # fmt: skip
#: Meanings that name other people, where a column of nearly the same heading may hold levels.
_TIES = frozenset({"influenced_by", "influences", "trusts"})
#: Where a column of our people is taken already, what another one is.
_OR_ELSE = {"owner": "known_by"}
#: Without one of these a column whose heading says nothing holds no people: tasks and tickets have owners and customers, too.
_PERSONAL = frozenset({"title", "email", "reports_to", "stance", "grade", "roles", "influenced_by", "knows", "unit"})
#: Signs of a rating, and headings that say that there is one.
_SIGNS = frozenset({"+++", "++", "+", "o", "0", "+/-", "-", "--", "---", "–", "−"})
_RATING = re.compile(
    r"\+\s*[/,|]|rating|bewertung|beurteilung|einschätzung|assessment|évaluation|valoración|评价|评级", re.IGNORECASE
)
#: What somebody should think one day is no attitude.
_OTHERWISE = re.compile(r"progress|risk|health|phase|state|\w ?status|status ?\w|进度|风险", re.IGNORECASE)
_WANTED = re.compile(r"target|desired|goal|planned|soll|ziel|objetivo|cible|目标|期望|预期|目標", re.IGNORECASE)
#: A day by which something is to be done is none of a meeting.
_TO_COME = re.compile(
    r"\bdue\b|deadline|target|by when|next|planned|时限|期限|截止|截至|完成|计划|预计|下次|fällig|bis wann",
    re.IGNORECASE,
)
#: Headings that ask whom somebody saw, and not who will do something.
_WHOM_MET = re.compile(
    r"(?:见|会|拜访|沟通|联系|交流|约|聊).{0,3}(?:谁|哪些人|人员|人)|谁见|\b(?:met|saw|seen|spoke|talked|visited)\b"
    r"|\b(?:getroffen|gesprochen|besucht)\b|rencontré|vist[oa]s?\b",
    re.IGNORECASE,
)
#: Nor is the day of a paper: when a contract was signed, ends or is paid.
_OF_PAPERS = re.compile(
    r"contract|signed|signature|invoice|payment|renewal|expir|合同|签订|签署|签约|开票|付款|回款|到期|续约|验收|vertrag|rechnung|unterzeichn",
    re.IGNORECASE,
)
#: Share of the cells from which on a column is one of offices.
_MOSTLY = 0.6
#: Cells that are shown with what they are read as.
_EXAMPLES = 7
#: The highest number of a scale of influence that is read as one; of a longer scale nobody says where high begins.
_HIGHEST = 5
_LEVELS = frozenset({"stance", "grade", "level", "knows", "declared_level", "roles", "stage", "kind"})
_MARKED = Text(
    ";高的记为重点,其余不记:影响多大由“谁影响谁”算出",
    "; high is marked as key person, the rest is not kept: influence is computed from who influences whom",
)


#: What departments are called where a column speaks of “单位”; a company of its own is none.
_UNIT = re.compile(
    r"(?!.*(?:公司|集团|银行|医院|大学|局)).{1,12}(?:部|处|科|室|办|中心|车间|班组)"
    r"|(?:department|dept\.?|abteilung) .{1,40}|.{1,40} (?:department|dept\.?)",
    re.IGNORECASE,
)
_UNITS = Text(",值是部门", "; its values are departments")
_NONE: Vocabulary = {}


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column was taken for: a meaning, ``""`` for none, `ASK` if it has to be asked; and why."""

    place: int
    heading: str
    meaning: str
    reason: Text
    sure: float = 0.0


def weighed(guess: Guess, of: Table, cells: Sequence[Cell], seen: Look) -> Guess:
    """The guess in the light of the values: refused where they cannot be what the heading says."""
    found = meaning(of, guess.meaning)
    if found is None:
        return _with(guess, 0.0)
    texts = filled(cells)
    name = guess.meaning
    if name == "email":
        return _with(guess, guess.sure if seen.email >= 0.5 else 0.0)
    if name == "date" and of.name == "interactions" and _OF_PAPERS.search(guess.heading):
        return _with(guess, 0.0)
    if name == "last_met" or (found.field is not None and isinstance(found.field.parse, DateOf)):
        # A bare number is a day only where the heading says so.
        days = sum(is_short_day(t) or day_of(with_year(t, "2000"), ORDERS[0]) is not None for t in texts)
        return _with(
            guess,
            guess.sure if texts and max(seen.date, days / len(texts)) >= (0.3 if name == "last_met" else 0.5) else 0.0,
        )
    if seen.date >= MANY or (seen.email >= MANY and not is_people(of, name)):
        return _with(guess, 0.0)
    if (
        (name in ("name", "org", "title") or is_people(of, name))
        and texts
        and all(word_key(text) in _ANSWERS for text in texts)
    ):
        return _with(guess, 0.0)  # an answer to “Is a company?”
    if name == "title" and texts and all(map(_SALUTATION.fullmatch, texts)):
        return _with(guess, 0.0)  # how somebody is addressed, not what somebody is
    if name == "name" and of.name == "people" and seen.name < 0.3 and not are_people(texts):
        return _with(guess, guess.sure - 1.0)
    if name == "participants" and texts and all(map(_FEW_DIGITS.fullmatch, texts)):
        return _with(guess, 0.0)  # how many there were
    if name == "knows" and are_people(texts):
        return Guess(guess.place, guess.heading, "owner", guess.reason, guess.sure)  # “Coverage”: who of ours
    if name in _TIES and 2 * sum(_is_level(t) for t in texts) >= len(texts):
        return _with(guess, 0.0)  # how much somebody moves others, not whom
    if name == "org" and not any(map(HAN.search, texts)) and are_offices(texts):
        return _with(guess, 0.0)  # “Role at customer”
    if name == "org" and of.name == "people" and _are_units(texts):
        return Guess(guess.place, guess.heading, "unit", guess.reason + _UNITS, guess.sure)
    words = vocabulary(of.name, name) if name == "roles" else {}
    if words and all(words.get(word_key(t)) == "" for t in texts):
        return _with(guess, 0.0)  # who presented, and nothing of a decision
    if name == "roles" and of.name == "people" and are_offices(texts) and not known_words(of, found, texts)[0]:
        return _with(guess, 0.0)  # what somebody is in the company, not in the decision
    marks = "rating" in guess.heading.casefold() and not any(t.startswith("-") for t in texts)  # for anything
    if name == "stance" and (marks or _WANTED.search(guess.heading)):
        return _with(guess, 0.0)
    if name == "influence" and any((whole_number(t) or 0) > _HIGHEST for t in texts):
        return _with(guess, 0.0)
    if name in _LEVELS or name in _BY_VALUES:
        share, example = known_words(of, found, texts, explained(name, [guess.heading]))
        if name in _BY_VALUES and share < 0.5:
            return _with(guess, 0.0)
        if name in _LEVELS and share == 0 and seen.different > 30:
            return _with(guess, 0.0)
        why = Text(f",值:{example}", f"; values: {example}")
        if name == "influence":
            why += _MARKED
        return Guess(guess.place, guess.heading, name, guess.reason + why, guess.sure + 0.5 * (share >= 0.5))
    return guess


def _are_units(texts: Sequence[str]) -> bool:
    """Whether most of what a column of organisations names is departments, and there are several: “单位” over “设备部”, “总工办”."""
    different = set(texts)
    return len(different) > 1 and sum(bool(_UNIT.fullmatch(t)) for t in different) >= _MOSTLY * len(different)


def _with(guess: Guess, sure: float) -> Guess:
    return Guess(guess.place, guess.heading, guess.meaning, guess.reason, sure)


def _is_level(text: str) -> bool:
    """Whether a cell says how much, by a word or by a mark up to ten."""
    number = whole_number(text)
    return word_key(text) in vocabulary("", "level") or (number is not None and number <= 2 * _HIGHEST)


def known_words(of: Table, found: Meaning, texts: Sequence[str], more: Vocabulary = _NONE) -> tuple[float, str]:
    """The share of cells whose every word stands for a code, and some of them; `more` are words that the heading explains."""
    if not texts or found.field is None:
        return 0.0, ""
    words = vocabulary(of.name, found.name) or vocabulary(
        "edges", "declared_level" if found.name == "knows" else found.name
    )
    words = {**words, **more}
    good = sum(readable(text, words, found.field) for text in texts)
    return good / len(texts), ", ".join(_read_as(t, words) for t in list(dict.fromkeys(texts))[:_EXAMPLES])


def _read_as(text: str, words: Vocabulary) -> str:
    """“Board → 5” for a word that stands for a code, the cell itself for anything else."""
    code = words.get(word_key(text))
    told = shown(text, 24)
    return told if code is None or code == text else f"{told} → {code or '–'}"


def readable(text: str, words: Collection[str], field: Field) -> bool:
    """Whether a cell is known words, or values of the column as they stand."""
    if word_key(text) in words or EVERY_OTHER in words:
        return True
    try:
        field.parse(text)
    except FieldError:
        parts = [p for p in re.split(r"[;\uff1b,\uff0c、/]", text) if p.strip()]
        return len(parts) > 1 and all(word_key(p) in words for p in parts)
    return True


def by_values(
    sheet: Sheet,
    looks: Sequence[Look],
    shape: Shape,
    of: Table,
    taken: dict[int, Guess],
    named: Collection[str],
    people: frozenset[str],
) -> Iterator[Guess]:
    """Columns whose heading says nothing but whose values do."""
    free = [n for n in range(len(looks)) if n not in taken and looks[n].filled and not is_private(sheet.headings[n])]
    for n in free:
        seen = looks[n]
        told = f"{seen.filled}"
        if side := _of_side(sheet, n, shape, named) or _who_was_met(sheet, n, of, named):
            why = Text("值是人名,标题写明是哪一方", "its values are names, and the heading says of which side")
            yield Guess(n, sheet.headings[n], side, why, 1.6)
            named = {*named, side}
        elif not shape.ours and elsewhere(sheet.headings[n]):
            continue
        elif of.name == "people" and "email" not in named and seen.email >= MANY:
            yield Guess(n, sheet.headings[n], "email", Text("值是电子邮箱", "its values are mail addresses"), 1.0)
            named = {*named, "email"}
        elif of.name == "people" and "title" not in named and are_offices(filled(sheet.column(n))):
            yield Guess(n, sheet.headings[n], "title", Text("值是职务", "its values are offices"), 1.0)
            named = {*named, "title"}
        elif of.name == "people" and "roles" not in named and _are_roles(filled(sheet.column(n))):
            yield Guess(n, sheet.headings[n], "roles", Text("值是决策角色", "its values are decision roles"), 1.0)
            named = {*named, "roles"}
        elif (
            of.name == "people" and "stance" not in named and are_attitudes(sheet.headings[n], filled(sheet.column(n)))
        ):
            yield Guess(n, sheet.headings[n], "stance", Text("值是态度", "its values are attitudes"), 1.0)
            named = {*named, "stance"}
        elif of.name == "opportunities" and "currency" not in named and _are_currencies(filled(sheet.column(n))):
            yield Guess(n, sheet.headings[n], "currency", Text("值是货币", "its values are currencies"), 1.0)
            named = {*named, "currency"}
        elif (
            of.name == "opportunities"
            and "name" not in named
            and heading_key(sheet.headings[n]) == "title"
            and set(named) & {"amount", "stage", "due"}
        ):
            yield Guess(n, sheet.headings[n], "name", Text("标题", "the heading"), 1.0)
            named = {*named, "name"}
        elif (
            of.name == "interactions"
            and "date" not in named
            and seen.date >= MANY
            and not _TO_COME.search(sheet.headings[n])
            and not _OF_PAPERS.search(sheet.headings[n])
        ):
            yield Guess(n, sheet.headings[n], "date", Text("值是日期", "its values are days"), 1.0)
        elif (
            of.name == "people"
            and not {"name", "last_name"} & set(named)
            and seen.name >= MANY
            and (set(named) & _PERSONAL or "owner" not in named)
            and heading_key(sheet.headings[n]) not in shape.meanings
            and _begin_as_names(filled(sheet.column(n)))
            and seen.different > 0.6 * seen.filled
        ):
            yield Guess(n, sheet.headings[n], "name", Text("值像人名", "its values look like names"), 1.0)
            named = {*named, "name"}
        elif (
            of.name == "people"
            and "name" in named
            and seen.name >= MANY
            and names_people(sheet.headings[n].split("(")[0].split("\uff08")[0])
            and are_people(filled(sheet.column(n)))
        ):
            why = Text(
                "值是人名,但标题没有说明是什么关系", "its values are names, but the heading does not say in what way"
            )
            yield Guess(n, sheet.headings[n], ASK, why, 0.0)
        elif people and (share := _share_of_people(sheet.column(n), people)) >= 0.6 and seen.different > 1:
            why = Text(
                f"{told} 格里 {share:.0%} 是别处出现的人名,但标题没有说明是什么关系",
                f"{share:.0%} of {told} cells are people known from elsewhere, but the heading does not say in what way",
            )
            yield Guess(n, sheet.headings[n], ASK, why, 0.0)


def _of_side(sheet: Sheet, place: int, shape: Shape, named: Collection[str]) -> str:
    """What a column of names is whose heading speaks of one side; "" for another column, or where that is taken."""
    side = of_side(sheet.headings[place], shape.name)
    side = _OR_ELSE.get(side, side) if side in named else side
    fits = side and side not in named and meaning(BY_NAME[shape.table], side) is not None
    return side if fits and are_people(filled(sheet.column(place))) else ""


def _who_was_met(sheet: Sheet, place: int, of: Table, named: Collection[str]) -> str:
    """“theirs” for a column of a list of meetings of ours that asks whom they met and holds people; "" for any other."""
    fits = of.name == "interactions" and "ours" in named and not {"theirs", "participants"} & set(named)
    asks = fits and _WHOM_MET.search(sheet.headings[place]) and not _TO_COME.search(sheet.headings[place])
    return "theirs" if asks and are_people(filled(sheet.column(place))) else ""


def are_people(texts: Sequence[str]) -> bool:
    """Whether nearly all cells name people, and not companies, units or posts."""
    said = [written(one) for cell in texts for one in people_in(cell)]
    test = is_name if sum(bool(one.title) for one in said) > len(said) / 2 else is_person  # a post stands behind a name
    good = sum(test(one.name) and not (is_company(one.name) or is_office(one.name)) for one in said)
    return bool(said) and good >= MANY * len(said)


def _are_currencies(texts: Sequence[str]) -> bool:
    return bool(texts) and all(text in CURRENCIES for text in texts)


def _begin_as_names(texts: Sequence[str]) -> bool:
    """Whether Chinese texts begin with family names, as short words for anything else do not."""
    han = [text for text in texts if HAN.match(text)]
    return sum(map(is_person, han)) >= MANY * len(han)


def are_offices(texts: Sequence[str]) -> bool:
    """Whether most cells say what somebody is in a company, such as “Head of IT” or “采购部经理”."""
    return len(texts) > 1 and sum(map(is_office, texts)) >= _MOSTLY * len(texts)


def _are_roles(texts: Sequence[str]) -> bool:
    """Whether all cells are roles in a decision, at least two different ones."""
    words = vocabulary("people", "roles")
    return len({words.get(word_key(t)) for t in texts}) > 1 and all(words.get(word_key(t)) for t in texts)


def are_attitudes(heading: str, texts: Sequence[str]) -> bool:
    """Whether most cells are words for an attitude, and nothing says that it is one to come."""
    words = vocabulary("people", "stance")
    if _RATING.search(heading) and set(texts) <= _SIGNS and {"+", "++"} & set(texts):
        return True
    known = [t for t in texts if len(t) > 1 and words.get(word_key(t))]
    return (
        len(texts) > 1
        and len(known) >= MANY * len(texts)
        and not (_WANTED.search(heading) or _OTHERWISE.search(heading))
    )


def _share_of_people(cells: Sequence[Cell], people: frozenset[str]) -> float:
    texts = filled(cells)
    hits = sum(all(name_key(p) in people for p in people_in(t, people)) for t in texts)
    return hits / len(texts) if len(texts) >= 3 else 0.0
