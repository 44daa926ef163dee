"""Resolving: which organisation or unit a text in a cell means; what is only mentioned is made, or asked about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphcrm.i18n import Name, Text
from graphcrm.ingest.guessing.laid import ASK, OURS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.identities import KEY, Identities, org_key
from graphcrm.ingest.guessing.references.orgs_for_short import OrgsForShort
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Source
from graphcrm.ingest.guessing.sheets.layouts.unit_levels import WITHIN
from graphcrm.ingest.guessing.texts.names import is_person, name_key
from graphcrm.ingest.guessing.texts.sides import OURS as OUR_SIDE
from graphcrm.ingest.guessing.texts.sides import side_named
from graphcrm.ingest.guessing.texts.somebody import is_open_post
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.choices import OrgCategory, OrgSubtype
from graphcrm.model.fields import shown

__all__ = ["MOST", "Place", "Whereabouts"]

#: What our company is called, in either language, and its id until somebody says its name.
_DEFAULT_EN, _DEFAULT_ID = "Our company", "us"
_DEFAULT = Name.of("我方", _DEFAULT_EN)
#: How the vocabulary of vendors calls our company.
_US = "us"
#: Layouts in which the people of our company stand beside those of others.
_OF_SIDES = frozenset({"sides", "people of tasks"})
_IN_BRACKETS = re.compile(r"(.*?)\s*[(\uff08]\s*([^()\uff08\uff09]+?)\s*[)\uff09]")
#: What a row about somebody says of their organisation, in the plural.
_OF_ORGS = {
    "tier": Text("客户级别", "tiers"),
    "industry": Text("行业", "industries"),
    "region": Text("地区", "regions"),
}
_COLUMNS_OF_ORGS = tuple((name, f"org_{name}") for name in _OF_ORGS)
#: How teams call those whom they compete with, before the name: “友商瑞测”.
_RIVAL = re.compile(r"友商|竞[争品]?对手|竞对|(?:our )?competitor\b", re.IGNORECASE)
_CONSULTANT = re.compile(r"consult|advis|berat|咨询|顾问", re.IGNORECASE)
#: Candidates of a question.
MOST = 12


class Place(NamedTuple):
    """Where a reference stands."""

    source: Source
    line: int


class Whereabouts:
    """Finds organisations and units, makes those that are only mentioned, and asks where neither is certain."""

    def __init__(self, known: Identities, asked: Asked, drafts: Drafts, our_company: str) -> None:
        self.known, self.asked, self.drafts = known, asked, drafts
        self.our_company = our_company
        self.short = OrgsForShort(known.of["org"], asked)
        self.orgs: dict[str, dict[str, str]] = {}
        #: Organisations that became customers because nothing says what they are.
        self.assumed: dict[str, None] = {}
        self._memo: dict[tuple[str, str], str] = {}
        self._our_name = ""
        #: People rows by id, of so many that were made.
        self._drafted: dict[str, Mapping[str, str]] = {}
        self._looked_at = 0
        #: The unit above each that a row names with the way down to it.
        self._above: dict[str, str] = {}
        #: The workbooks that name each organisation, by its id.
        self._workbooks: dict[str, set[str]] = {}
        #: Name keys of those whom columns of names name in this import.
        self.named: frozenset[str] = frozenset()

    # ---- organisations and units

    def ours(self, place: Place) -> str:
        """The id of our company, which is asked for once; an answer renames one that is recorded."""
        known = self.known.of["org"]
        if not self.known.our_company:
            name = self.our_name()
            found = self.known.find("org", name)
            key = found[0] if found else self.known.add("org", name, key=_DEFAULT_ID if name == _DEFAULT else "")
            row = self.orgs.get(key) or self._org_row(key, name, place)
            row["category"] = OrgCategory.OUR_COMPANY.value
            if name == _DEFAULT:
                row["name_en"] = _DEFAULT_EN
            self.known.our_company = key
            self.known.ours.add(key)
        elif (said := self.asked.answer("our_company")) and said != _DEFAULT == known.name[self.known.our_company]:
            row = self._org_row(self.known.our_company, said, place)
            row |= {"category": OrgCategory.OUR_COMPANY.value, "name_en": said}  # in place of the default's
            known.name[self.known.our_company] = said
        return self.known.our_company

    def our_name(self, candidates: tuple[str, ...] = ()) -> str:
        """What our company is called, perhaps as one of those that a sheet names."""
        if not self._our_name:
            words = Text(
                "你们自己的公司叫什么？（态度是对它的态度，“我方”的人在它那里）",
                "What is your own company called? (attitudes are attitudes to it; “our” people are its people)",
            )
            proposal = self.our_company or _DEFAULT
            self._our_name = self.asked.ask(Question("our_company", words, candidates, proposal))
        return self._our_name

    def is_of_others(self, org: str) -> bool:
        """Whether an organisation is not ours, once somebody has said which is: a group of people may be called “Users”, too."""
        us = org_key(self.asked.answer("our_company"))
        ours = not org or org_key(org).startswith(us) or self.known.ours.intersection(self.known.find("org", org))
        return bool(us) and not ours

    def only_customer(self, place: Place) -> str:
        """What the customer is called, if there is only one beside the group above it; "" otherwise, and for one of another workbook."""
        customers = [row for row in self.orgs.values() if row.get("category") == OrgCategory.CUSTOMER.value]
        above = {row.get("parent", "") for row in customers}
        only, *others = [row for row in customers if not above & {row["id"], row["name"]}] or [{}]
        named = self._workbooks.get(only.get("id", ""), set())
        here = not named or not named.isdisjoint(("", place.source.sheet.workbook)) or not place.source.sheet.workbook
        return only.get("name", "") if here and not others else ""

    def org(self, text: str, place: Place, values: Mapping[str, str]) -> str:
        """The organisation of a name or key; one that is only mentioned is made. What a row says of it is kept, the first of two."""
        key = self._org(text, place, values)
        self._workbooks.setdefault(key, set()).add(place.source.sheet.workbook)
        said = {n: values[column] for n, column in _COLUMNS_OF_ORGS if values.get(column)}
        if not said or not key:
            return key
        # one that is recorded has no row yet: what is not said here stays as it is
        row = self.orgs.get(key) or self._org_row(key, self.known.of["org"].name[key], place)
        for name, value in said.items():
            row[name] = row.get(name) or value
            if row[name] == value:
                continue
            label, kept = _OF_ORGS[name], shown(row[name])
            told = Text(
                f"“{shown(row['name'])}”的{label.zh}前后不一，保留“{kept}”，未取“{shown(value)}”",
                f"“{shown(row['name'])}” has several {label.en}; “{kept}” was kept and “{shown(value)}” left out",
            )
            self.drafts.leave_out(place.source.sheet.file, told, place.line)
        return key

    def _org(self, text: str, place: Place, values: Mapping[str, str]) -> str:
        if memo := self._memo.get(("org", text)):
            return memo
        ours = not text.isupper() and vocabulary("", "towards_whom").get(word_key(text)) == _US  # “US” is a country
        if text == OURS or ours:
            return self.ours(place)
        if (beside := _IN_BRACKETS.fullmatch(text)) and side_named(beside[2]) == OUR_SIDE:
            return self._org(beside[1], place, values)  # “Boreal (internal)”
        found = self.known.find("org", text)
        if len(found) > 1:
            return self.choose("org", text, found)
        if not found and ", " in text and is_person(text.partition(", ")[2]):
            # “Company, Contact”, as Odoo writes whose something is.
            found = self.known.find("org", text.partition(", ")[0])
        if found:
            self._memo["org", text] = found[0]
            return found[0]
        sides = _OF_SIDES & set(place.source.section.layouts)
        us = self.our_name() if sides else self.asked.answer("our_company")
        if us and not self.known.our_company and org_key(text) == org_key(us):
            return self.ours(place)
        short, text = text, self._in_other_words(text, values)
        if text != short and (found := self.known.find("org", text)):
            self.known.call("org", found[0], short)
            self._memo["org", short] = found[0]
            return found[0]
        key = self.known.add("org", text, key=text if KEY.fullmatch(text) else "")
        if text != short:
            self.known.call("org", key, short)
        row = self._org_row(key, text, place)
        rival = OrgCategory.COMPETITOR.value if _RIVAL.match(text) else ""
        said = values.get("org_category", "")  # a word that is asked about makes no customer
        usual = OrgCategory.OTHER if said == ASK else OrgCategory.CUSTOMER
        row["category"] = said.strip(ASK) or rival or usual.value
        if not said.strip(ASK):
            self.assumed[key] = None
        if row["category"] == OrgCategory.OUR_COMPANY.value:
            self.known.ours.add(key)
            self.known.our_company = self.known.our_company or key
        if values.get("org_subtype"):
            row["subtype"] = values["org_subtype"]
        if (above := values.get("org_parent")) and org_key(above) != org_key(text):
            row["parent"] = above
        return key

    def _in_other_words(self, text: str, values: Mapping[str, str]) -> str:
        """The name of the customer for which a text is short; the text itself for any other."""
        if KEY.fullmatch(text) or values.get("org_category", "") not in ("", OrgCategory.CUSTOMER.value):
            return text
        return self.short.in_full(text, self._us_and_rivals)

    def _us_and_rivals(self) -> list[str]:
        """The names of our companies, and of the competitors among rows."""
        names = self.known.of["org"].name
        rivals = (row["name"] for row in self.orgs.values() if row.get("category") == OrgCategory.COMPETITOR.value)
        return [*(names[key] for key in self.known.ours), *rivals]

    def _org_row(self, key: str, name: str, place: Place) -> dict[str, str]:
        self._workbooks.setdefault(key, set()).add(place.source.sheet.workbook)
        row = self.orgs[key] = self.drafts.add("orgs", place.source, place.line, {"id": key, "name": name})
        return row

    def unit(self, text: str, org: str, place: Place) -> str:
        """The unit of a name within an organisation; one that is only mentioned is made, its function told by its name.

        Of the way down to a unit each one is made; a unit that is called like one elsewhere is called with the one above it.
        """
        if memo := self._memo.get((f"unit of {org}", text)):
            return memo
        headed = _IN_BRACKETS.fullmatch(text)
        if headed and headed[1] and (is_open_post(headed[2]) or name_key(headed[2]) in self.named):
            text = headed[1]  # “Procurement (Per Nilsen)”, as Workday calls units
        way, _, name = text.rpartition(WITHIN)
        above = self.unit(way, org, place) if way else ""
        key = self._unit_called(name, org)
        if key and above and self._above.setdefault(key, above) != above:
            name = f"{way.rpartition(WITHIN)[2]} {name}"
            key = self._unit_called(name, org)
        if not key:
            key = self.known.add("unit", name, org=org)
            function = vocabulary("people", "function").get(word_key(text.rpartition(WITHIN)[2]), "")
            values = {"id": key, "name": name, "org": org, "function": function, "parent": above}
            self.drafts.add("units", place.source, place.line, values)
        if above:
            self._above[key] = above
        self._memo[f"unit of {org}", text] = key
        return key

    def _unit_called(self, name: str, org: str) -> str:
        """The first unit of a name within an organisation; "" if there is none."""
        return next(iter(self.known.find_within("unit", name, org).every), "")

    def _direct(self, kind: str, answer: str) -> str:
        """The record that an answer names: an id, ``id (name)``, or a name."""
        first = answer.split(" (")[0].strip()
        if first in self.known.of[kind].name:
            return first
        found = self.known.find(kind, answer)
        return found[0] if len(found) == 1 else ""

    def _org_answered(self, answer: str, place: Place) -> str:
        """The organisation of an answer; a new one is what its brackets say, else a third party."""
        own = Text.of(self._our_name or self.asked.answer("our_company"))
        if answer == OURS or (own.zh and answer.casefold() in (own.zh.casefold(), own.en.casefold())):
            return self.ours(place)
        if known := self._direct("org", answer):
            return known
        category, subtype, name = OrgCategory.THIRD_PARTY.value, "", answer
        if found := _IN_BRACKETS.fullmatch(answer):
            words = [w.strip() for w in re.split(r"[/,;:,;:]", found[2])]
            kinds = [c.value for c in OrgCategory if any(w.casefold() in (c.value, c.zh, c.en) for w in words)]
            subs = [c.value for c in OrgSubtype if any(w.casefold() in (c.value, c.zh, c.en) for w in words)]
            if kinds or subs:
                name, category = found[1], kinds[0] if kinds else category
                subtype = subs[0] if subs else ""
        if not subtype and category == OrgCategory.THIRD_PARTY.value and _CONSULTANT.search(name):
            subtype = OrgSubtype.CONSULTANT.value
        if known := self._direct("org", name):
            return known
        key = self.known.add("org", name)
        self._org_row(key, name, place)
        self.orgs[key] |= {"category": category, "subtype": subtype}
        return key

    def choose(self, kind: str, text: str, found: Sequence[str], org: str = "") -> str:
        """Which of several records of one name is meant; asked for each organisation that has none of them."""
        known = self.known.of[kind]
        elsewhere = org if org and all(known.org.get(key) != org for key in found) else ""
        whose = self.known.of["org"].name.get(elsewhere, elsewhere)
        if inside := _IN_BRACKETS.fullmatch(unicodedata.normalize("NFKC", text)):  # 张伟(信息部)
            posts = self._posts(found) if kind == "person" else {}
            fit = [key for key, post in posts.items() if any(inside[2].casefold() in one.casefold() for one in post)]
            if len(fit) == 1:
                return fit[0]
        key = f"which:{kind}:{text}" + (f" @ {whose}" if whose else "")
        answer = self.asked.once(key, lambda: self._which(key, kind, text, found, whose))
        first = answer.split(" (")[0].strip()
        return first if first in found else ""

    def _which(self, key: str, kind: str, text: str, found: Sequence[str], whose: str) -> Question:
        """The question which of several records of one name is meant, each with where it is and what is said of it."""
        known, orgs = self.known.of[kind], self.known.of["org"].name
        posts = self._posts(found) if kind == "person" else {}
        told = {
            one: ", ".join(filter(None, (known.name[one], orgs.get(known.org.get(one, ""), ""), *posts.get(one, ()))))
            for one in found
        }
        words = Text(
            f"叫“{shown(text)}”的不止一个，指哪一个？", f"There are several called “{shown(text)}”; which one is meant?"
        )
        if whose:
            words = Text(f"“{shown(whose)}”：", f"“{shown(whose)}”: ") + words
        candidates = (*(f"{one} ({name})" for one, name in told.items()), LEAVE_OUT)
        return Question(key, words, candidates, open=False)

    def _posts(self, found: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Unit and title of those of them of whom this import says it."""
        units, drafted = self.known.of["unit"].name, self._drafted_people()
        return {
            key: tuple(filter(None, (units.get(v.get("unit", ""), ""), v.get("title", ""))))
            for key in found
            if (v := drafted.get(key)) is not None
        }

    def _drafted_people(self) -> Mapping[str, Mapping[str, str]]:
        """The last row that was made of each person, by id: rows are only ever added, so that each is looked at once."""
        rows = self.drafts.rows("people")
        self._drafted.update((draft.values["id"], draft.values) for draft in rows[self._looked_at :])
        self._looked_at = len(rows)
        return self._drafted
