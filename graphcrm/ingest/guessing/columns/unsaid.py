"""Columns whose heading says nothing, but whose values do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.texts.flags import GONE, flag_in
from graphcrm.ingest.guessing.texts.heading_senses import (
    asks_for_advice,
    is_of_minutes,
    is_of_papers,
    is_of_remarks,
    is_of_rivals,
    is_to_come,
    role_asked,
)
from graphcrm.ingest.guessing.texts.holding import (
    are_attitudes,
    are_companies,
    are_currencies,
    are_departments,
    are_offices,
    are_people,
    are_roles,
    begin_as_names,
    is_yes_or_no,
    share_of_people,
)
from graphcrm.ingest.guessing.texts.labels import kind_among
from graphcrm.ingest.guessing.texts.remarks import remarks_in
from graphcrm.ingest.guessing.texts.sides import OURS, elsewhere, is_us, names_people, of_side, sided
from graphcrm.ingest.guessing.values import MANY, Look
from graphcrm.ingest.guessing.words import Shape, heading_key, shapes, vocabulary, word_key
from graphcrm.ingest.headings import is_private
from graphcrm.model.tables import BY_NAME, Table

__all__ = ["by_values", "is_sales"]

#: Where a column of our people is taken already, what another one is.
_OR_ELSE = {"owner": "known_by"}
#: Without one of these a column whose heading says nothing holds no people: tasks and tickets have owners and customers, too.
_PERSONAL = frozenset({"title", "email", "reports_to", "stance", "grade", "roles", "influenced_by", "knows", "unit"})
#: Headings that ask whom somebody saw, and not who will do something.
_WHOM_MET = re.compile(
    r"(?:见|会|拜访|沟通|联系|交流|约|聊).{0,3}(?:谁|哪些人|人员|人)|谁见|\b(?:met|saw|seen|spoke|talked|visited)\b"
    r"|\b(?:getroffen|gesprochen|besucht)\b|rencontré|vist[oa]s?\b",
    re.IGNORECASE,
)
#: What has a name as people have one: “Our solution”.
_THINGS = re.compile(
    r"name|product|solution|service|system|module|brand|offer|proposal|project|deal|compan|compet|rival|partner|supplier|site|plant"
    r"|produkt|lösung|angebot|offre|oferta|projekt|firma|wettbew|standort|produit|projet|entreprise|concurrent|producto|proyecto|empresa|competi"
    r"|产品|方案|项目|公司|对手|竞|伙伴|供应商|系统|服务|品牌",
    re.IGNORECASE,
)
#: Columns of a form, which with one row below its first line is no table.
_LABEL_AND_VALUE = 2
#: Remarks that are looked at to tell whether some say anything plain.
_SAMPLE = 400
#: What a remark may say of somebody that counts.
_JUDGED = frozenset({"stance", "roles", "influenced_by", "influences", "trusts"})
#: Days that lists of people say: of the last meeting, and on which their opportunity closes.
_OF_SOMEBODY = frozenset({"last_met", "deal_due"})
#: What those below “業務” are in each kind of table.
_SALES = {"people": "owner", "interactions": "ours", "actions": "owner"}
_SALES_OF = re.compile(r"(?:对口|负责|承办|主办|跟进)?业务(?:人员|窗口)?")
#: Headings of groups that a list puts people into, such as those of a jury, in which several departments and companies sit.
_GROUPS = re.compile(r"(?:所[在属])?(?:组别|专业组)|panel", re.IGNORECASE)
_GROUP = Text("值像部门，但标题说的是分组", "its values sound like departments, but the heading speaks of groups")
_SIDE = Text("值是人名，标题写明是哪一方", "its values are names, and the heading says of which side")
_HEADING = Text("标题", "the heading")
_BY = re.compile(r"by|von|par|por|da", re.IGNORECASE)
_NAMES = Text("标题，值是人名", "the heading; its values are names")
_NO_WAY = Text("值是人名，但标题没有说明是什么关系", "its values are names, but the heading does not say in what way")


def by_values(
    sheet: Sheet,
    looks: Sequence[Look],
    shape: Shape,
    of: Table,
    taken: Mapping[int, Guess],
    named: Collection[str],
    people: frozenset[str],
) -> Iterator[Guess]:
    """Guesses of columns that nothing was found for; `named` are the meanings that others have, `people` those whom others speak of."""
    free = [n for n in range(len(looks)) if n not in taken and looks[n].filled and not is_private(sheet.headings[n])]
    found = {*named}
    narrow = sum(map(bool, sheet.headings)) <= _LABEL_AND_VALUE
    form = len(sheet.rows) == 1 and (narrow or any(layout == "cards" for layout, _ in sheet.layouts))
    asked = next((n for n in free if role_asked(sheet.headings[n]) and is_yes_or_no(sheet.said(n))), -1)
    for n in free:
        column = _Free(n, sheet.headings[n], sheet.said(n), looks[n], of, shape, found, people, form, n == asked)
        guess = next((guess for rule in _RULES if (guess := rule(column)) is not None), None)
        if guess is not None and guess.meaning:
            found.add(guess.meaning)
            yield guess


class _Free(NamedTuple):
    """A column that nothing was found for yet; `form` says that the sheet is one form of labels with their values.

    `asks` says that it is the first that asks whether somebody has a role: “yes” can stand for one role in a sheet.
    """

    place: int
    heading: str
    texts: Sequence[str]
    look: Look
    of: Table
    shape: Shape
    named: Collection[str]
    people: frozenset[str]
    form: bool
    asks: bool

    def lacks(self, table: str, name: str) -> bool:
        """Whether it stands in such a list, which has no column of that meaning."""
        return self.of.name == table and name not in self.named

    @property
    def has_names(self) -> bool:
        """Whether a column names whom each row is about, whole or by family name."""
        return bool({"name", "last_name"} & {*self.named})

    def as_(self, meaning: str, why: Text, sure: float = 1.0) -> Guess:
        return Guess(self.place, self.heading, meaning, why, sure)


def _side(c: _Free) -> Guess | None:
    """People, whose side the heading says; or whom of theirs it asks for in a list of meetings of ours."""
    side = of_side(c.heading, c.shape.name) or (_SALES.get(c.shape.table, "") if is_sales(c.heading) else "")
    side = side or ("owner" if c.of.name == "people" and {*c.named} & _PERSONAL and _is_ours(c.heading) else "")
    side = _OR_ELSE.get(side, side) if side in c.named else side
    if not side or side in c.named or meaning(BY_NAME[c.shape.table], side) is None:
        lacks = c.lacks("interactions", "theirs") and "participants" not in c.named
        side = "theirs" if lacks and _WHOM_MET.search(c.heading) and not is_to_come(c.heading) else ""
    return c.as_(side, _SIDE, 1.6) if side and are_people(c.texts) else None


def _said_by(c: _Free) -> Guess | None:
    """Who says so, below “By” in a list of people; in others the word stands over days until which something is to be done."""
    by = c.lacks("people", "reported_by") and not c.shape.ours and _BY.fullmatch(c.heading.strip())
    return c.as_("reported_by", _NAMES, 1.6) if by and are_people(c.texts) else None


def _is_ours(heading: str) -> bool:
    """Whether a heading begins with a word for us, and does not go on with something else that has a name: “Our link”."""
    found = sided(heading)
    return is_us(heading) or (found is not None and found[0] == OURS and not _THINGS.search(found[1]))


def is_sales(heading: str) -> bool:
    """Whether a heading says “sales” and no more, as lists in traditional characters call who looks after somebody: 業務, 對口業務."""
    return bool(_SALES_OF.fullmatch(simplified(heading.strip())))


def _of_others(c: _Free) -> Guess | None:
    """What is said of somebody else is left as it is."""
    return c.as_("", Text("", "")) if not c.shape.ours and elsewhere(c.heading) else None


def _kind_of_company(c: _Free) -> Guess | None:
    """Labels of which in every row one says what somebody's company is, and not the same of all."""
    fits = c.lacks("people", "org_category") and not c.shape.ours and "org" in c.named
    kinds = [kind_among(one) for one in c.texts] if fits else []
    why = Text("值写明是哪一类单位的人", "its values say what their companies are")
    return c.as_("org_category", why) if len(set(kinds)) > 1 and all(kinds) else None


def _mail(c: _Free) -> Guess | None:
    fits = c.lacks("people", "email") and c.look.email >= MANY
    return c.as_("email", Text("值是电子邮箱", "its values are mail addresses")) if fits else None


def _title(c: _Free) -> Guess | None:
    fits = c.lacks("people", "title") and are_offices(c.texts) and not are_departments(c.texts)
    return c.as_("title", Text("值是职务", "its values are offices")) if fits else None


def _unit(c: _Free) -> Guess | None:
    fits = c.lacks("people", "unit") and c.has_names and are_departments(c.texts)
    if fits and _GROUPS.fullmatch(simplified(c.heading.strip())):
        return c.as_(ASK, _GROUP, 0.0)
    return c.as_("unit", Text("值是部门", "its values are departments")) if fits else None


def _org(c: _Free) -> Guess | None:
    """Companies below a heading that does not say whose: where people are, or were, or whom they like."""
    fits = c.lacks("people", "org") and not c.shape.ours and c.has_names and are_companies(c.texts)
    why = Text(
        "值是公司，但标题没有说明是不是任职单位",
        "its values are companies, but the heading does not say whether they are there",
    )
    return c.as_(ASK, why, 0.0) if fits else None


def _roles(c: _Free) -> Guess | None:
    fits = c.lacks("people", "roles") and are_roles(c.texts)
    return c.as_("roles", Text("值是决策角色", "its values are decision roles")) if fits else None


def _role(c: _Free) -> Guess | None:
    """Yes or no to whether somebody has a role: what yes stands for, the mapping says."""
    fits = c.of.name == "people" and not c.shape.ours and c.asks
    return c.as_("roles", Text("是或否：有没有这个角色", "yes or no to whether they have the role")) if fits else None


def _flags(c: _Free) -> Guess | None:
    """Remarks of which some say nothing but that somebody has left, or is not to be contacted; words for that and nothing else."""
    words = vocabulary("people", "flags")
    may = c.lacks("people", "flags") and c.has_names
    fits = may and (is_of_remarks(c.heading) or all(word_key(one) in words for one in c.texts))
    says = fits and any(flag_in(one) in GONE for one in c.texts)
    why = Text(
        "其中有人已离职等；其余备注不导入", "some say that somebody has left or the like; other remarks are not kept"
    )
    return c.as_("flags", why) if says else None


def _remarks(c: _Free) -> Guess | None:
    """Remarks of which some say in plain sentences what a column could: “Reports to Ana Ruiz. Neutral.”."""
    people = c.of.name == "people" and c.has_names and not c.shape.ours
    meetings = c.of.name == "interactions" and {"summary", "theirs"} <= {*c.named}
    fits = (people or meetings) and "remarks" not in c.named and is_of_remarks(c.heading)
    nothing = ("",) if "flags" in c.named else ("", "flags")  # else a column of flags is made of those who left alone
    plain = fits and any(one.meaning not in nothing for said in c.texts[:_SAMPLE] for one in remarks_in(said))
    why = Text(
        "只读直接写明的话（上级、听谁的、态度、某项目里的角色、诉求、离职、何时见过、我方承诺），其余备注不导入",
        "plain sentences alone: manager, whom they listen to, attitude, role in a project, needs, that somebody left, when we met, what we "
        "promised; others are not kept",
    )
    return c.as_("remarks", why) if plain else None


def _minutes(c: _Free) -> Guess | None:
    """What was said at meetings, or came of them, whose topic another column has: “Subject | Notes”, “主题 | 会议结果”."""
    fits = c.of.name == "interactions" and "summary" in c.named and "minutes" not in c.named
    minutes = is_of_minutes(c.heading) or c.shape.meanings.get(heading_key(c.heading)) in ("summary", "outcome")
    return c.as_("minutes", _HEADING) if fits and minutes else None


def _how_the_step_stands(c: _Free) -> Guess | None:
    """Remarks beside what is to be done that say of it how it stands, and nothing else: “done”, “已完成”."""
    steps = {"next_step", "next_due", "next_owner"} & {*c.named}
    fits = c.of.name == "interactions" and len(steps) > 1 and "next_status" not in c.named and is_of_remarks(c.heading)
    known = vocabulary("actions", "status")
    why = Text("值是“下一步”的状态", "its values say how the next step stands")
    return c.as_("next_status", why) if fits and all(known.get(word_key(one)) for one in c.texts) else None


def _stance(c: _Free) -> Guess | None:
    fits = c.lacks("people", "stance") and not is_of_rivals(c.heading) and are_attitudes(c.heading, c.texts)
    return c.as_("stance", Text("值是态度", "its values are attitudes")) if fits else None


def _currency(c: _Free) -> Guess | None:
    fits = c.lacks("opportunities", "currency") and are_currencies(c.texts)
    return c.as_("currency", Text("值是货币", "its values are currencies")) if fits else None


def _name_of_a_deal(c: _Free) -> Guess | None:
    fits = c.lacks("opportunities", "name") and heading_key(c.heading) == "title"
    return c.as_("name", _HEADING) if fits and {*c.named} & {"amount", "stage", "due"} else None


def _what_came_out(c: _Free) -> Guess | None:
    """Sentences below “Outcome” are what a meeting was about."""
    fits = c.lacks("interactions", "summary") and c.shape.meanings.get(heading_key(c.heading)) == "outcome"
    return c.as_("summary", _HEADING) if fits else None


def _day_of_a_meeting(c: _Free) -> Guess | None:
    fits = c.lacks("interactions", "date") and c.look.date >= MANY
    key = heading_key(c.heading)
    last = any(shape.meanings.get(key) in _OF_SOMEBODY for shape in shapes())  # of a list of people
    other = is_to_come(c.heading) or is_of_papers(c.heading) or last
    return c.as_("date", Text("值是日期", "its values are days")) if fits and not other else None


def _day_of_a_tie(c: _Free) -> Guess | None:
    """When a contact of a chat was added is the day of the tie to whoever of ours added them, where the list judges nothing else."""
    added = c.lacks("people", "observed_at") and "known_by" in c.named and _JUDGED.isdisjoint(c.named)
    fits = added and c.look.date >= MANY and vocabulary("", "chat").get(word_key(c.heading)) == "added"
    why = Text("那天添加，关系从那天起", "the day on which they were added")
    return c.as_("observed_at", why) if fits else None


def _name_of_a_person(c: _Free) -> Guess | None:
    fits = (
        c.lacks("people", "name")
        and not {"first_name", "last_name"} & {*c.named}
        and c.look.name >= MANY
        and ({*c.named} & _PERSONAL or "owner" not in c.named)
        and heading_key(c.heading) not in c.shape.meanings
        and not asks_for_advice(c.heading)
        and not is_us(c.heading)
        and not c.form  # where one value alone, such as “Leeds, UK”, may be anything
        and c.look.different > 0.6 * c.look.filled
        and begin_as_names(c.texts)
    )
    return c.as_("name", Text("值像人名", "its values look like names")) if fits else None


def _people_in_some_way(c: _Free) -> Guess | None:
    fits = c.of.name == "people" and c.has_names and c.look.name >= MANY
    asked = fits and names_people(c.heading.split("(")[0].split("\uff08")[0]) and are_people(c.texts)
    return c.as_(ASK, _NO_WAY, 0.0) if asked else None


def _people_known_from_elsewhere(c: _Free) -> Guess | None:
    share = share_of_people(c.texts, c.people) if c.people and c.look.different > 1 else 0.0
    why = Text(
        f"{c.look.filled} 格里 {share:.0%} 是别处出现的人名，但标题没有说明是什么关系",
        f"{share:.0%} of {c.look.filled} cells are people known from elsewhere, but the heading does not say in what way",
    )
    return c.as_(ASK, why, 0.0) if share >= 0.6 else None


#: What the values may be; the first that fits decides.
_RULES: Sequence[Callable[[_Free], Guess | None]] = (
    _said_by,
    _side,
    _how_the_step_stands,
    _remarks,
    _minutes,
    _flags,
    _kind_of_company,
    _of_others,
    _mail,
    _title,
    _unit,
    _org,
    _roles,
    _role,
    _stance,
    _currency,
    _name_of_a_deal,
    _what_came_out,
    _day_of_a_meeting,
    _day_of_a_tie,
    _name_of_a_person,
    _people_in_some_way,
    _people_known_from_elsewhere,
)
