"""Opportunities that rows name: found by name, or made after it was asked what they are called and whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.third_parties import subtype_of_name
from graphcrm.ingest.guessing.laid import UNNAMED
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.companies import companies_in
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import is_us
from graphcrm.model.choices import DecisionRole, OrgCategory
from graphcrm.model.fields import shown

__all__ = ["Deals", "customer_of", "rivals"]

_MOST, _SEVERAL = 12, 2
#: Characters with which the name of a customer begins and that of what is sold to it: “云岭机场集团”, “云岭机场货运项目”.
_BEGINNING = 4
_DECIDING = frozenset({DecisionRole.DECIDER.value, DecisionRole.APPROVER.value})
_ELSEWHERE = Text(
    "没有写商机的决策角色，其人不属于该商机的客户，未导入",
    "decision roles that name no opportunity were left out where somebody is not of its customer",
)
_BETWEEN = re.compile(r"\s*[;\uff1b、\n|]\s*")


class Deals:
    """Finds the opportunities that texts mean."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        #: The organisations of those whose rows name an opportunity, by its text.
        self.named_by: dict[str, Counter[str]] = {}
        #: The organisations of those who decide in an opportunity, by its text.
        self.decided_by: dict[str, set[str]] = {}
        #: Their rows in this import, by id.
        self.rows: dict[str, dict[str, str]] = {}
        #: What rows of any sheet name an opportunity, before the first of them makes it.
        self.mentioned: dict[str, None] = {}
        #: What organisations with whom meetings about an opportunity were are called, by its text.
        self.met_about: dict[str, Counter[str]] = {}
        #: Opportunities that were made for the roles of one account alone, where nothing names them.
        self._made_apart: set[str] = set()
        self._memo: dict[tuple[str, str], str] = {}

    def mention(self, text: str, met: str = "") -> None:
        """Remember what a row names an opportunity, and the organisation that was `met` about it."""
        if text not in ("", UNNAMED):
            self.mentioned[text] = None
        if met:
            self.met_about.setdefault(text, Counter())[met] += 1

    def has_a_role(self, text: str, org: str, roles: str) -> None:
        """That somebody of an organisation has roles in an opportunity, several between semicolons."""
        self.named_by.setdefault(text, Counter())[org] += 1
        if _DECIDING.intersection(roles.split(";")):
            self.decided_by.setdefault(text, set()).add(org)

    def each(self, text: str) -> Sequence[str]:
        """The names of the opportunities that a cell lists, unless one is called like all of it."""
        if not text:
            return []
        if self.resolver.known.find("opportunity", text):
            return [text]
        return [one for one in _BETWEEN.split(text) if one]

    def key(self, text: str, org: str, place: Place) -> str:
        """The opportunity of a name; one that is only mentioned is made, after its name was asked for; "" for none.

        Roles of a list that names no opportunity are in one of those of somebody's own organisation, if it has any or if several
        decide; in that of another, which only most of the others are of, nobody is taken to have a role unless they advise.
        """
        apart = org if self._has_its_own(text, org) else ""
        if (memo := self._memo.get((text, apart))) is None:
            memo = self._memo[text, apart] = self._found(text, org, place)
        if text != UNNAMED or apart or not memo or self._may_be_of(memo, org):
            return memo
        self.resolver.drafts.leave_out(place.source.sheet.file, _ELSEWHERE, place.line)
        return ""

    def _has_its_own(self, text: str, org: str) -> bool:
        """Whether roles in an opportunity that nothing names are in one of an organisation's own, of several that have some or decide."""
        if text != UNNAMED or not org:
            return False
        whose = {*self.resolver.known.of["opportunity"].org.values()}
        if org in whose and len(whose & self.named_by.get(text, Counter()).keys()) >= _SEVERAL:
            return True
        return org in self.named_by.get(text, ()) and len(self._deciding()) >= _SEVERAL and not self._is_answered()

    def _deciding(self) -> set[str]:
        """The accounts whose people decide in an opportunity that nothing names."""
        return self.decided_by.get(UNNAMED, set()) - self.resolver.known.ours

    def _is_answered(self) -> bool:
        """Whether it was answered which opportunity all roles are in that name none, or whose that is."""
        return any(self.resolver.asked.answer(f"{what}:{UNNAMED}") for what in ("customer of", "opportunity"))

    def _may_be_of(self, deal: str, org: str) -> bool:
        """Whether somebody of an organisation may have a role in an opportunity: of its customer, an adviser, or as was answered."""
        known = self.resolver.known
        if org in ("", known.of["opportunity"].org.get(deal, "")) or len(self.named_by.get(UNNAMED, ())) < _SEVERAL:
            return True
        return self._is_answered() or subtype_of_name(known.of["org"].name.get(org, "")) is not None

    def _found(self, text: str, org: str, place: Place) -> str:
        known = self.resolver.known
        if self._has_its_own(text, org):
            return self._of_account(org, place)
        found = known.find("opportunity", text, org)
        if len(found) > 1:
            key = self.resolver.choose("opportunity", text, found)
        elif found:
            key = found[0]
        else:
            name = self.name(text, org)
            key = "" if name == LEAVE_OUT else next(iter(known.find("opportunity", name, org)), "")
            customer = "" if key or name == LEAVE_OUT else self._customer_of(text, org, place)
            if customer != LEAVE_OUT and not key and name != LEAVE_OUT:
                key = known.add("opportunity", name, org=customer)
                self.row(key, place)
        return key

    def _of_account(self, org: str, place: Place) -> str:
        """The opportunity of an account whose people have the roles that name none; "" if it is not known."""
        known = self.resolver.known
        for one in () if org in self._deciding() else sorted(self._deciding()):
            self.key(UNNAMED, one, place)  # somebody beside them may have a role in one of theirs
        if (name := self.name(UNNAMED, org)) == LEAVE_OUT:
            return ""
        found = [one for one in known.find("opportunity", name, org) if known.of["opportunity"].org[one] == org]
        found += [one for one in known.find("opportunity", name) if one in self._beside(org)]
        if found:
            return found[0]
        key = known.add("opportunity", name, org=org)
        self._made_apart.add(key)
        self.row(key, place)
        return key

    def _beside(self, org: str) -> list[str]:
        """Opportunities of the other accounts whose people have such roles; if somebody decides in an account, none of their own."""
        made_apart = self._made_apart if org in self._deciding() else ()
        accounts = self.named_by.get(UNNAMED, Counter())
        deals = self.resolver.known.of["opportunity"].org
        return [key for key, whose in deals.items() if whose in accounts and key not in made_apart]

    def row(self, key: str, place: Place) -> dict[str, str]:
        """The row of an opportunity in this import."""
        if key not in self.rows:
            known = self.resolver.known.of["opportunity"]
            values = {"id": key, "name": known.name[key], "customer": known.org[key]}
            self.rows[key] = self.resolver.drafts.add("opportunities", place.source, place.line, values)
        return self.rows[key]

    def name(self, text: str, org: str = "") -> str:
        """What an opportunity that is only mentioned is called; those of the organisation, or of all, are offered.

        Roles of a list that names none are taken to be in the only one that there is, or that another list mentions; of several it
        may be any. Where several accounts decide, and there is none, each of them that does is taken to have one.
        """
        known, apart = self.resolver.known, self._has_its_own(text, org)
        if not org and known.find("opportunity", text):
            return text
        deals, of, usual = known.of["opportunity"], "", text
        some = [n for k, n in deals.name.items() if not org or deals.org.get(k) == org]
        if text == UNNAMED:
            words = Text(
                "决策角色属于哪个商机？请写出它的名称", "In which opportunity are the decision roles? Write its name"
            )
            own = apart and bool(some)
            if apart and not own:
                some = [deals.name[key] for key in self._beside(org)]
            some += [] if own else [one for one in self.mentioned if not known.find("opportunity", one)]
            one_alone = len(some) == 1 and (own or not apart)
            usual = some[0] if one_alone else LEAVE_OUT if some else self._placeholder(org) if apart else text
        else:
            called = shown(text)
            words = Text(f"“{called}”是哪个商机？请写出它的名称", f"Which opportunity is “{called}”? Write its name")
        if apart:
            of = f":{known.of['org'].name[org]}"
            words += Text(f"（{shown(of[1:])}）", f" ({shown(of[1:])})")
        return self.resolver.asked.ask(Question(f"opportunity:{text}{of}", words, tuple(some[:_MOST]), usual))

    def _placeholder(self, org: str) -> str:
        """What the opportunity of an account is called for now, of a few that decide; those of the many of a whole system have none."""
        decide = self._deciding()
        name = self.resolver.known.of["org"].name[org]
        return f"{UNNAMED} ({name})" if org in decide and len(decide) <= _MOST else LEAVE_OUT

    def _customer_of(self, text: str, org: str, place: Place) -> str:
        """Whose opportunity it is that people of several organisations have a role in: asked, that of most of them proposed.

        Whose name it begins with goes first. Of one that no sheet names nothing is proposed, unless most are of one and nobody decides
        elsewhere: each of them may have a role in another.
        """
        counts = self.named_by.get(text, Counter()).most_common(_MOST)
        met = [] if counts else self.met_about.get(text, Counter()).most_common(_MOST)
        if max(len(counts), len(met)) < _SEVERAL and org:
            return org
        names = tuple(self.resolver.known.of["org"].name[one] for one, _ in counts) or tuple(one for one, _ in met)
        words = Text(f"商机“{shown(text)}”是哪个客户的？", f"Whose opportunity is “{shown(text)}”?")
        one_has_most = bool(counts) and counts[0][1] > sum(n for _, n in counts[1:])
        one = one_has_most and len(self.decided_by.get(text, ())) < _SEVERAL
        proposal = LEAVE_OUT if text == UNNAMED and not one else next(iter(names), "")
        every = self.resolver.known.of["org"].name.values()
        if called := [name for name in every if name[:_BEGINNING] == text[:_BEGINNING] and len(name) >= _BEGINNING]:
            proposal, names = called[0], tuple(dict.fromkeys((called[0], *names)))
        said = self.resolver.asked.ask(Question(f"customer of:{text}", words, (*names, LEAVE_OUT), proposal))
        return LEAVE_OUT if said in ("", LEAVE_OUT) else self.resolver.org(said, place, {})


def rivals(said: str, place: Place, resolver: Resolver) -> list[str]:
    """The competitors that a cell lists; among all who bid we stand, too."""
    others = (one for one in companies_in(said) if not is_us(one))
    found = (resolver.org(one, place, {"org_category": OrgCategory.COMPETITOR.value}) for one in others)
    return [one for one in found if one and one not in resolver.known.ours]


def customer_of(row: Row, place: Place, resolver: Resolver) -> str:
    """The customer of an opportunity, or of a goal; whose is asked once for all rows of a sheet that name none.

    An opportunity that names its contact alone is that of the contact's organisation.
    """
    said, known = row.get("customer", ""), resolver.known
    if not said and row.get("contact"):
        contacts = (known.find("person", one) for one in people_in(row["contact"]))
        orgs = {known.of["person"].org[one] for found in contacts for one in found} - known.ours
        if len(orgs) == 1:
            return orgs.pop()
    if not said:
        name = place.source.sheet.name
        words = Text(
            f"“{shown(name)}”里没有写客户的行是哪个客户的？",
            f"Whose are the rows of “{shown(name)}” that name no customer?",
        )
        usual = "" if place.source.says("customer") else resolver.only_customer(place)
        said = resolver.asked.ask(Question(f"customer:{name}", words, proposal=usual))
    return "" if said in ("", LEAVE_OUT) else resolver.org(said, place, row)
