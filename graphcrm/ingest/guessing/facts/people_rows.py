"""Rows of people that say otherwise what has columns of its own: a headline or a post with the company, a word for their side."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.third_parties import subtype_of_name
from graphcrm.ingest.guessing.laid import ASK
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.references.persons import told_apart
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.sheets.layouts.heads import PEOPLE_OF_TASKS
from graphcrm.ingest.guessing.texts.advisers import adviser_as_unit, adviser_behind_post, is_outside
from graphcrm.ingest.guessing.texts.companies import called_as_company
from graphcrm.ingest.guessing.texts.glued import unit_of_post
from graphcrm.ingest.guessing.texts.headlines import HEADLINES, headline_apart
from graphcrm.ingest.guessing.texts.names import unit_in
from graphcrm.ingest.guessing.texts.offices import post_and_firm
from graphcrm.ingest.guessing.texts.somebody import OPEN, post_without_holder, strangers
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.choices import OrgCategory

__all__ = [
    "are_profiles", "is_deal_alone", "is_of_ours", "org_of_known", "side_waits", "with_open_seat", "with_parts_told", "with_unit",
    "without_strangers",
]  # fmt: skip

#: What a row says of somebody, named or not.
_PERSONAL = ("title", "email", "unit", "roles", "stance", "reports_to")


def are_profiles(source: Source) -> bool:
    """Whether the posts of a sheet are headlines, which say of most where they are: whoever names nothing may be anywhere."""
    return any(heading_key(heading) in HEADLINES for heading in source.headed("title"))


def with_parts_told(row: Row, place: Place, drafts: Drafts) -> Row:
    """The row with what else its cells say in columns of their own: a headline, several things in one, a firm of advisers."""
    return _with_adviser_apart(told_apart(_with_headline_apart(row, place, drafts), place.source), place)


def _with_headline_apart(row: Row, place: Place, drafts: Drafts) -> Row:
    """The row with the post and the company that its headline names; a headline without a post is told as left out."""
    if not row.get("title") or not are_profiles(place.source):
        return row
    title, org = headline_apart(row["title"])
    if not title:
        told = Text("没有写职务的签名未导入", "headlines that name no post were left out")
        drafts.leave_out(place.source.sheet.file, told, place.line)
    return row | {"title": title} | ({"org": org} if org and not row.get("org") else {})


def _with_adviser_apart(row: Row, place: Place) -> Row:
    """The row with the firm of advisers that stands behind its post, where no cell says of which organisation somebody is."""
    post, firm = adviser_behind_post(row.get("title", ""))
    if row.get("unit") and is_outside(row["unit"]):  # no department
        behind, company = post_and_firm(row.get("title", ""))
        post, firm = (behind, company) if not firm and called_as_company(company) else (post, firm)
        row = row | {"unit": ""} | ({"org_category": OrgCategory.THIRD_PARTY.value} if firm else {})
    if place.source.says("org") and row.get("org"):
        return row
    if (outside := adviser_as_unit(row.get("unit", ""))) and not row.get("reports_to"):
        row = {name: value for name, value in row.items() if name != "unit"}
        kind = subtype_of_name(outside)
        return row | {
            "org": outside,
            "org_category": OrgCategory.THIRD_PARTY.value,
            "org_subtype": kind.value if kind else "",
        }
    return row | {"title": post, "org": firm} if firm else row


def with_open_seat(texts: list[str], row: Row) -> tuple[list[str], Row]:
    """What stands in place of a name, and the row with the post whose holder nobody knows as its title: “Finance director (name?)”."""
    post = post_without_holder(texts[0]) if len(texts) == 1 else ""
    return ([OPEN], row | {"title": row.get("title") or post}) if post else (texts, row)


def without_strangers(texts: Sequence[str], org: str, place: Place, drafts: Drafts) -> list[str]:
    """What stands where a row of an organisation has its names without what is none, which is told."""
    strange = strangers(texts, org)
    for told in strange.values():
        drafts.leave_out(place.source.sheet.file, told, place.line)
    return [text for text in texts if text not in strange] if strange else [*texts]


def is_deal_alone(row: Row) -> bool:
    """Whether a row is about an opportunity of some organisation that has no contact yet."""
    return bool(row.get("org") and row.get("opportunity")) and not any(map(row.get, _PERSONAL))


def with_unit(row: Row, texts: Sequence[str]) -> Row:
    """The row of one person with the department that stands beside the name, or that the post begins with, where no cell says it."""
    if row.get("unit") or len(texts) != 1:
        return row
    unit = unit_in(texts[0]) or unit_of_post(row.get("title", ""))
    return row | {"unit": unit} if unit else row


def org_of_known(texts: Sequence[str], row: Row, place: Place, known: Identities) -> str:
    """Where those are whom a row without an organisation names, if another sheet says it of somebody of the name alone.

    Who heads a column of a table of tasks is, whatever the title of the table says of all of them, who is called so in a list.
    """
    if place.source.section.ours:
        return ""
    if row.get("org") and (place.source.says("org") or PEOPLE_OF_TASKS not in dict(place.source.sheet.layouts)):
        return ""
    found = [known.find("person", row.get("id") or text) or known.find("person", text) for text in texts]
    orgs = {known.of["person"].org[one[0]] for one in found if len(one) == 1}
    return orgs.pop() if len(orgs) == 1 and all(len(one) == 1 for one in found) else ""


def is_of_ours(row: Row, place: Place) -> bool:
    """Whether a row says that its people are of our side, where no column says of which organisation they are."""
    return not place.source.says("org") and row.get("org_category") == OrgCategory.OUR_COMPANY.value


def side_waits(row: Row, place: Place) -> bool:
    """Whether a column says whose side people are on, and not where they are, and what it says of these is asked about."""
    waits = place.source.says("org_category") and not place.source.says("org")
    return waits and row.get("org_category", "") in ("", ASK)
