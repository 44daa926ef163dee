"""Translating: foreign sheets, by a mapping, into rows of our tables, which then pass the same checks as any import.

Records come first (organisations, units, people, opportunities), so that whatever names one of them finds it, whichever
sheet it stands in; then what the rows say about them.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.acquaintances import ask_about_acquaintances
from graphcrm.ingest.guessing.facts.agreeing import Agreeing, entitled
from graphcrm.ingest.guessing.facts.deal_contacts import DealContacts
from graphcrm.ingest.guessing.facts.deal_steps import steps_of_deals, take_steps
from graphcrm.ingest.guessing.facts.deals import customer_of
from graphcrm.ingest.guessing.facts.describing import Describing
from graphcrm.ingest.guessing.facts.ends import as_declared, ends_of, lacks_level
from graphcrm.ingest.guessing.facts.goals import kind_of_goal
from graphcrm.ingest.guessing.facts.grades import grade_people
from graphcrm.ingest.guessing.facts.keeping import keep_days, keep_what_is_known
from graphcrm.ingest.guessing.facts.listed import Listed
from graphcrm.ingest.guessing.facts.meetings import together, took_place
from graphcrm.ingest.guessing.facts.notes import read_notes
from graphcrm.ingest.guessing.facts.other_side import org_of_sheet, org_of_unit, planned, with_sides_told
from graphcrm.ingest.guessing.facts.our_company import our_company_in
from graphcrm.ingest.guessing.facts.owning import own
from graphcrm.ingest.guessing.facts.people_rows import (
    are_profiles,
    is_deal_alone,
    is_of_ours,
    org_of_known,
    side_waits,
    with_open_seat,
    with_parts_told,
    with_unit,
    without_strangers,
)  # fmt: skip
from graphcrm.ingest.guessing.facts.referring import Referring
from graphcrm.ingest.guessing.facts.remarks import with_remarks_read
from graphcrm.ingest.guessing.facts.role_rows import says_a_role
from graphcrm.ingest.guessing.facts.suppliers import with_writer_told
from graphcrm.ingest.guessing.facts.third_parties import ask_about_orgs, is_competitor
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked
from graphcrm.ingest.guessing.references.employers import Employers, is_of_deals
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.references.in_full import InFull, whole_names_first
from graphcrm.ingest.guessing.references.keys import keys_settled
from graphcrm.ingest.guessing.references.offering import offer
from graphcrm.ingest.guessing.references.persons import people_of
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.references.same import same_person
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.rows.unit_paths import organisations_apart, root_of, works_at
from graphcrm.ingest.guessing.rows.unread import rows_read
from graphcrm.ingest.guessing.sheets.layouts.forms import RIVALS
from graphcrm.ingest.guessing.sheets.layouts.matrices import COLUMN
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.names_for_short import also_called
from graphcrm.ingest.guessing.texts.offices import is_department, is_office
from graphcrm.ingest.guessing.texts.people_in_cells import MOST_IN_A_ROW, people_in
from graphcrm.ingest.guessing.texts.sides import OURS as OUR_SIDE
from graphcrm.ingest.guessing.texts.sides import is_our_post
from graphcrm.ingest.guessing.texts.somebody import is_open_post, without_remark
from graphcrm.ingest.mapping import ForeignMapping
from graphcrm.ingest.options import ImportOptions
from graphcrm.model.choices import Flag
from graphcrm.model.facts import Batch
from graphcrm.model.tables import BY_NAME, Table

__all__ = ["translate"]

#: The order in which records are made: what others belong to first.
_RECORDS = ("orgs", "units", "people", "opportunities", "goals")
_KIND = {"orgs": "org", "units": "unit", "people": "person", "opportunities": "opportunity", "goals": "goal"}
#: What a sheet about people says beside the columns of the table.
_MADE = frozenset({"first_name", "last_name", "salutation", "email", "org", "unit", "reports_to", "owner"})


def translate(
    sources: Sequence[Source],
    mapping: ForeignMapping,
    existing: Mapping[str, Batch],
    asked: Asked,
    options: ImportOptions,
) -> Drafts:
    """Rows of our tables that the sheets stand for; what is doubtful is among the questions of `asked`."""
    return _Translation(mapping, existing, asked, options).run(sources)


class _Translation:
    def __init__(
        self, mapping: ForeignMapping, existing: Mapping[str, Batch], asked: Asked, options: ImportOptions
    ) -> None:
        self.drafts = Drafts()
        self.asked = asked
        self.system = mapping.system
        self.known = Identities(existing)
        self.in_full = InFull(self.known, asked)
        self.resolver = Resolver(self.known, asked, self.drafts, mapping.our_company)
        #: People rows by id, each once, however many rows of a sheet speak of them.
        self.people: dict[str, dict[str, str]] = {}
        self.employers = Employers(self.resolver, existing, self.people)
        self.agreeing = Agreeing(self.known)
        self.describing = Describing(self.resolver, asked, self.drafts, mapping, options, self.agreeing)
        self.listed = Listed(self.resolver, asked, self.drafts, self.agreeing, self.describing.deals)
        self.existing = existing
        self.referring = Referring(self.resolver, self.describing.deals, self.people)
        self.contacts = DealContacts(self.resolver)
        self.facts: list[tuple[Row, Place, list[str]]] = []
        #: Where people without an organisation are, by sheet: the customer if there is one only.
        self._elsewhere: dict[str, str] = {}
        #: Rows that name people by a key alone, who may stand in a sheet further on.
        self._later: list[tuple[Row, Place]] = []
        #: Opportunities of lists with what is to be done next.
        self._steps: list[tuple[str, Row, Place]] = []
        #: Organisations, and opportunities with their customer, that name an owner of ours or a contact.
        self._owned: list[tuple[str, Row, Place]] = []
        #: Rows of people whose organisation is asked about.
        self._waiting: list[tuple[Row, Place]] = []

    def run(self, sources: Sequence[Source]) -> Drafts:
        recognised = [s for s in sources if s.section.of is not None]
        alone = not any(s.section.of is BY_NAME["people"] for s in recognised)
        sided = [with_writer_told(with_sides_told(s, self.resolver, alone), self.resolver) for s in recognised]
        read = [with_remarks_read(*rows_read(s, self.asked, self.drafts), self.drafts) for s in sided]
        keys_settled(read, self.known)
        self.resolver.listen([row for _, rows in read for row, _ in rows])
        self.resolver.short.listen(read, self.drafts)
        self._tell_apart(read)
        self.describing.listen((row, source) for source, rows in read for row, _ in rows)
        told = sorted(read, key=lambda one: (not one[0].says("org"), is_of_deals(one[0])))  # where people are first
        for name in _RECORDS:
            for row, place in whole_names_first(told, name):
                self._record(name, row, place)
        self.resolver.everybody()
        for row, place in self._later:
            if key := self.resolver.person(row["id"], place):
                if row.get("reports_to") and key in self.people and not self.people[key].get("reports_to"):
                    self.people[key]["reports_to"] = row["reports_to"]
                self.facts.append((row, place, [key]))
        own(self._owned, self.facts, self.people, self.resolver, self.asked)
        self.contacts.resolve()
        self.facts = [(self.contacts.with_deal(row, keys), place, keys) for row, place, keys in self.facts]
        self.referring.all(_RECORDS)
        for row, _, keys in self.facts:
            deals = self.describing.deals.each(row.get("opportunity", "")) if row.get("roles") else ()
            for named, key in itertools.product(deals, keys):
                self.describing.deals.has_a_role(named, self.known.of["person"].org[key], row["roles"])
        for row, place, keys in steps_of_deals(self.facts, self.describing):
            for key in keys:
                self.describing.person(key, self.known.of["person"].org[key], row, place)
        take_steps(self._steps, self.describing)
        self.resolver.everybody()
        for row, place in (*self._waiting, *self._later):
            self.describing.ask_ahead(row, place)
        others = [(s, rows) for s, rows in read if s.section.of is not None and s.section.of.name not in _RECORDS]
        for source, rows in others:
            assert source.section.of is not None
            for row, line in together(rows) if source.section.of.name == "interactions" else rows:
                for one in self.resolver.apart(source.section.of, row, Place(source, line)):
                    self._other(source.section.of, one, Place(source, line))
        read_notes(self.describing)
        self.describing.meetings_told()
        self.agreeing.tell(self.drafts)
        self.contacts.tell()
        entitled(self.resolver.titles, {**self.resolver.made, **self.people})
        offer(self.asked, self.known, self.drafts, self.describing.ours)
        ask_about_acquaintances(self.facts, self.resolver, self.drafts, self.asked)
        ask_about_orgs(self.people, self.facts, self.resolver, self.drafts, self.asked)
        keep_what_is_known(self.drafts, self.existing)
        keep_days(self.describing.provenance.undated, self.existing)
        grade_people(self.drafts, self.known, self.asked, self._waiting)
        return self.drafts

    def _tell_apart(self, read: Sequence[tuple[Source, Sequence[tuple[Row, int]]]]) -> None:
        """What lists of people say as a whole: what our company is called, and the one that all paths begin with."""
        self.resolver.our_company = self.resolver.our_company or our_company_in(read)
        for source, rows in read:
            if source.section.of is not BY_NAME["people"]:
                continue
            if root := root_of(source, rows):
                self._elsewhere[source.sheet.name] = root
            organisations_apart(source, rows, self.asked)

    # ---- records

    def _record(self, name: str, row: Row, place: Place) -> None:
        if name == "people":
            self._people(row, place)
            return
        kind = _KIND[name]
        called = row.get("name") or row.get("statement") or (row.get("id", "") if name == "opportunities" else "")
        sheet = place.source.sheet
        if not called or (RIVALS in dict(sheet.layouts) and not is_competitor(called, sheet.name, self.resolver)):
            return
        org = ""
        if name == "units":
            org = org_of_unit(row, place, self.resolver)
        elif name in ("opportunities", "goals"):
            org = customer_of(row, place, self.resolver)
        if name == "goals":
            row = row | {"kind": kind_of_goal(called, row.get("kind", ""), self.asked)}
        if (not org and name != "orgs") or row.get("kind") == "":
            return  # the question counts the row
        key = row.get("id", "")
        found = self.known.find(kind, key) if key else []
        for one in filter(None, (called, row.get("also_called", ""))):
            found = found or [f for f in self.known.find(kind, one, org) if not key or f in self.resolver.orgs]
        if kind in ("unit", "opportunity", "goal"):
            found = [f for f in found if self.known.of[kind].org.get(f) in (org, "")]
        record = found[0] if len(found) == 1 else self.known.add(kind, called, org=org, key=key)
        self.known.meet(kind, record, key=key, also=row.get("also_called", ""))
        values = {k: v for k, v in row.items() if k != "id"} | {"id": record, "name": called}
        if name == "goals":
            del values["name"]
        if org:
            values["org" if name == "units" else "customer"] = org
        if row.get("owner") or row.get("contact") or row.get("supplies_to"):
            self._owned.append((org or record, row, place))
        if name == "orgs":
            self.listed.org(record, values, place, keyed=bool(key))
        elif name == "opportunities":
            self.listed.opportunity(record, values, place)
            self.contacts.note(record, row, place)
            self._steps += [(record, row, place)] if row.get("next_step") else []
        else:
            self.drafts.add(name, place.source, place.line, values)

    def _people(self, row: Row, place: Place) -> None:
        texts, emails = people_of(row)
        if len(emails) > 1:
            more = Text("一人多个邮箱，只保留第一个", "of several mail addresses of a person only the first is kept")
            self.drafts.leave_out(place.source.sheet.file, more, place.line)
        texts, row = with_open_seat(texts, row)
        texts = [text for text in texts if row.get("title") or not is_open_post(text)]
        said, texts = texts, without_strangers(texts, row.get("org", ""), place, self.drafts)
        if not texts:
            if row.get("id") and not said:
                self._later.append((row, place))
                return
            if row.get("org") and row.get("org_category"):
                self.resolver.org(row["org"], place, row)  # a list of organisations that has nobody of one of them
                return
            if is_deal_alone(row) or (said and row.get("org") and row.get("opportunity")):
                self.describing.deal(org := self.resolver.org(row["org"], place, row), row, place)
                self._owned += [(org, {"owner": row["owner"]}, place)] if row.get("owner") else []
                if not row.get("next_step"):
                    return
            if said:
                return
            told = Text("没有姓名的行未导入", "rows without a name were left out")
            self.drafts.leave_out(place.source.sheet.file, told, place.line)
            return
        if len(texts) > MOST_IN_A_ROW:  # with as many managers beside them they would be tied each with each
            many = Text("一行里超过 100 人，未导入", "rows that name more than 100 people were left out")
            self.drafts.leave_out(place.source.sheet.file, many, place.line)
            return
        row = with_parts_told(row, place, self.drafts)
        first, *others = [one for one in row.get("org", "").split(";") if one.strip()] or [""]
        row = row | {"org": first.strip()} if others else row
        if row.get("influence"):
            row = row | {"flags": ";".join(filter(None, (row.get("flags"), row["influence"])))}
        if row.get("org") and len(texts) == 1 and texts[0].startswith(f"{row['org']}, "):
            texts = [texts[0].removeprefix(f"{row['org']}, ")]  # as Odoo calls contacts
        row = works_at(row, place.source)
        org = org_of_known(texts, row, place, self.known) or self._org_of(texts, row, place)
        if not org:  # somebody of nowhere is in no account; the question counts the row
            if self.asked.answer(f"org:{place.source.sheet.name}") != LEAVE_OUT:
                aside = [one for name in ("owner", "known_by", "our_sponsor") for one in people_in(row.get(name, ""))]
                self.resolver.wait_for((*texts, row.get("id", ""), *aside))
            self._waiting.append((row, place))
            return
        org = self.employers.home_of(texts, row, org, place, self.describing.deal)
        row = with_unit(row, texts)
        unit = self.resolver.unit(row["unit"], org, place) if row.get("unit") else ""
        if len(texts) > 1:  # the key of the row is that of none of them
            row = row | {"id": ""}
        keys = [self._person(text, row, org, unit, emails if len(texts) == 1 else [], place) for text in texts]
        self.facts.append((row, place, keys))
        if row.get("deal_owner"):  # who looks after a deal may do so after its contacts
            self._owned.append((org, {"owner": row["deal_owner"], "contact": ";".join(keys)}, place))
        for other in others:
            to = self.resolver.org(other.strip(), place, row)
            for key in keys:
                self.drafts.add("edges", place.source, place.line, {"kind": "MEMBER_OF", "from": key, "to": to})

    def _org_of(self, texts: Sequence[str], row: Row, place: Place) -> str:
        said = row.get("org", "")
        of_ours = is_of_ours(row, place) or all(written(text).side == OUR_SIDE for text in texts)  # “林晓东(我方)”
        ours = place.source.section.ours and not self.resolver.is_of_others(said)
        if ours or of_ours or (not said and is_our_post(row.get("title", ""))):
            return self.resolver.ours(place)
        if said and not side_waits(row, place):
            return self.resolver.org(said, place, row)
        name = place.source.sheet.name
        if side_waits(row, place) or (f"org:{name}" not in self.asked.questions and self.resolver.all_wait(*texts)):
            return ""  # whose side they are on is asked, or another sheet asks where they are
        if name not in self._elsewhere:
            others = place.source.says("org") or are_profiles(place.source)
            self._elsewhere[name] = "" if others else self.resolver.only_customer(place)
        answer = org_of_sheet(self.asked, place, self._elsewhere[name])
        return "" if answer in ("", LEAVE_OUT) else self.resolver.org(answer, place, row)

    def _person(self, text: str, row: Row, org: str, unit: str, emails: list[str], place: Place) -> str:
        said = written(text)
        name = said.name or text
        if is_open_post(name if said.title else without_remark(name)) and (row.get("title") or said.title):
            name = f"? {row.get('title') or said.title}"
            row = row | {"flags": ";".join(filter(None, (row.get("flags"), Flag.PLACEHOLDER.value)))}
        if said.remark:
            left = Text(
                "姓名旁的备注（括号、问号或外文词）未导入",
                "remarks beside names (in brackets, a “?”, a word) were left out",
            )
            self.resolver.drafts.leave_out(place.source.sheet.file, left, place.line)
        if said.flag:
            row = row | {"flags": ";".join(filter(None, (row.get("flags"), said.flag)))}
        if said.email:
            emails = [said.email, *emails]
        key = row.get("id", "")
        mine = same_person(self.known, self.people, row, (key, name, org), emails, said.other_name)
        if not mine and (mine := self.in_full.person(name, row, org, emails, self.people, place)):
            self.known.call("person", mine, name)
            name = self.known.of["person"].name[mine]
        if mine:
            self.known.meet("person", mine, key=key)
            if said.other_name == self.known.of["person"].name[mine]:
                self.known.call("person", mine, name)  # known by the Latin name alone so far
        else:
            also = f"{row.get('title', '')}\t{row.get('unit', '')}"
            mine = self.known.add("person", name, org=org, key=key, also=also)
        self.employers.note(mine, row, place.source)
        self.in_full.note(mine, org, place)
        for email in emails:
            self.known.meet("person", mine, email=email)
        called = said.remark if said.remark.isalpha() else ""
        for other in filter(None, (said.other_name, called, row.get("name_en", ""), *also_called(name))):
            self.known.call("person", mine, other)
        title = row.get("title", "")
        if said.title and not is_office(title) and not is_department(said.title):
            title = said.title  # beside the post, what it is about
        values = {k: v for k, v in row.items() if k not in _MADE}
        values |= {
            "id": mine,
            "name": name,
            "org": org,
            "unit": unit,
            "title": title,
            "name_en": row.get("name_en") or said.other_name,
            "reports_to": row.get("reports_to", ""),
            "owner": row.get("owner", ""),
            "email": "".join(emails[:1]),
            "keys": f"{self.system}:{key.lstrip('@')}" if key and self.system else "",
        }
        before = self.people.get(mine)
        if before is not None and key and mine not in self.known.find("person", name):
            self.drafts.add("people", place.source, place.line, values)  # one key of two people: the checks refuse it
        elif before is None:
            self.people[mine] = self.drafts.add("people", place.source, place.line, values)
        elif org and before["org"] and org != before["org"]:
            self.drafts.add("edges", place.source, place.line, {"kind": "MEMBER_OF", "from": mine, "to": unit or org})
        else:
            self.agreeing.fill_in("people", before, values, place)
            if before["name"] == said.other_name:
                before["name"] = name  # an earlier row gave the Latin name alone
        return mine

    # ---- everything else

    def _other(self, of: Table, row: Row, place: Place) -> None:
        values = {k: v for k, v in row.items() if of.column(k) is not None}
        if of.name == "interactions" and not took_place(values, row, place, self.resolver, self.describing):
            return
        if of.name == "edges":
            if "period" in row and not self.describing.provenance.observed_in(row["period"], values, place):
                return
            if lacks_level(values, place, self.drafts):
                return
            as_declared(values, backwards=row.get("direction") == COLUMN)
            if not ends_of(values, place, self.resolver):
                return
        elif of.name == "roles" and not says_a_role(values, place, self.describing.deals):
            return
        elif of.name == "actions" and not values.get("id"):
            planned(row, place, self.resolver, self.describing)
            return
        self.referring.row(of, values, place)
        if any(f.required and not values.get(f.name) and row.get(f.name) for f in of.columns):
            return  # what it needs is asked about
        self.describing.provenance.add(of.name, values, place)
        if of.name == "roles":
            self.drafts.add_roles(place.source, place.line, values)
        else:
            self.drafts.add(of.name, place.source, place.line, values)
