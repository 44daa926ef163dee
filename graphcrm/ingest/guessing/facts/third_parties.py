"""What organisations are that no list gives a category: third parties by their name, competitors by a form; all is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.groups import ask_about_groups
from graphcrm.ingest.guessing.facts.juries import ask_about_juries
from graphcrm.ingest.guessing.laid import MARKS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.identities import org_key
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.companies import called_as_vendor
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.choices import OrgCategory, OrgSubtype
from graphcrm.model.fields import shown

__all__ = ["ask_about_orgs", "is_competitor", "subtype_of_name"]

_NAMES = {
    OrgSubtype.SUPERVISION: r"监理",
    OrgSubtype.TENDER_AGENT: r"招标|招投标|\btender(?:ing)? agen",
    OrgSubtype.DESIGN_INSTITUTE: r"设计(?:研究)?(?:总?院)|勘察设计|\bdesign institute|planungsbüro|ingenieurbüro",
    OrgSubtype.CERTIFICATION: r"认证|\bcertification\b|zertifizierung|\btüv\b",
    OrgSubtype.ASSOCIATION: r"协会|学会|工会|\bassociation\b|verband\b|gewerkschaft|(?<!credit )(?<!western )(?<!european )\bunion$",
    OrgSubtype.CONSULTANT: r"咨询|顾问|事务所|\bconsult(?:ing|ants?|ancy)\b|\badvis[eo]r[sy]?\b|beratung\b|\bberater\b"
    r"|コンサルティング|コンサル(?:タント)?$|\b(?:advies|adviseurs|conseils?|consultores|asesores|consulenza|consultoria|doradztwo)$",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _NAMES.items()}


def subtype_of_name(name: str) -> OrgSubtype | None:
    """The kind of third party that a name speaks of; None for any other.

    >>> subtype_of_name("Dock Workers Union").value, subtype_of_name("Aster Credit Union")
    ('association', None)
    >>> subtype_of_name("正信工程监理有限公司").value, subtype_of_name("Stratos Advisory LLP").value, subtype_of_name("Aster AG")
    ('supervision', 'consultant', None)
    >>> subtype_of_name("Noord Advies").value, subtype_of_name("Conseil régional")
    ('consultant', None)
    """
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(name)), None)


def ask_about_orgs(
    people: Mapping[str, dict[str, str]],
    facts: Sequence[tuple[Row, Place, list[str]]],
    resolver: Resolver,
    drafts: Drafts,
    asked: Asked,
) -> None:
    """Ask which organisation belongs to which, who only sends experts into a jury, and what sounds like a third party."""
    ask_about_groups(people.values(), resolver, asked)
    ask_about_juries(people, facts, resolver, asked, but=_ask_about_third_parties(resolver, drafts, asked))


def _ask_about_third_parties(resolver: Resolver, drafts: Drafts, asked: Asked) -> Collection[str]:
    """Ask of every organisation whose category no sheet says whether it is the third party of which its name speaks; gives all of them.

    It is none where it has an opportunity, or as many people as the largest customer: then it is a customer of ours.
    """
    doubtful = dict(_doubtful(resolver, drafts))
    for key, kind in doubtful.items():
        name = resolver.known.of["org"].name[key]
        third = f"{OrgCategory.THIRD_PARTY}/{kind}"
        words = Text(
            f"“{shown(name)}”的名称像{kind.zh}，名单没有写类别：是第三方还是客户？",
            f"The name of “{shown(name)}” speaks of a third party ({kind.en}), and no sheet says its category: what is it?",
        )
        possible = (third, OrgCategory.CUSTOMER.value, OrgCategory.PARTNER.value)
        answer = asked.ask(Question(f"category:{name}", words, possible, third, open=False))
        category, _, subtype = (third if word_key(answer) in MARKS else answer).partition("/")
        if category in {one.value for one in OrgCategory}:
            resolver.orgs[key] |= {"category": category, "subtype": subtype}
    return doubtful.keys()


def _doubtful(resolver: Resolver, drafts: Drafts) -> Iterator[tuple[str, OrgSubtype]]:
    people = Counter(resolver.known.of["person"].org.values())
    buying = {draft.values.get("customer", "") for draft in drafts.rows("opportunities")}
    names = resolver.known.of["org"].name
    most = max((people[key] for key in _customers(resolver, buying)), default=0)
    for key in resolver.assumed:
        kind = subtype_of_name(names[key])
        if kind and key not in buying and people[key] <= most:
            yield key, kind


def _customers(resolver: Resolver, buying: Collection[str]) -> Iterator[str]:
    """Organisations that may be customers, by their name or because they buy."""
    for key, name in resolver.known.of["org"].name.items():
        if key not in resolver.known.ours and (key in buying or subtype_of_name(name) is None):
            yield key


def is_competitor(name: str, sheet: str, resolver: Resolver) -> bool:
    """Whether what a form names as competition, or a column of attitudes as favoured, is a competitor, as was answered.

    What ends as firms are called, “华星通信”, is taken for one until somebody says otherwise, and so is whom an opportunity has as one.
    """
    words = Text(
        f"“{shown(sheet)}”写到“{shown(name)}”，它是竞争对手吗？",
        f"“{shown(sheet)}” names “{shown(name)}”: is it a competitor?",
    )
    usual = "yes" if called_as_vendor(name) or org_key(name) in resolver.rivals else ""
    answer = resolver.asked.ask(Question(f"competitor:{name}", words, ("yes", LEAVE_OUT), usual, open=False))
    return word_key(answer) in MARKS
