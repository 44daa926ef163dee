"""Resolving references: which person a text in a cell means, and what is asked if none is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import OURS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.identities import KEY, Identities, org_key
from graphcrm.ingest.guessing.references.persons import OF_OURS, OF_THEIRS, called_alone, named_in_full
from graphcrm.ingest.guessing.references.whereabouts import MOST, Place, Whereabouts
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.advisers import adviser_behind_post
from graphcrm.ingest.guessing.texts.brackets import in_brackets
from graphcrm.ingest.guessing.texts.companies import called_as_company, companies_in, is_company
from graphcrm.ingest.guessing.texts.names import Written, is_person, name_key, written
from graphcrm.ingest.guessing.texts.names_for_short import short_for
from graphcrm.ingest.guessing.texts.offices import is_department, is_office, post_and_firm
from graphcrm.ingest.guessing.texts.people_in_cells import (
    MOST_IN_A_ROW,
    by_company,
    counts_others,
    firms_behind_posts,
    people_in,
)
from graphcrm.ingest.guessing.texts.relatives import are_relatives
from graphcrm.ingest.guessing.texts.same_posts import may_be_called
from graphcrm.ingest.guessing.texts.sides import OURS as OUR_SIDE
from graphcrm.ingest.guessing.texts.sides import THEIRS as THEIR_SIDE
from graphcrm.ingest.guessing.texts.somebody import can_be_somebody
from graphcrm.ingest.guessing.values import is_name
from graphcrm.ingest.guessing.words import vocabulary
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.tables import Table
from graphcrm.near import near

__all__ = ["Place", "Resolver"]

#: Columns by whether those whom they name are of ours.
_SIDES = {True: OF_OURS, False: OF_THEIRS}
#: Matches no name.
_NO_PART = re.compile(r"(?!)")
#: Names shorter than this are like too many others; and how many names are compared with unknown ones in one import.
_SHORTEST, _MOST_COMPARED = 2, 300_000
_TOO_MANY_PAIRS = Text(
    f"一行里的关系超过 {MOST_IN_A_ROW} 对人，未导入；请分成几行",
    f"rows that tie more than {MOST_IN_A_ROW} pairs of people were left out; make several rows of them",
)


class Resolver(Whereabouts):
    """Finds what texts mean, makes what is only mentioned, and asks where neither is certain."""

    def __init__(self, known: Identities, asked: Asked, drafts: Drafts, our_company: str) -> None:
        super().__init__(known, asked, drafts, our_company)
        #: Name keys of everybody, so that “Diaz, Jose” is one person in a list of people.
        self.people: frozenset[str] = frozenset()
        #: What cells call somebody without a comma, so that “Imhoff, Brandt” and “Kim, Piet” may be two of them.
        self.alone: frozenset[str] = frozenset()
        #: What stands behind a post in brackets, “Ana Ruiz (CIO, Aster)”, by how many people it is said of.
        self._firms: Counter[str] = Counter()
        #: Companies that all cells of people of theirs name behind the post: “Ana Ruiz, CIO, Aldous Freight”.
        self._behind_posts: frozenset[str] = frozenset()
        #: Whole names in columns of our people, and in those of theirs.
        self._in_full: dict[bool, tuple[str, ...]] = {}
        #: How those of ours are called who are in no list, in the order of their first cells.
        self._called_ours: dict[str, None] = {}
        #: Those of a list who have no organisation yet: who they are is not asked a second time.
        self._waiting: set[str] = set()
        #: The rows of people who are in no list, by id.
        self.made: dict[str, dict[str, str]] = {}
        #: Posts that stand beside names of those who are known, by id.
        self.titles: dict[str, str] = {}
        #: Whether nobody of any customer was known before anybody was only mentioned.
        self.no_customers: bool | None = None
        #: Organisation keys of the competitors that lists of opportunities name as such.
        self.rivals: frozenset[str] = frozenset()
        #: The side of each whom a list of meetings marks, by the name of the sheet and name key.
        self.marked: dict[str, Mapping[str, str]] = {}
        #: Names compared so far; the organisations of most people, and among how many they were counted.
        self._compared = 0
        self._usual: tuple[str, ...] = ()
        self._counted = -1

    def listen(self, rows: Sequence[Row]) -> None:
        """Remember by which single words the rows name people, whom by the whole name, and which competitors they name."""
        self.alone = called_alone(rows)
        self.named = frozenset(name_key(said) for row in rows if (said := row.get("name")) and row.get("unit"))
        self._in_full = {side: named_in_full(rows, columns, self.alone) for side, columns in _SIDES.items()}

        cells = {row[column] for row in rows for column in OF_THEIRS if row.get(column)}
        people = {one for cell in cells for one in people_in(cell)}
        self._firms = Counter(firm for one in people if (firm := post_and_firm(written(one).title)[1]))
        self._behind_posts = firms_behind_posts(cells)
        rivals = {row["competitors"] for row in rows if row.get("competitors")}
        self.rivals = frozenset(org_key(firm) for cell in rivals for firm in companies_in(cell))

    def everybody(self) -> None:
        """Remember the names that are known now."""
        self.people = frozenset(self.known.of["person"].names) | self.alone

    def wait_for(self, names: Iterable[str]) -> None:
        """Remember people who are left out until their organisation is known."""
        self._waiting.update(map(name_key, filter(None, names)))

    def all_wait(self, *texts: str) -> bool:
        """Whether cells only name people whose organisation another sheet asks about."""
        return all(name_key(one) in self._waiting for text in texts for one in people_in(text, self.people))

    def several(
        self, text: str, place: Place, *, ours: bool = False, of: str = "", told: Mapping[str, str] | None = None
    ) -> list[str]:
        """The people of a list in a cell; `of` is the organisation that the row says they are of.

        Where `told` says the side of some of them, only those of theirs are of it, and those whom it says to leave out are nobody.
        """
        if not text:
            return []
        groups, whose = by_company(text), told or {}
        found = [
            self.person(
                one,
                place,
                ours=ours or OUR_SIDE in (side, whose.get(one)),
                of=behind or firm or (of if told is None or whose.get(one) == THEIR_SIDE else ""),
            )
            for firm, side, said in groups
            for one, behind in self._each(dict.fromkeys(people_in(said, self.people)))
            if whose.get(one) != LEAVE_OUT
        ]
        if counts_others(text):
            others = Text(
                "只写了人数的人（“等 5 人”）未导入",
                "people who are counted and not named (“and 2 others”) were left out",
            )
            self.drafts.leave_out(place.source.sheet.file, others, place.line)
        return list(dict.fromkeys(key for key in found if key))

    def _each(self, people: Iterable[str]) -> Iterable[tuple[str, str]]:
        """Those of a list, each with the company that stands behind the post: “Ana Ruiz, CIO, Aldous Freight”."""
        found: list[tuple[str, str]] = []
        for one in people:
            if found and written(found[-1][0]).title and (is_company(one) or one in self._behind_posts):
                found[-1] = (found[-1][0], one)
            else:
                found.append((one, ""))
        return found

    def apart(self, of: Table, row: Row, place: Place) -> Iterable[Row]:
        """A row for each pair of people that a row about a relation names: “listens to A and B” is two; none for too many."""
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
        if math.prod(map(len, ends)) > MOST_IN_A_ROW:
            self.drafts.leave_out(place.source.sheet.file, _TOO_MANY_PAIRS, place.line)
            return ()
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
        said, firm = (Written(text), "") if KEY.fullmatch(text) else self._firm_apart(written(text))
        of = firm or of
        kind = (
            {"org_category": OrgCategory.THIRD_PARTY.value} if adviser_behind_post(f"{said.title}, {firm}")[1] else {}
        )
        if said.side:
            text, ours = said.name, said.side == OUR_SIDE
        text = text.removeprefix(said.unit).lstrip(" :\uff1a–-") if said.unit else text  # “财务部孙科长”
        found = self.known.find("person", text, org) or self.known.find("person", said.name or text, org, said.email)
        if ours and len(found) > 1:
            found = [f for f in found if self.known.of["person"].org.get(f) == self.known.our_company] or found
        if len(found) == 1:
            key = found[0]
            self.titles[key] = self.titles.get(key) or said.title
        elif found:
            key = self.choose("person", text, found, org)
        elif not can_be_somebody(called := said.name or said.email) or (is_office(called) and not is_person(called)):
            key = self._asked_for(text, "", place)
        elif ours and not KEY.fullmatch(text) and not self._short_in_full(text, place, ours=True):
            key = self._new(said, self.ours(place), place)
        elif of and not KEY.fullmatch(text) and not self._short_in_full(text, place, of=of) and not self._like(text):
            key = self._new(said, self.org(of, place, kind), place)
        else:
            key = self._asked_for(text, self.known.our_company if ours else org if same or of else "", place)
        self._memo[text, org] = key
        return key

    def our_names(self) -> tuple[str, ...]:
        """What those of ours are called whom columns of our people name in full, or cells so far in any way."""
        return (*self._in_full.get(True, ()), *self._called_ours)

    def firm_of(self, text: str) -> str:
        """The company that a text names beside somebody; "" if it is certain of none."""
        return self._firm_apart(written(text))[1]

    def _firm_apart(self, said: Written) -> tuple[Written, str]:
        """Somebody, and the company behind the post if it is certain that it is one: it is called so, known, or said of several."""
        post, firm = post_and_firm(said.title)
        if firm and (called_as_company(firm) or self._firms[firm] > 1 or self.known.find("org", firm)):
            return replace(said, title=post), firm
        words = said.name.split()
        for n in range(1, len(words)):  # “瓯江化工 冯立群”
            name, firm = " ".join(words[n:]), " ".join(words[:n])
            if is_person(name) and self.known.find("org", firm):
                return replace(said, name=name), firm
        name, firm = in_brackets(said.name)
        certain = firm and (is_company(firm) or self.known.find("org", firm))
        return (replace(said, name=name), firm) if certain else (said, "")

    def _new(self, said: Written, org: str, place: Place, text: str = "") -> str:
        """A person as written, or as the text stands if that names nobody."""
        name, title = said.name or text or said.email, said.title
        key = self.known.add("person", name, org=org, email=said.email)
        if org in self.known.ours:
            self._called_ours[name] = None
        made = {"id": key, "name": name, "org": org, "email": said.email, "title": title}
        if title and org and is_department(title):
            made |= {"title": "", "unit": self.unit(title, org, place)}
        elif said.unit and org:
            made["unit"] = self.unit(said.unit, org, place)
        if said.other_name:
            self.known.call("person", key, said.other_name)
            made["name_en"] = said.other_name
        self.made[key] = self.drafts.add("people", place.source, place.line, made)
        return key

    def _asked_for(self, text: str, org: str, place: Place) -> str:
        """Somebody who is in no list: asked where they belong, or whether the name is written wrongly."""
        if name_key(text) in self._waiting:
            return ""
        key = f"person:{name_key(text)}"
        said = written(text)
        if key in self.asked.questions:
            answer = self.asked.again(key)
        else:
            like, meant = ((), "") if KEY.fullmatch(text) else self._nearly(text, org)
            nobody = bool(like) or (is_office(text) and not is_name(text)) or bool(self.known.find("unit", text))
            proposal = meant or ("" if nobody else self.known.of["org"].name.get(org or self._domain_of(text), ""))
            asked = proposal or nobody or key in self.asked.answers
            if not asked and (of := self._org_of_domain(text, place)):
                return "" if of == LEAVE_OUT else self._new(said, of, place)
            candidates = dict.fromkeys((*like, *filter(None, in_brackets(said.name)[1:]), *self._places(), LEAVE_OUT))
            answer = self.asked.ask(_who_is(key, text, place, tuple(candidates), proposal))
        if not answer or answer == LEAVE_OUT:
            return ""
        if direct := self._direct("person", answer):
            return direct
        org = self._org_answered(answer, place)
        name, firm = in_brackets(said.name)
        said = replace(said, name=name) if org in self.known.find("org", firm) else said
        return self._new(said, org, place, text)

    def _nearly(self, text: str, org: str) -> tuple[tuple[str, ...], str]:
        """Whom a text may mean that is nobody’s name, and the one of them that it means if only one is called so for short."""
        like, short = self._like(text), self._short(text, org) or self._short(written(text).name, org)
        return tuple(dict.fromkeys((*short[:MOST], *like))), short[0] if len(short) == 1 else ""

    def _short(self, text: str, org: str, *, only: bool = False) -> Sequence[str]:
        """Those whom a short form of a name may mean (“王总”, “Herr Weiß”, “Bob”): of the organisation, if it has any or `only`."""
        known, part = self.known.of["person"], short_for(text) or _NO_PART
        if (part is _NO_PART and not is_office(text) and not HAN.search(text)) or self._compared + len(
            known.names
        ) > _MOST_COMPARED:
            return ()
        self._compared += len(known.names)
        found = [key for called, keys in known.names.items() if part.search(called) for key in keys]
        if HAN.search(text):
            found += [key for key, name in known.name.items() if _is_family_of(text, name)]
        posts = [(d.values["id"], d.values.get("title", "")) for d in self.drafts.rows("people")]
        if held := [key for key, title in posts if text.casefold() == title.casefold()]:
            found += [*held, *(key for key, title in posts if may_be_called(title, text))]
        found = [key for key in found if known.org.get(key) == org] or ([] if only else found)
        return [f"{key} ({known.name[key]})" for key in dict.fromkeys(found)]

    def _short_in_full(self, text: str, place: Place, *, ours: bool = False, of: str = "") -> Sequence[str]:
        """Those whom a short form may mean, also those whom a cell further on names by the whole name: “陈总” above “陈立”."""
        names, called = self._in_full.get(ours, ()), written(text).name or text
        part = None if called in names else short_for(called)
        if part is not None and self._compared + len(names) <= _MOST_COMPARED:
            self._compared += len(names)
            for whole in names:
                if part.search(name_key(whole)):
                    self.person(whole, place, ours=ours, of=of)
        org = self.known.our_company if ours else next(iter(self.known.find("org", of)), "")
        return self._short(text if part is None else called, org, only=ours)

    def _like(self, text: str) -> Sequence[str]:
        """Those whose names are nearly the same, while that does not take too long: a list may name thousands whom nobody knows."""
        names = self.known.of["person"].name
        if len(text) <= _SHORTEST or self._compared + len(names) > _MOST_COMPARED:
            return ()
        self._compared += len(names)
        named = {n: k for k, n in names.items()}
        return [f"{named[n]} ({n})" for n in near(text, named) if not are_relatives(written(text).name, n)]

    def _places(self) -> Sequence[str]:
        """The organisations of most people."""
        known = self.known.of["person"]
        if self._counted != len(known.org):
            self._counted, orgs = len(known.org), self.known.of["org"].name
            self._usual = tuple(dict.fromkeys(orgs.get(o, o) for o, _ in known.members.most_common(MOST) if o))
        return self._usual

    def _org_of_domain(self, text: str, place: Place) -> str:
        """The organisation of a mail address from whose domain nobody is known: asked once a domain; "" if it tells none."""
        domain = written(text).email.casefold().rpartition("@")[2]
        if not domain or vocabulary("", "mail").get(domain):
            return ""
        words = Text(
            f"“{shown(domain)}”是哪个组织的邮箱？新组织可在括号里注明类别，如 某公司 (customer)",
            f"Whose mail addresses end in “{shown(domain)}”? Of a new organisation write the category in brackets, such as NAME "
            "(customer)",
        )
        question = Question(f"domain:{domain}", words, (OURS, *self._places(), LEAVE_OUT), f"{domain} (other)")
        answer = self.asked.ask(question)
        return LEAVE_OUT if answer in ("", LEAVE_OUT) else self._org_answered(answer, place)

    def _domain_of(self, text: str) -> str:
        """The organisation whose people alone write from the domain of a mail address in the text, if there is one."""
        domain = written(text).email.casefold().rpartition("@")[2]
        if not domain:
            return ""
        orgs = self.known.of["person"].domains.get(domain, set())
        return next(iter(orgs)) if len(orgs) == 1 else ""


def _is_family_of(text: str, name: str) -> bool:
    """Whether a text is what stands before the blank of a name, alone or with a post: “高橋”, “高橋部長” of “高橋 健”."""
    family, blank, _ = name.partition(" ")
    rest = text.removeprefix(family)
    return bool(blank) and rest != text and (not rest or is_office(rest))


def _who_is(key: str, text: str, place: Place, candidates: tuple[str, ...], proposal: str) -> Question:
    sheet = place.source.sheet
    words = Text(
        f"“{shown(text)}”是谁？（“{shown(sheet.name)}”第 {place.line} 行；不在任何名单里）"
        "请写所在组织，新组织可在括号里注明类别，如 某咨询 (third_party/consultant)",
        f"Who is “{shown(text)}” (“{shown(sheet.name)}”, line {place.line}; in no list)? Write the organisation, of a new one "
        "with its category in brackets, such as NAME (third_party/consultant)",
    )
    return Question(key, words, candidates, proposal)
