"""Weighing: what the values of a column say of what its heading was taken for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import EITHER, SAME
from graphcrm.ingest.guessing.laid import known_label, meanings_of
from graphcrm.ingest.guessing.meanings import Meaning, is_people, meaning
from graphcrm.ingest.guessing.sheets.legends import explained
from graphcrm.ingest.guessing.texts.day_reading import DUE, as_term, is_open, is_term, whole_day
from graphcrm.ingest.guessing.texts.heading_senses import (
    is_before,
    is_of_customers,
    is_of_papers,
    is_opinion,
    is_wanted,
)
from graphcrm.ingest.guessing.texts.holding import (
    HIGHEST,
    are_attitudes,
    are_companies,
    are_departments,
    are_levels,
    are_offices,
    are_people,
    are_roles,
    are_units,
    known_words,
)
from graphcrm.ingest.guessing.texts.honours import is_honour
from graphcrm.ingest.guessing.texts.our_goals import are_our_goals
from graphcrm.ingest.guessing.texts.short_days import is_short_day
from graphcrm.ingest.guessing.texts.somebody import strangers
from graphcrm.ingest.guessing.texts.units_or_orgs import names_both
from graphcrm.ingest.guessing.texts.weeks import is_day_of_week
from graphcrm.ingest.guessing.values import MANY, Look, is_number
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.dates import ORDERS, day_of
from graphcrm.model.fields import DateOf
from graphcrm.model.figures import whole_number
from graphcrm.model.periods import with_year
from graphcrm.model.provenance import MONEY
from graphcrm.model.tables import Table

__all__ = ["weighed"]

#: An account at a bank.
_BANK = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9 ]{8,32}|[\d ./-]{3,}")
#: What counts people and names none.
_FEW_DIGITS = re.compile(r"\d{1,3}")
#: Meanings that a heading alone does not settle, since the word is used for many things: the values must fit.
_BY_VALUES = frozenset({
    "flags", "function", "domain", "status", "tier", "category", "org_category", "confidence", "source", "veto", "interest", "polarity",
    "influence",
})  # fmt: skip
_LEVELS = frozenset({"stance", "grade", "level", "knows", "declared_level", "roles", "stage", "kind", "org_tier"})
#: Judgements of which a sheet keeps no evidence.
_NO_EVIDENCE = frozenset({"influence", "interest", "knows", "grade"})
#: Of these a heading may say what is wanted, or what was, and not what is.
_NOW = frozenset({"stance", "knows", "declared_level", "influence"})
#: Share of the names from which on they are the labels of a form; different values from which on unknown words are no levels.
_LABELS, _TOO_MANY = 0.3, 30
_NEEDS = frozenset({"business_need", "personal_need"})
#: Meanings that name other people, where a column of nearly the same heading may hold levels.
_TIES = frozenset({"influenced_by", "influences", "trusts"})
_MARKED = Text(
    "；高的记为重点，其余不记：影响多大由“谁影响谁”算出",
    "; high is marked as key person, the rest is not kept: influence is computed from who influences whom",
)
_LAST_DAYS = Text("；月份、季度或年份读作其最后一天", "; a month, a quarter or a year is read as its last day")
#: What nobody is called, and no post, department or level: “2 yrs 3 mos”, “8 Monate”, “3年2个月”.
_HOW_LONG = re.compile(
    r"(?:(?:[<>~]|ca\.?|seit)\s*)?(?:\d+(?:[.,]\d+)?\s*(?:(?:y(?:ea)?rs?|mo(?:nth)?s?|weeks?|days?|jahre?n?|monate?n?|wochen?|ans?|années?"
    r"|mois|años?|mes(?:es|i)?|ann[oi]|jaar|jaren|maand(?:en)?)\b|年|个?月)\.?[,\s]*(?:(?:and|und|et|y|e|en)\s+)?)+",
    re.IGNORECASE,
)
_OF_NAMES = frozenset({"name", "title", "unit", "org", "function"})
_OF_PEOPLE = frozenset({"name", "first_name", "last_name"})
_SIGNED = re.compile(r"[+−-]?\d{1,2}")
#: A last contact that was a meeting; any other whose time of day is known is when a system last logged something.
_MEETING = re.compile(
    r"\bmet\b|meeting|visit|\bseen\b|treffen|getroffen|besuch|rencontre|réunion|reunión|encuentro|见面|会面|拜访|走访|見面|拜訪|訪問",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(r".*\d[T ](?!0?0:00(?::00)?\b)\d{1,2}:\d{2}\b.*")
_UNITS = Text("，值是部门", "; its values are departments")
_OFFICES = Text("，值是职务", "; its values are offices")
_ROLES = Text("，值是决策角色", "; its values are decision roles")
_ATTITUDES = Text("，值是态度", "; its values are attitudes")
_BELOW_NOTHING = Text("，有正有负", "; some are below nothing")


def weighed(guess: Guess, of: Table, said: Sequence[str], seen: Look) -> Guess:
    """The guess in the light of what the filled cells say: refused where they cannot be what the heading says."""
    found = meaning(of, guess.meaning)
    if found is None:
        return guess.as_sure(0.0)
    column = _Column(guess, of, found, said, seen)
    return next((verdict for rule in _RULES if (verdict := rule(column)) is not None), guess)


class _Column(NamedTuple):
    """A column with what its heading was taken for, and its filled cells."""

    guess: Guess
    of: Table
    found: Meaning
    texts: Sequence[str]
    look: Look

    @property
    def name(self) -> str:
        return self.guess.meaning

    def all(self, test: Callable[[str], object]) -> bool:
        """Whether there are cells, and all pass."""
        return bool(self.texts) and all(map(test, self.texts))

    def none_if(self, refused: object) -> Guess | None:
        """The guess refused, or no opinion of it."""
        return self.guess.as_sure(0.0) if refused else None


def _how_it_went(c: _Column) -> Guess | None:
    """How meetings went, if the cells have words or numbers for that; sentences of what came out of each are a summary."""
    words = vocabulary(c.of.name, c.name)
    told = any(word_key(one) in words or is_number(one) for one in c.texts)
    return c.none_if(c.name == "outcome" and not told)


def _one_of_several(c: _Column) -> Guess | None:
    """What an abbreviation of several headings is taken for only where its values are such: people, offices, units, known words."""
    if c.guess.sure > EITHER:
        return None
    if c.name == "name" or is_people(c.of, c.name):
        return c.none_if(not are_people(c.texts))
    if c.name == "title":
        return c.none_if(not are_offices(c.texts))
    if c.name == "unit":
        return c.none_if(not (are_departments(c.texts) or are_units(c.texts)))
    told = c.name in _LEVELS | _BY_VALUES and known_words(c.of, c.found, c.texts)[0] >= 0.5
    day = c.found.field is not None and isinstance(c.found.field.parse, DateOf)
    return c.none_if(not (told or day))


def _mail(c: _Column) -> Guess | None:
    return c.guess.as_sure(c.guess.sure if c.look.email >= 0.5 else 0.0) if c.name == "email" else None


def _day_of_a_paper(c: _Column) -> Guess | None:
    return c.none_if(c.name == "date" and c.of.name == "interactions" and is_of_papers(c.guess.heading))


def _stamp_of_a_system(c: _Column) -> Guess | None:
    """When something was last logged about somebody: neither what it was nor that anybody met is said."""
    logged = c.name == "last_met" and not _MEETING.search(c.guess.heading)
    return c.none_if(logged and 2 * sum(map(bool, map(_TIME_OF_DAY.fullmatch, c.texts))) > len(c.texts))


def _days(c: _Column) -> Guess | None:
    """A bare number is a day only where the heading says so."""
    if c.name != "last_met" and not (c.found.field is not None and isinstance(c.found.field.parse, DateOf)):
        return None
    texts = [*map(as_term if c.name in DUE else whole_day, c.texts)]
    meeting = c.of.name == "interactions"
    days = sum(
        is_short_day(t) or (meeting and is_day_of_week(t)) or any(day_of(with_year(t, "2000"), o) for o in ORDERS)
        for t in texts
    )
    terms = sum(map(is_term, texts)) if c.name in DUE else 0
    days += sum(map(is_open, c.texts)) if c.name in DUE else 0
    enough = c.texts and max(c.look.date, (days + terms) / len(c.texts)) >= (0.3 if c.name == "last_met" else 0.5)
    guess = c.guess.as_meaning(c.name, _LAST_DAYS) if terms else c.guess
    return guess.as_sure(guess.sure if enough else 0.0)


def _days_or_mails_of_something_else(c: _Column) -> Guess | None:
    return c.none_if(c.look.date >= MANY or (c.look.email >= MANY and not is_people(c.of, c.name)))


def _numbers_of_something_else(c: _Column) -> Guess | None:
    """Telephone numbers, or how long somebody is there: “Telefono ufficio” is no office, “Time in role” no role."""
    if c.name not in _OF_NAMES | _LEVELS:
        return None
    return c.none_if((c.name in _OF_NAMES and c.look.link >= MANY) or c.all(_HOW_LONG.fullmatch))


def _yes_or_no(c: _Column) -> Guess | None:
    """An answer to “Is a company?”, “Decision maker?”; a company may be called “X”, and nobody “Y”."""
    people = c.name in _OF_PEOPLE or is_people(c.of, c.name)
    named = people or c.name in ("org", "title")
    answers = vocabulary("", "boolean")
    return c.none_if(named and c.all(lambda t: word_key(t) in answers and (people or len(t) > 1 or HAN.match(t))))


def _roles_in_a_decision(c: _Column) -> Guess | None:
    # “Buying Influence”: a role, or who has one; “立場” may be either
    attitudes = c.name == "stance" and c.of.name == "people" and not known_words(c.of, c.found, c.texts)[0]
    words = c.name == "title" or (c.name == "name" and c.of.name == "people") or attitudes
    roles = words and are_roles(c.texts) and not are_offices(c.texts)
    return c.guess.as_meaning("roles", _ROLES) if roles else None


def _no_posts(c: _Column) -> Guess | None:
    """Where somebody stands, or should one day: “Desired position”, “Position on the offer”."""
    if c.name == "title" and is_opinion(c.guess.heading) and not are_offices(c.texts):
        return c.guess.as_meaning("stance")
    return c.none_if(c.name == "title" and (is_wanted(c.guess.heading) or are_attitudes("", c.texts)))


def _salutations(c: _Column) -> Guess | None:
    """How somebody is addressed, or a degree, and not what somebody is."""
    return c.none_if(c.name == "title" and c.all(is_honour))


def _no_names(c: _Column) -> Guess | None:
    doubtful = c.name == "name" and c.of.name == "people" and c.look.name < 0.3 and not are_people(c.texts)
    return c.guess.as_sure(c.guess.sure - 1.0) if doubtful else None


def _nobody(c: _Column) -> Guess | None:
    """How many people work there, what they do, and nobody’s name: “approx. 3,400”."""
    return c.none_if(c.name == "name" and c.of.name == "people" and len(strangers(c.texts)) == len(set(c.texts)) > 0)


def _names_that_are_headings(c: _Column) -> Guess | None:
    """A form of labels with their values beside them, taken for a list: “Industry”, “Employees” are no companies."""
    labels = sum(map(known_label, set(c.texts)))
    listed = c.name == "name" and c.of.name in ("orgs", "people", "opportunities")
    return c.none_if(listed and labels > 1 and labels >= _LABELS * len(set(c.texts)))


def _no_amounts(c: _Column) -> Guess | None:
    """Nothing is worth what has no figure in it; half of an amount may be “tbd”."""
    money = c.found.field is not None and c.found.field.parse is MONEY
    return c.none_if(money and 2 * sum(any(map(str.isdigit, t)) for t in c.texts) < len(c.texts))


def _no_needs(c: _Column) -> Guess | None:
    """How much something is needed, and not what; or what we want of somebody, below “目标”, “Goal”."""
    ours = is_wanted(c.guess.heading) and are_our_goals(c.texts)
    return c.none_if(c.name in _NEEDS and (are_levels(c.texts) or ours))


def _neither_deals_nor_needs(c: _Column) -> Guess | None:
    """How somebody stands or should stand one day, or takes part in a decision: “Deal support: Neutral”, “态度 / 目标：支持”."""
    roles = c.name == "opportunity" and are_roles(c.texts)
    return c.none_if(roles or (c.name in {*_NEEDS, "opportunity"} and are_attitudes("", c.texts)))


def _how_many_there_were(c: _Column) -> Guess | None:
    return c.none_if(c.name == "participants" and c.all(_FEW_DIGITS.fullmatch))


def _attitudes_by_number(c: _Column) -> Guess | None:
    """Nobody is known less than not at all."""
    known = c.name == "knows" and c.of.name == "people" and c.all(_SIGNED.fullmatch)
    signed = known and any(t[0] in "-−" for t in c.texts)
    return c.guess.as_meaning("stance", _BELOW_NOTHING) if signed else None


def _attitudes_by_word(c: _Column) -> Guess | None:
    """“Relationship: Supporter” says how somebody stands to us, and not how well somebody knows them."""
    if c.name != "knows" or c.of.name != "people" or known_words(c.of, c.found, c.texts)[0]:
        return None
    return c.guess.as_meaning("stance", _ATTITUDES) if are_attitudes("", c.texts) else None


def _who_of_ours(c: _Column) -> Guess | None:
    """Not how well somebody is known: “Coverage”."""
    return c.guess.as_meaning("owner") if c.name == "knows" and are_people(c.texts) else None


def _how_much(c: _Column) -> Guess | None:
    """How much somebody moves others, or how somebody stands to something, and nobody's name."""
    levels = c.name in _TIES and are_levels(c.texts)
    return c.none_if(levels or (is_people(c.of, c.name) and are_attitudes("", c.texts)))


def _office_of_a_company(c: _Column) -> Guess | None:
    """What somebody is there, not where: “Role at customer”; below “Company” stands “Cymru Health Board”."""
    unsure = c.name == "org" and c.guess.sure < SAME
    return c.none_if(unsure and are_offices(c.texts) and not any(map(HAN.search, c.texts)))


def _account_at_a_bank(c: _Column) -> Guess | None:
    """“Konto” is a customer, unless all of its cells are numbers."""
    return c.none_if(c.name == "org" and heading_key(c.guess.heading) == "konto" and c.all(_BANK.fullmatch))


def _units_or_companies(c: _Column) -> Guess | None:
    """“单位” over departments, and companies below a heading that names both; letters say what a department does, not which it is."""
    if c.name == "unit" and names_both(c.guess.heading) and are_companies(c.texts):
        return c.guess.as_meaning("org")
    units = c.name == "org" and c.of.name == "people" and are_units(c.texts)
    letters = c.name == "unit" and c.all(lambda t: len(t) == 1 and t.isascii())
    return c.guess.as_meaning("unit", _UNITS) if units else c.none_if(letters)


def _no_part_in_a_decision(c: _Column) -> Guess | None:
    """Who presented; or what somebody is in the company."""
    if c.name != "roles":
        return None
    words = vocabulary(c.of.name, c.name)
    presented = words and all(words.get(word_key(t)) == "" for t in c.texts)
    offices = c.of.name == "people" and are_offices(c.texts)
    return c.none_if(presented or (offices and not known_words(c.of, c.found, c.texts)[0]))


def _post_somebody_holds(c: _Column) -> Guess | None:
    """What somebody is now, and not how somebody stands to us: “Current position”."""
    offices = c.name == "stance" and c.of.name == "people" and are_offices(c.texts)
    return c.guess.as_meaning("title", _OFFICES) if offices and not known_words(c.of, c.found, c.texts)[0] else None


def _no_attitude(c: _Column) -> Guess | None:
    """Marks for anything."""
    marks = "rating" in c.guess.heading.casefold() and not any(t.startswith("-") for t in c.texts)
    return c.none_if(c.name == "stance" and marks)


def _not_now(c: _Column) -> Guess | None:
    """What somebody should think one day, or thought once, and how well they should be known: “目标关系”, “上周态度”."""
    return c.none_if(c.name in _NOW and (is_wanted(c.guess.heading) or is_before(c.guess.heading)))


def _level_of_a_customer(c: _Column) -> Guess | None:
    """What customers are sorted by, beside the people of one: “客户级别”, “Account tier”."""
    return c.none_if(c.name == "grade" and c.of.name == "people" and is_of_customers(c.guess.heading))


def _evidence_of_something_else(c: _Column) -> Guess | None:
    """Why somebody has influence, “影响力 / 依据”, is no evidence of what they think."""
    group = c.guess.heading.partition(" / ")[0]
    return c.none_if(c.name == "evidence" and meanings_of(heading_key(group)) & _NO_EVIDENCE)


def _too_long_a_scale(c: _Column) -> Guess | None:
    known = explained(c.name, [c.guess.heading])
    return c.none_if(
        c.name == "influence" and any((whole_number(t) or 0) > HIGHEST and t not in known for t in c.texts)
    )


def _words(c: _Column) -> Guess | None:
    """What the words of the cells stand for, if they are known."""
    if c.name not in _LEVELS and c.name not in _BY_VALUES:
        return None
    share, example = known_words(c.of, c.found, c.texts, explained(c.name, [c.guess.heading], c.texts))
    if c.name in _BY_VALUES and share < 0.5:
        return c.guess.as_sure(0.0)
    if c.name in _LEVELS and share == 0 and c.look.different > _TOO_MANY:
        return c.guess.as_sure(0.0)
    why = Text(f"，值：{example.zh}", f"; values: {example.en}") + (_MARKED if c.name == "influence" else Text("", ""))
    return c.guess.as_meaning(c.name, why).as_sure(c.guess.sure + 0.5 * (share >= 0.5))


#: What the values say; the first that has an opinion decides.
_RULES: Sequence[Callable[[_Column], Guess | None]] = (
    _one_of_several,
    _how_it_went,
    _mail,
    _day_of_a_paper,
    _stamp_of_a_system,
    _days,
    _days_or_mails_of_something_else,
    _numbers_of_something_else,
    _yes_or_no,
    _roles_in_a_decision,
    _no_posts,
    _salutations,
    _nobody,
    _no_names,
    _names_that_are_headings,
    _no_amounts,
    _no_needs,
    _neither_deals_nor_needs,
    _how_many_there_were,
    _attitudes_by_number,
    _attitudes_by_word,
    _who_of_ours,
    _how_much,
    _account_at_a_bank,
    _office_of_a_company,
    _units_or_companies,
    _no_part_in_a_decision,
    _post_somebody_holds,
    _no_attitude,
    _not_now,
    _level_of_a_customer,
    _evidence_of_something_else,
    _too_long_a_scale,
    _words,
)
