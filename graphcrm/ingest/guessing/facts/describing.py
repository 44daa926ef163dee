"""What a row says of a person beside the record: attitude, decision role, who knows them, whom they listen to, the last meeting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.agreeing import Agreeing
from graphcrm.ingest.guessing.facts.deals import Deals, rivals
from graphcrm.ingest.guessing.facts.leanings import whom_somebody_leans_to
from graphcrm.ingest.guessing.facts.needs import add_needs
from graphcrm.ingest.guessing.facts.provenance import Provenance
from graphcrm.ingest.guessing.facts.standing_of_meetings import PLANNED, standing
from graphcrm.ingest.guessing.laid import MARKS, UNNAMED
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.sheets.layouts.met import PEOPLE_MET
from graphcrm.ingest.guessing.sheets.layouts.per_deal import PER_DEAL
from graphcrm.ingest.guessing.texts.days_in_steps import day_in_step
from graphcrm.ingest.guessing.texts.leanings import leaning_in
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.step_takers import steps_by_taker
from graphcrm.ingest.guessing.words import word_key
from graphcrm.ingest.mapping import ForeignMapping
from graphcrm.ingest.options import ImportOptions
from graphcrm.model.choices import OrgCategory, ReportingLine, SponsorStatus
from graphcrm.model.dates import day_of, months_later
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.tables import BY_NAME

__all__ = ["Describing"]

_PROVENANCE = ("source", "reported_by", "observed_at", "confidence", "evidence")
#: What a sheet about people says of ties to others, and the kind of each.
_TIES = {"influenced_by": EdgeKind.INFLUENCES, "influences": EdgeKind.INFLUENCES, "trusts": EdgeKind.TRUSTS}
#: What a sheet about people says of those of ours who sponsor them, and how that stands.
_SPONSORS = {"our_sponsor": SponsorStatus.ACTIVE, "proposed_sponsor": SponsorStatus.PROPOSED}
#: Between whom a tie of everyday words stands if no column says how strong it is: “often”, the middle of five.
_USUAL_LEVEL = "3"
#: Words for a visit in headings.
_VISITED = re.compile(r"\bvisit|besuch|visite\b|visita\b|拜访|走访|上门|访问|bezoek|wizyt", re.IGNORECASE)
#: Months behind a meeting within which a day without its year is, by which a step is due.
_SOON = 6
#: Characters of what is to be done that an action keeps.
_LONGEST = 200
_NOT_YET = Text("最近见面的日子还没有到，未导入", "days of the last meeting that are still to come were left out")
#: What a row about somebody may say of the opportunity that it names.
_OF_DEALS = ("amount", "currency", "stage", "status", "due")


class Describing:
    """Makes rows of edges, roles and interactions of what a sheet about people says."""

    def __init__(
        self,
        resolver: Resolver,
        asked: Asked,
        drafts: Drafts,
        mapping: ForeignMapping,
        options: ImportOptions,
        agreeing: Agreeing,
    ) -> None:
        self._agreeing = agreeing
        self.resolver, self.asked, self.drafts = resolver, asked, drafts
        self.deals = Deals(resolver)
        self.mapping, self.options = mapping, options
        self.provenance = Provenance(resolver, drafts, mapping, options, asked)
        self._met: list[tuple[str, str, str, str, Place]] = []
        #: People of ours whom rows name that wait for the organisation of theirs.
        self.ours: dict[str, None] = {}
        #: Digests of the actions that were made.
        self._planned: set[str] = set()
        self._needed: set[str] = set()
        #: Notes of meetings, each with those of theirs and of ours who were there.
        self.notes: list[tuple[Row, list[str], list[str], Place]] = []

    def listen(self, rows: Iterable[tuple[Row, Source]]) -> None:
        """Remember the opportunities, and the newest day on which something was observed: on that of what is to be done nothing was."""
        for row, source in rows:
            self.deals.mention(row.get("opportunity", ""), row.get("org", "") if row.get("theirs") else "")
            if source.section.of is not BY_NAME["interactions"] or standing(row, source) != PLANNED:
                self.provenance.listen(row)

    def person(self, key: str, org: str, row: Row, place: Place) -> None:
        """Everything that the row says of a person beside the record."""
        stance = "" if row.get("of_several") and not self._is_of_each(place) else row.get("stance")
        if stance and org != self.resolver.known.our_company:
            values = {"kind": EdgeKind.STANCE.value, "from": key, "to": self.resolver.ours(place), "level": stance}
            if stance == "-1" and row.get("stance_subtype"):
                values["subtype"] = row["stance_subtype"]
            if row.get("opportunity") and PER_DEAL in dict(place.source.sheet.layouts):
                values["opportunity"] = self.deals.key(row["opportunity"], org, place)
            self._edge(values, row, place)
        leaning = leaning_in(row["leans_to"]) if row.get("leans_to") else None
        if leaning and (rival := whom_somebody_leans_to(leaning, place, self.resolver)):
            values = {"kind": EdgeKind.STANCE.value, "from": key, "to": rival, "level": leaning.level}
            self._edge(values, row, place)
        self.deal(org, row, place)
        self._roles(key, org, row, place)
        if row.get("interest") and not (row.get("roles") and row.get("opportunity")):
            words = Text(
                "没有决策角色的人，利益相关程度未导入", "interest was left out of those without a decision role"
            )
            self.drafts.leave_out(place.source.sheet.file, words, place.line)
        for name, kind in _TIES.items():
            for other in self.resolver.several(row[name], place) if row.get(name) else ():
                ends = (other, key) if name == "influenced_by" else (key, other)
                level = row.get("level") or _USUAL_LEVEL
                self._edge({"kind": kind.value, "from": ends[0], "to": ends[1], "level": level}, row, place)
        bosses = people_in(row.get("reports_to", ""), self.resolver.people)[1:]
        for other in dict.fromkeys((*bosses, *people_in(row.get("dotted_to", ""), self.resolver.people))):
            boss = self.resolver.person(other, place, org=org, same=True)
            if boss and boss != key:
                values = {
                    "kind": EdgeKind.REPORTS_TO.value,
                    "from": key,
                    "to": boss,
                    "line": ReportingLine.DOTTED.value,
                }
                self.drafts.add("edges", place.source, place.line, values)
        sponsors = {name: self.resolver.several(row.get(name, ""), place, ours=True) for name in _SPONSORS}
        for name, status in _SPONSORS.items():
            for one in sponsors[name]:
                values = {"kind": EdgeKind.SPONSORS.value, "from": one, "to": key, "status": status.value}
                self.drafts.add("edges", place.source, place.line, values)
        ours = self._known_by(key, row, place, sponsors["our_sponsor"])
        self.next_step(key, ours or self.resolver.several(row.get("deal_owner", ""), place, ours=True), row, place)
        add_needs(key, row, place, self.drafts, self._needed)

    def _is_of_each(self, place: Place) -> bool:
        """Whether one attitude that a meeting with several has is that of each of them, as was answered."""
        name = place.source.sheet.name.removesuffix(f" ({PEOPLE_MET})")
        words = Text(
            f"“{shown(name)}”里见了多人只写一个态度时，每个人都是这个态度吗？",
            f"Where “{shown(name)}” says one attitude of several people who were met, is it that of each of them?",
        )
        answer = self.asked.ask(Question(f"several:{name}", words, ("yes", LEAVE_OUT), open=False))
        return word_key(answer) in MARKS

    def deal(self, org: str, row: Row, place: Place) -> None:
        """The opportunities that are named beside somebody, whatever they decide there, and what the row says of one alone."""
        said = {name: row[f"deal_{name}"] for name in _OF_DEALS if row.get(f"deal_{name}")}
        if not row.get("opportunity") or (row["opportunity"] == UNNAMED and not row.get("roles") and not said):
            return  # a list without an opportunity names one for the sake of roles alone
        whose = self.resolver.orgs.get(org, {}).get("category", "")
        if org == self.resolver.known.our_company or whose == OrgCategory.COMPETITOR.value:
            return
        keys = [self.deals.key(one, org, place) for one in self.deals.each(row.get("opportunity", ""))]
        if len(keys) != 1 or not keys[0]:
            return
        if said:
            self._agreeing.fill_in("opportunities", self.deals.row(keys[0], place), said, place)
        if row.get("deal_competitors"):
            deal = self.deals.row(keys[0], place)
            named = rivals(row["deal_competitors"], place, self.resolver)
            deal["competitors"] = ";".join(
                dict.fromkeys(filter(None, (*deal.get("competitors", "").split(";"), *named)))
            )

    def _roles(self, key: str, org: str, row: Row, place: Place) -> None:
        """What somebody decides in each opportunity that the row names."""
        if row.get("roles") and not row.get("opportunity"):
            words = Text("没有写商机的决策角色未导入", "decision roles that name no opportunity were left out")
            self.drafts.leave_out(place.source.sheet.file, words, place.line)
        for named in self.deals.each(row.get("opportunity", "")) if row.get("roles") else ():
            if not (opportunity := self.deals.key(named, org, place)):
                continue
            values = {"person": key, "opportunity": opportunity, "roles": row["roles"]}
            values |= {n: row[n] for n in ("decision_weight", "veto", "interest") if row.get(n, "0") != "0"}
            values |= self._said(row)
            self.provenance.add("roles", values, place)
            self.drafts.add_roles(place.source, place.line, values)

    def ask_ahead(self, row: Row, place: Place) -> None:
        """Ask what the row will ask once it is known of which organisation its people are, so that all is asked at once."""
        if row.get("stance"):
            self.resolver.our_name()
        for named in self.deals.each(row.get("opportunity", "")) if row.get("roles") else ():
            self.deals.name(named)
        judged = [row.get(name) for name in ("stance", "leans_to", "roles", "knows", "known_by", *_TIES)]
        if any(judged):
            self.provenance.ask(dict(row))
        for name in _TIES:
            self.resolver.several(row.get(name, ""), place)
        for other in people_in(row.get("reports_to", ""), self.resolver.people):
            self.resolver.person(other, place, same=True)
        ours = people_in(row.get("known_by") or row.get("owner") or row.get("deal_owner", ""))
        sponsors = [one for name in _SPONSORS for one in people_in(row.get(name, ""))]
        self.ours |= dict.fromkeys((*ours, *sponsors))
        if ours or sponsors:
            self.resolver.our_name()
        if not ours and row.get("knows", "0") != "0":
            self._knower(place)
        if row.get("next_step"):
            self.next_step("", ours, row, place)

    def _known_by(self, key: str, row: Row, place: Place, sponsors: Sequence[str]) -> list[str]:
        """Ties of our people to the person, also of those beside the owner, and the last meeting; gives our people, but sponsors."""
        ours = self.resolver.several(row.get("known_by") or row.get("owner", ""), place, ours=True)
        ours = [one for one in ours if one != key]
        if not ours and row.get("knows", "0") != "0" and (knower := self._knower(place)):
            ours = [knower]
        if row.get("known_by") or row.get("knows") or len(ours) > 1:
            for one in ours if row.get("known_by") or row.get("knows") else ours[1:]:
                values = {"kind": EdgeKind.KNOWS.value, "from": one, "to": key, "declared_level": row.get("knows", "")}
                self._edge(values, row, place)
        if day := row.get("last_met"):
            file, met = place.source.sheet.file, day_of(day)
            if met is None:
                self.drafts.leave_out(
                    file,
                    Text(
                        f"最近见面不是日期，例如“{shown(day)}”，未导入",
                        f"days of the last meeting that are no days, such as “{shown(day)}”, were left out",
                    ),
                    place.line,
                )
            elif met > self.options.today:
                self.drafts.leave_out(file, _NOT_YET, place.line)
            elif met_by := [*ours, *sponsors]:
                self._met.append((day, row.get("last_kind", ""), met_by[0], key, place))
            else:
                self.drafts.leave_out(
                    file,
                    Text(
                        "最近见面未导入：没有写我方是谁见的",
                        "days of the last meeting were left out where nobody of ours is named who met them",
                    ),
                    place.line,
                )
        return ours

    def next_step(self, target: str, ours: Sequence[str], row: Row, place: Place) -> None:
        """What is to be done next about somebody as an action: of the first of ours who is named, due on the day that is.

        Steps that begin with the name of one of ours are an action each, of that one.
        """
        what = row.get("next_step", "")
        steps = () if row.get("next_owner") or not what else steps_by_taker(what, self.resolver.our_names())
        for said, taker in steps:
            self._next_step(target, self.resolver.several(taker, place, ours=True), row | {"next_step": said}, place)
        if not steps:
            self._next_step(target, ours, row, place)

    def _next_step(self, target: str, ours: Sequence[str], row: Row, place: Place) -> None:
        what = row.get("next_step", "")
        if not what:
            if row.get("next_due"):
                nothing = Text(
                    "只有日子、没有写要做什么的“下一步”未导入",
                    "days of next steps that say nothing of what is to be done were left out",
                )
                self.drafts.leave_out(place.source.sheet.file, nothing, place.line)
            return
        takers = self.resolver.several(row.get("next_owner", ""), place, ours=True)
        owner = "" if row.get("next_owner") and not takers else next(iter((*takers, *ours)), "") or self._doer(place)
        order, met = place.source.section.date_order, day_of(row.get("date", ""))
        until = row.get("deal_due", "") or (months_later(met, _SOON) if met else "")
        due = day_of(row.get("next_due", "")) or day_in_step(what, order, met or self.options.today, until)
        due = due or self._due()
        if not owner or not due or not target:
            return  # the question counts the row
        made = hashlib.sha256(f"{target}\t{what}".encode("utf-8", "replace")).hexdigest()[:12]
        if len(what) > _LONGEST:
            words = Text(
                "“下一步”超过 200 字，后面的未导入", "of next steps longer than 200 characters the rest was left out"
            )
            self.drafts.leave_out(place.source.sheet.file, words, place.line)
            what = what[: _LONGEST - 1] + "…"
        values = {"id": f"next-{made}", "target": target, "type": what, "owner": owner, "due": due}
        if len(deals := self.deals.each(row.get("opportunity", ""))) == 1:
            org = self.resolver.known.of["person"].org.get(target, target)
            values["opportunity"] = self.deals.key(deals[0], org, place)
        own = row.get("status", "") if row.get("next_step") == row.get("type") else ""
        if status := row.get("next_status") or own:
            values["status"] = status
        if made not in self._planned:
            self._planned.add(made)
            self.drafts.add("actions", place.source, place.line, values)

    def _doer(self, place: Place) -> str:
        words = Text(
            "没有写责任人的“下一步”由我方谁来做？", "Who of you takes the next steps whose row names nobody of yours?"
        )
        return self._of_ours("next_owner", words, place)

    def _knower(self, place: Place) -> str:
        words = Text(
            "没有写我方是谁的关系程度，说的是我方谁与他们的关系？",
            "Who of you knows those of whom a row says how well they are known, but not by whom?",
        )
        return self._of_ours("known_by", words, place)

    def _of_ours(self, question: str, words: Text, place: Place) -> str:
        said = self.asked.ask(Question(question, words))
        return "" if said in ("", LEAVE_OUT) else self.resolver.person(said, place, ours=True)

    def _due(self) -> str:
        words = Text(
            "没有写日期的“下一步”到哪一天为止？（年-月-日）",
            "By which day are the next steps due that name none (YYYY-MM-DD)?",
        )
        said = self.asked.ask(Question("next_due", words))
        return "" if said in ("", LEAVE_OUT) else day_of(said) or said

    def _edge(self, values: dict[str, str], row: Row, place: Place) -> None:
        values |= self._said(row)
        self.provenance.add("edges", values, place)
        self.drafts.add("edges", place.source, place.line, values)

    @staticmethod
    def _said(row: Row) -> dict[str, str]:
        return {name: row[name] for name in _PROVENANCE if row.get(name)}

    def meetings_told(self) -> None:
        """Last meetings become interactions, unless one of that day with that person is recorded."""
        told = {
            (draft.values.get("date", "")[:10], person)
            for draft in self.drafts.rows("interactions")
            for person in draft.values.get("participants", "").split(";")
        }
        for day, kind, ours, key, place in self._met:
            if (day[:10], key) not in told:
                values = {"date": day, "kind": kind or _kind_met(place), "participants": f"{ours};{key}"}
                self.drafts.add("interactions", place.source, place.line, values)
        self._met = []


def _kind_met(place: Place) -> str:
    """How somebody was met last, as far as the heading of the day says it: “Last visit”, “最近拜访时间”, “最終訪問日”."""
    headings = place.source.sheet.headings
    said = {headings[n] for n, names in place.source.meanings().items() if "last_met" in names}
    return "visit" if said and all(_VISITED.search(simplified(heading)) for heading in said) else "other"
