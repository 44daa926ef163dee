"""Resolving references: which organisation, unit, person or opportunity a text in a cell means, and what is asked if none is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graphcrm.i18n import Name, Text
from graphcrm.ingest.guessing.drafts import Drafts
from graphcrm.ingest.guessing.identities import Identities, org_key
from graphcrm.ingest.guessing.laid import OURS
from graphcrm.ingest.guessing.names import is_office, name_key, people_in, short_for, written
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.reading import Row, Source
from graphcrm.ingest.guessing.unit_levels import WITHIN
from graphcrm.ingest.guessing.values import is_name
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.choices import OrgCategory, OrgSubtype
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.tables import Table
from graphcrm.near import near

__all__ = ["Place", "Resolver"]

#: What our company is called, in either language, and its id until somebody says its name.
_DEFAULT_EN, _DEFAULT_ID = "Our company", "us"
_DEFAULT = Name.of("我方", _DEFAULT_EN)
_IN_BRACKETS = re.compile(r"(.*?)\s*[(\uff08]\s*([^()\uff08\uff09]+?)\s*[)\uff09]")
_CONSULTANT = re.compile(r"consult|advis|berat|咨询|顾问", re.IGNORECASE)
#: What is a key of another system and no name.
_KEY = re.compile(r"\d+|\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|(?=\D*\d)[0-9A-Za-z]{15,18}")
_MOST, _SEVERAL = 12, 2
#: Matches no name.
_NO_PART = re.compile(r"(?!)")
#: Names shorter than this are like too many others; and how many names are compared with unknown ones in one import.
_SHORTEST, _MOST_COMPARED = 2, 300_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reference stands."""

    source: Source
    line: int


class Resolver:
    """Finds what texts mean, makes what is only mentioned, and asks where neither is certain."""

    def __init__(self, known: Identities, asked: Asked, drafts: Drafts, our_company: str) -> None:
        self.known, self.asked, self.drafts = known, asked, drafts
        self.our_company = our_company
        self.orgs: dict[str, dict[str, str]] = {}
        #: Name keys of everybody, so that “Diaz, Jose” is one person in a list of people.
        self.people: frozenset[str] = frozenset()
        #: Those of a list who have no organisation yet: who they are is not asked a second time.
        self._waiting: set[str] = set()
        #: The rows of people who are in no list, by id.
        self.made: dict[str, dict[str, str]] = {}
        #: The unit above each that a row names with the way down to it.
        self._above: dict[str, str] = {}
        self._memo: dict[tuple[str, str], str] = {}
        self._our_name = ""
        #: Whether nobody of any customer was known before anybody was only mentioned.
        self.no_customers: bool | None = None
        #: Names compared so far; the organisations of most people, and among how many they were counted.
        self._compared = 0
        self._usual: tuple[str, ...] = ()
        self._counted = -1

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

    def our_name(self) -> str:
        """What our company is called."""
        if not self._our_name:
            words = Text(
                "你们自己的公司叫什么?(态度是对它的态度,“我方”的人在它那里)",
                "What is your own company called? (attitudes are attitudes to it; “our” people are its people)",
            )
            proposal = self.our_company or _DEFAULT
            self._our_name = self.asked.ask(Question("our_company", words, (), proposal))
        return self._our_name

    def org(self, text: str, place: Place, values: Mapping[str, str]) -> str:
        """The organisation of a name or key; one that is only mentioned is made."""
        if text == OURS:
            return self.ours(place)
        if memo := self._memo.get(("org", text)):
            return memo
        found = self.known.find("org", text)
        if len(found) > 1:
            return self.choose("org", text, found)
        if found:
            self._memo["org", text] = found[0]
            return found[0]
        sides = "sides" in place.source.section.layouts
        us = self.our_name() if sides else self.asked.answer("our_company")
        if us and not self.known.our_company and org_key(text) == org_key(us):
            return self.ours(place)
        key = self.known.add("org", text)
        row = self._org_row(key, text, place)
        row["category"] = values.get("org_category") or OrgCategory.CUSTOMER.value
        if row["category"] == OrgCategory.OUR_COMPANY.value:
            self.known.ours.add(key)
            self.known.our_company = self.known.our_company or key
        row |= {n: values[f"org_{n}"] for n in ("industry", "region") if values.get(f"org_{n}")}
        return key

    def _org_row(self, key: str, name: str, place: Place) -> dict[str, str]:
        row = self.orgs[key] = self.drafts.add("orgs", place.source, place.line, {"id": key, "name": name})
        return row

    def unit(self, text: str, org: str, place: Place) -> str:
        """The unit of a name within an organisation; one that is only mentioned is made, its function told by its name.

        Of the way down to a unit each one is made; a unit that is called like one elsewhere is called with the one above it.
        """
        if memo := self._memo.get((f"unit of {org}", text)):
            return memo
        way, _, name = text.rpartition(WITHIN)
        above = self.unit(way, org, place) if way else ""
        key = self._unit_called(name, org)
        if key and above and self._above.setdefault(key, above) != above:
            name = f"{way.rpartition(WITHIN)[2]} {name}"
            key = self._unit_called(name, org)
        if not key:
            key = self.known.add("unit", name, org=org)
            function = vocabulary("people", "function").get(word_key(name), "")
            values = {"id": key, "name": name, "org": org, "function": function, "parent": above}
            self.drafts.add("units", place.source, place.line, values)
        if above:
            self._above[key] = above
        self._memo[f"unit of {org}", text] = key
        return key

    def _unit_called(self, name: str, org: str) -> str:
        """The first unit of a name within an organisation; "" if there is none."""
        found = self.known.find("unit", name, org)
        return next((u for u in found if self.known.of["unit"].org.get(u) in (org, "")), "")

    # ---- people

    def everybody(self) -> None:
        """Remember the names that are known now."""
        self.people = frozenset(self.known.of["person"].names)

    def wait_for(self, names: Iterable[str]) -> None:
        """Remember people who are left out until their organisation is known."""
        self._waiting.update(map(name_key, names))

    def several(self, text: str, place: Place, *, ours: bool = False, of: str = "") -> list[str]:
        """The people of a list in a cell; `of` is the organisation that the row says they are of."""
        found = [self.person(one, place, ours=ours, of=of) for one in dict.fromkeys(people_in(text, self.people))]
        return list(dict.fromkeys(key for key in found if key))

    def apart(self, of: Table, row: Row) -> Iterable[Row]:
        """A row for each pair of people that a row about a relation names: “listens to A and B” is two."""
        try:
            rule = EDGE_RULES[EdgeKind.read(row.get("kind", ""))] if of.name == "edges" else None
        except (ValueError, KeyError):
            rule = None
        if rule is None or not row.get("from") or not row.get("to"):
            return (row,)
        ends = [
            people_in(row[name], self.people) if kinds == ("person",) else [row[name]]
            for name, kinds in (("from", rule.source), ("to", rule.target))
        ]
        return [row | {"from": a, "to": b} for a, b in product(*ends)]

    def person(
        self, text: str, place: Place, *, org: str = "", ours: bool = False, same: bool = False, of: str = ""
    ) -> str:
        """Whom a text means: one who is known, one of ours who is made if `ours`, else who was answered; "" if nobody.

        `org` is where the person is looked for first, if there are several of the name; `same` that somebody who is not
        known would be there too, as a manager would; `of` names the organisation where such a person is.
        """
        if of:
            org = next(iter(self.known.find("org", of)), org)
        memo = self._memo.get((text, org))
        if memo is not None and memo != "":
            return memo
        said = written(text)
        found = self.known.find("person", text, org) or self.known.find("person", said.name or text, org, said.email)
        if ours and len(found) > 1:
            found = [f for f in found if self.known.of["person"].org.get(f) == self.known.our_company] or found
        if len(found) == 1:
            key = found[0]
        elif found:
            key = self.choose("person", text, found, org)
        elif ours and not _KEY.fullmatch(text) and not self._short(text, self.known.our_company, only=True):
            key = self._new(said.name or said.email, self.ours(place), place, said.email, said.title)
        elif of and not _KEY.fullmatch(text) and not self._short(text, org) and not self._like(text):
            key = self._new(said.name or said.email, self.org(of, place, {}), place, email=said.email, title=said.title)
        else:
            key = self._asked_for(text, org if same or of else "", place)
        self._memo[text, org] = key
        return key

    def _new(self, name: str, org: str, place: Place, email: str = "", title: str = "") -> str:
        key = self.known.add("person", name, org=org, email=email)
        made = {"id": key, "name": name, "org": org, "email": email, "title": title}
        self.made[key] = self.drafts.add("people", place.source, place.line, made)
        return key

    def _asked_for(self, text: str, org: str, place: Place) -> str:
        """Somebody who is in no list: asked where they belong, or whether the name is written wrongly."""
        if name_key(text) in self._waiting:
            return ""
        key = f"person:{name_key(text)}"
        like: Sequence[str] = ()
        orgs: Sequence[str] = ()
        meant = ""
        if key not in self.asked.questions:
            like, orgs = self._like(text), self._places()
            short = self._short(text, org)
            meant = short[0] if len(short) == 1 else ""
            like = tuple(dict.fromkeys((*short[:_MOST], *like)))
        sheet = place.source.sheet
        words = Text(
            f"“{shown(text)}”是谁?(“{shown(sheet.name)}”第 {place.line} 行;不在任何名单里)"
            "请写所在组织,新组织可在括号里注明类别,如 某咨询 (third_party/consultant)",
            f"Who is “{shown(text)}” (“{shown(sheet.name)}”, line {place.line}; in no list)? Write the organisation, of a new one "
            "with its category in brackets, such as NAME (third_party/consultant)",
        )
        nobody = bool(like) or (is_office(text) and not is_name(text))
        proposal = meant or ("" if nobody else self.known.of["org"].name.get(org or self._domain_of(text), ""))
        question = Question(key, words, (*like, *orgs, LEAVE_OUT), proposal)
        answer = self.asked.ask(question)
        if not answer or answer == LEAVE_OUT:
            return ""
        if direct := self._direct("person", answer):
            return direct
        said = written(text)
        return self._new(said.name or text, self._org_answered(answer, place), place, said.email, said.title)

    def _short(self, text: str, org: str, *, only: bool = False) -> Sequence[str]:
        """Those whom a short form of a name may mean (“王总”, “Herr Weiß”, “Bob”): of the organisation, if it has any or `only`."""
        known, part = self.known.of["person"], short_for(text) or _NO_PART
        if (part is _NO_PART and not is_office(text)) or self._compared + len(known.names) > _MOST_COMPARED:
            return ()
        self._compared += len(known.names)
        found = [key for called, keys in known.names.items() if part.search(called) for key in keys]
        found += [
            v["id"]
            for v in (d.values for d in self.drafts.rows("people"))
            if text.casefold() == v.get("title", "").casefold()
        ]
        found = [key for key in found if known.org.get(key) == org] or ([] if only else found)
        return [f"{key} ({known.name[key]})" for key in dict.fromkeys(found)]

    def _like(self, text: str) -> Sequence[str]:
        """Those whose names are nearly the same, while that does not take too long: a list may name thousands whom nobody knows."""
        names = self.known.of["person"].name
        if len(text) <= _SHORTEST or self._compared + len(names) > _MOST_COMPARED:
            return ()
        self._compared += len(names)
        named = {n: k for k, n in names.items()}
        return [f"{named[n]} ({n})" for n in near(text, named)]

    def _places(self) -> Sequence[str]:
        """The organisations of most people."""
        known = self.known.of["person"].org
        if self._counted != len(known):
            self._counted, orgs = len(known), self.known.of["org"].name
            self._usual = tuple(
                dict.fromkeys(orgs.get(o, o) for o, _ in Counter(known.values()).most_common(_MOST) if o)
            )
        return self._usual

    def _domain_of(self, text: str) -> str:
        """The organisation whose people alone write from the domain of a mail address in the text, if there is one."""
        domain = written(text).email.casefold().rpartition("@")[2]
        if not domain:
            return ""
        known = self.known.of["person"]
        orgs = {known.org.get(k, "") for e, k in known.emails.items() if e.endswith("@" + domain)}
        return orgs.pop() if len(orgs) == 1 else ""

    def _direct(self, kind: str, answer: str) -> str:
        """The record that an answer names: an id, ``id (name)``, or a name."""
        first = answer.split(" (")[0].strip()
        if first in self.known.of[kind].name:
            return first
        found = self.known.find(kind, answer)
        return found[0] if len(found) == 1 else ""

    def _org_answered(self, answer: str, place: Place) -> str:
        """The organisation of an answer; a new one is what its brackets say, else a third party."""
        if answer == OURS or (self._our_name and answer.casefold() == self._our_name.casefold()):
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
        posts = self._posts(found) if kind == "person" else {}
        if inside := _IN_BRACKETS.fullmatch(unicodedata.normalize("NFKC", text)):  # 张伟(信息部)
            fit = [key for key, post in posts.items() if any(inside[2].casefold() in one.casefold() for one in post)]
            if len(fit) == 1:
                return fit[0]
        told = {
            key: ", ".join(
                filter(
                    None,
                    (known.name[key], self.known.of["org"].name.get(known.org.get(key, ""), ""), *posts.get(key, ())),
                )
            )
            for key in found
        }
        words = Text(
            f"叫“{shown(text)}”的不止一个,指哪一个?", f"There are several called “{shown(text)}”; which one is meant?"
        )
        if whose:
            words = Text(f"“{shown(whose)}”:", f"“{shown(whose)}”: ") + words
        candidates = (*(f"{key} ({name})" for key, name in told.items()), LEAVE_OUT)
        key = f"which:{kind}:{text}" + (f" @ {whose}" if whose else "")
        answer = self.asked.ask(Question(key, words, candidates, open=False))
        first = answer.split(" (")[0].strip()
        return first if first in found else ""

    def _posts(self, found: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Unit and title of those of them of whom this import says it."""
        units = self.known.of["unit"].name
        return {
            v["id"]: tuple(filter(None, (units.get(v.get("unit", ""), ""), v.get("title", ""))))
            for v in (draft.values for draft in self.drafts.rows("people"))
            if v["id"] in found
        }
