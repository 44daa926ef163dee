"""A brief for a meeting, through the door: the people of an invitation are recognised, and what matters of each is put on one sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text
from graphcrm.settings import DEFAULT_SEED
from graphcrm.spoken import joined
from graphcrm.workspace.base import Day
from graphcrm.workspace.reporting import Reporting

if TYPE_CHECKING:
    from graphcrm.ingest.guessing.texts.names import Written
    from graphcrm.reports.document import Document
    from graphcrm.snapshot import Snapshot

__all__ = ["Briefing"]


_NOT_FOR_CUSTOMERS = Text("会前简报没有客户可见版", "a meeting brief has no customer-safe edition")
_NOBODY = Text(
    "邀请中没有已登记的客户人员：{names}。请登记他们，或用 --account 指明客户",
    "nobody of a customer in this invitation is recorded: {names}. Record them, or name the account with --account",
)
_SEVERAL = Text("{name}（{ids} 中的一个）", "{name} (one of {ids})")


class Briefing(Reporting):
    """What a workspace says before a meeting."""

    def brief(
        self,
        invitation: str | Path,
        account: str | None = None,
        opportunity: str | None = None,
        *,
        vendor: str | None = None,
        as_of: Day = None,
        edition: str = "shared",
        seed: int = DEFAULT_SEED,
    ) -> Document:
        """The brief for the next meeting of a calendar file (.ics) as a value; without `account` that of most who are invited.

        People are recognised by their mail address, else by their name where it is nobody else's. That it was read stands in the
        audit trail.

        Raises
        ------
        InputError
            The file cannot be read or invites nobody.
        UsageError
            An unknown id or edition, or nobody of a customer is known and no account was named.
        """
        from graphcrm.ingest.invitation import read_invitation
        from graphcrm.reports.kinds.brief import build

        day, where = self._day(as_of), self._where(account, opportunity, vendor)
        meeting = read_invitation(Path(invitation), day.isoformat())
        readers = self._readers(edition)
        if not readers.insight:
            raise UsageError(_NOT_FOR_CUSTOMERS)
        snapshot = self._day_of(
            "brief", readers, day, where["account"] or where["opportunity"] or Path(invitation).name
        )
        ids, strangers = self._invited(meeting.attendees, snapshot)
        theirs = [i for i in ids if not snapshot.is_ours(i)]
        if where["account"] is None and where["opportunity"] is None:
            where["account"] = _most_common(snapshot, theirs)
            if where["account"] is None:
                raise UsageError(_NOBODY.format(names=joined(strangers) if strangers else "—"))
        given = {
            "invited": theirs,
            "ours": [i for i in ids if snapshot.is_ours(i)],
            "strangers": strangers,
            "subject": self._told(meeting.subject),
            "at": meeting.at,
        }
        return build(self._scene("brief", readers, {**where, "as_of": day, "seed": seed}, given, snapshot))

    def _invited(self, attendees: Sequence[Written], snapshot: Snapshot) -> tuple[Sequence[str], Sequence[Text]]:
        """Ids of those who are recognised, and names or addresses of the others."""
        from graphcrm.ingest.invitation import recognised

        everybody = list(snapshot.people.values())
        found = [(who, [p.id for p in recognised(who, everybody)]) for who in attendees]
        ids = list(dict.fromkeys(fit[0] for _, fit in found if len(fit) == 1))
        return ids, [_who_of(who.name or who.email, fit) for who, fit in found if len(fit) != 1]

    def _told(self, subject: str) -> str:
        """What the meeting is called."""
        return subject

    def write_brief(
        self,
        document: Document,
        output: str | Path,
        *,
        lang: Lang | None = None,
        theme: Literal["auto", "light", "dark"] = "auto",
        pdf: bool = False,
        force: bool = False,
    ) -> Sequence[Path]:
        """Write a brief as a page, on request with a PDF beside it; gives the paths.

        Raises
        ------
        UsageError
            A file exists and may not be overwritten, or there is no Chromium for the PDF.
        """
        from graphcrm.reports.page import write_document

        return write_document(document, Path(output), lang, theme, pdf=pdf, force=force)


def _most_common(snapshot: Snapshot, people: Sequence[str]) -> str | None:
    """The customer of most of them, first by id among equals."""
    from graphcrm.model.choices import OrgCategory

    counted = Counter(snapshot.people[i].org for i in people if snapshot.category(i) == OrgCategory.CUSTOMER)
    return min(counted, key=lambda org: (-counted[org], org), default=None)


def _who_of(name: str, fit: Sequence[str]) -> Text:
    """Who is not recognised; with the records that have the name, if there are several."""
    return _SEVERAL.format(name=name, ids=joined(sorted(fit))) if fit else Text.of(name)
