"""Every account at a glance: who looks after it, how many of its people we know, which deals run, when anybody was last met.

Nothing here is computed from influence, so a workspace of thousands of accounts is listed at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from graphcrm.dataclass import dataclass
from graphcrm.graph.context import resolve
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Lifecycle, Segment, Tier
from graphcrm.model.records import Org
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import counted

__all__ = ["AccountLine", "account_lines", "last_contact"]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account.

    owner
        Who of ours is the primary owner of most of its people, of equally many the first by id; None where nobody owns any.
    people
        Those of its tree who are known and still there; open seats are nobody.
    deals
        Opportunities that are open.
    last_contact
        Day of the newest interaction with anybody of its tree, people who have left included; None without any.
    """

    account: Org
    owner: str | None
    people: int
    deals: int
    last_contact: str | None

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{account} (partner, value, growing): Gao looks after it; 11 people known, 1 open deal; last contact 3 days ago.”"""
        kinds = [kind for kind in _labels(self.account) if kind]
        what = Text("（{kinds}）", " ({kinds})").format(kinds=Text("、", ", ").join(kinds)) if kinds else Text("", "")
        owner = Text("无责任人", "nobody looks after it")
        if self.owner is not None:
            owner = Text("{who} 负责", "{who} looks after it").format(who=snapshot.people[self.owner].name)
        contact = Text("从无联系记录", "no contact on record")
        if self.last_contact is not None:
            days = days_between(self.last_contact, snapshot.as_of)
            contact = Text(f"最近联系在 {days} 天前", f"last contact {counted(days, 'day')} ago")
        people = Text(f"{self.people} 人", counted(self.people, "person", "people"))
        deals = Text(f"{self.deals} 个", counted(self.deals, "open deal"))
        return Text(
            "{name}{what}：{owner}；已知 {people}，进行中的商机 {deals}；{contact}。",
            "{name}{what}: {owner}; {people} known, {deals}; {contact}.",
        ).format(
            name=self.account.name,
            what=what,
            owner=owner,
            people=people,
            deals=deals,
            contact=contact,
        )


def _labels(account: Org) -> Iterator[Text | None]:
    """Tier, segment and lifecycle in words, as far as they are recorded."""
    kinds: tuple[tuple[type[Choice], str | None], ...] = (
        (Tier, account.tier),
        (Segment, account.segment),
        (Lifecycle, account.lifecycle),
    )
    for choice, code in kinds:
        yield choice(code).label if code else None


def account_lines(snapshot: Snapshot, accounts: Iterable[Org]) -> tuple[AccountLine, ...]:
    """A line for each account, in the order given."""
    return tuple(_line(snapshot, account) for account in accounts)


def _line(snapshot: Snapshot, account: Org) -> AccountLine:
    members = snapshot.index.people(snapshot.tree(account.id))
    present = [p for p in members if not (snapshot.has_left(p) or snapshot.is_seat(p))]
    owned = Counter(snapshot.owners[p] for p in present if p in snapshot.owners)
    owner = min(owned, key=lambda who: (-owned[who], who), default=None)
    deals = resolve(snapshot, account.id).open_opportunities
    return AccountLine(account, owner, len(present), len(deals), last_contact(snapshot, members))


def last_contact(snapshot: Snapshot, people: Collection[str]) -> str | None:
    """Day of the newest interaction with any of them, mail to however many and people who have left included."""
    return max((event.date for event in snapshot.index.interactions(people)), default=None)
