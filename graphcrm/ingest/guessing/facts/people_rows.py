"""Rows of people that say otherwise what has columns of its own: a headline or a post with the company, a word for their side."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.references.persons import told_apart
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.advisers import adviser_behind_post
from graphcrm.ingest.guessing.texts.glued import unit_of_post
from graphcrm.ingest.guessing.texts.headlines import HEADLINES, headline_apart
from graphcrm.ingest.guessing.texts.names import unit_in
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.choices import OrgCategory

__all__ = ["are_profiles", "is_of_ours", "side_waits", "with_parts_told", "with_unit"]


def are_profiles(source: Source) -> bool:
    """Whether the posts of a sheet are headlines, which say of most where they are: whoever names nothing may be anywhere."""
    headings = (source.sheet.headings[n] for n, names in source.meanings().items() if "title" in names)
    return any(heading_key(heading) in HEADLINES for heading in headings)


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
    return row | {"title": post, "org": firm} if firm and not (place.source.says("org") and row.get("org")) else row


def with_unit(row: Row, texts: Sequence[str]) -> Row:
    """The row of one person with the department that stands beside the name, or that the post begins with, where no cell says it."""
    if row.get("unit") or len(texts) != 1:
        return row
    unit = unit_in(texts[0]) or unit_of_post(row.get("title", ""))
    return row | {"unit": unit} if unit else row


def is_of_ours(row: Row, place: Place) -> bool:
    """Whether a row says that its people are of our side, where no column says of which organisation they are."""
    return not place.source.says("org") and row.get("org_category") == OrgCategory.OUR_COMPANY.value


def side_waits(row: Row, place: Place) -> bool:
    """Whether a column says whose side people are on, and not where they are, and what it says of these is asked about."""
    return place.source.says("org_category") and not place.source.says("org") and not row.get("org_category")
