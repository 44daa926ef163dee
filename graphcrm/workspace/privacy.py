"""The rights of a person who is recorded, through the door: to read what is kept of them, to object, to be forgotten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.workspace.changes import Changes

if TYPE_CHECKING:
    from graphcrm.model.facts import Version
    from graphcrm.store.base import Store
    from graphcrm.workspace.changing import Outcome

__all__ = ["Erased", "Privacy", "Retained"]

_OURS = Text(
    "{id} 是我方人员:其报告和负责的事项关系到他人,请用 graphcrm privacy erase --pseudonymise",
    "{id} is one of ours: what they reported and own is about others, so use graphcrm privacy erase --pseudonymise",
)


@dataclass(frozen=True)
class Erased:
    """What an erasure did, or would do.

    `code` stands for the person in what stays. `gone` and `rewritten` count versions by what they are, past ones included.
    `elsewhere` are files beside the workspace that name the person still.
    """

    code: str
    gone: Sequence[tuple[Text, int]]
    rewritten: Sequence[tuple[Text, int]]
    elsewhere: Sequence[Path]
    dry_run: bool


@dataclass(frozen=True)
class Retained:
    """What was let go, or would be: versions by what they are, and ids of people who left, with the codes that they have now."""

    gone: Sequence[tuple[Text, int]]
    left: Sequence[str]
    codes: Sequence[str]
    dry_run: bool


class Privacy(Changes):
    """What is owed to the people who are recorded."""

    def privacy_export(self, person: str) -> Mapping[str, Any]:
        """Everything that names a person, on every day, withdrawn versions included, for them to read; a document for JSON.

        Raises
        ------
        UsageError
            There is no such person.
        """
        from graphcrm.privacy.document import recorded

        with self.open() as store:
            self._recorded(store, person)
            versions = store.history(person, anywhere=True)[1]
            self.note(store, "privacy export", person, restricted=True)
        return recorded(person, versions, self.caller.today())

    def privacy_object(self, person: str, *, dry_run: bool = False) -> Outcome:
        """Somebody objects: no action is proposed toward them and no route leads over them. A change like any other.

        Raises
        ------
        UsageError
            There is no such person.
        """
        from graphcrm.model.choices import Flag

        with self.open() as store:
            flags = self._recorded(store, person).get("flags", ())
        return self.edit("person", person, flags=[*dict.fromkeys([*flags, Flag.OBJECTED.value])], dry_run=dry_run)

    def privacy_erase(self, person: str, *, pseudonymise: bool = False, dry_run: bool = False) -> Erased:
        """Forget a person, on every day and in every withdrawn version; nothing brings it back.

        Every fact about them goes; what they said of others stays under a code. With `pseudonymise` everything stays under the
        code, and of the record what belongs to the post without its title. Texts of other facts lose the name either way.

        Raises
        ------
        UsageError
            There is no such person, or they are one of ours and not to be pseudonymised.
        """
        from graphcrm.privacy.erasing import dropped, pseudonymised
        from graphcrm.privacy.subject import subject_of

        with self.open() as store:
            who = self._recorded(store, person)
            if not pseudonymise and self._is_ours(store, who):
                raise UsageError(_OURS.format(id=person))
            versions = _every(store)
            subject = subject_of(person, versions, {part for v in versions for part in v.key.split("\t")})
            rewrite = partial(pseudonymised if pseudonymise else dropped, subject)
            made = [(v, rewrite(v)) for v in versions]
            gone = Counter(v.kind for v, props in made if props is None)
            renamed = dict.fromkeys(subject.ids, subject.code)
            rewritten = Counter(
                v.kind
                for v, props in made
                if props is not None and (props != v.props or not subject.ids.isdisjoint(v.key.split("\t")))
            )
            if not dry_run:
                detail = json.dumps({"gone": sum(gone.values()), "rewritten": sum(rewritten.values())})
                store.erase(rewrite, self.caller.entry("privacy erase", "", detail), renamed)
        return Erased(subject.code, _labelled(gone), _labelled(rewritten), self._beside(subject.ids, who), dry_run)

    def privacy_retain(self, *, dry_run: bool = False) -> Retained:
        """Let go of what has been kept for longer than the settings allow (``[retention]``, in months): interactions, assessments and
        attitudes go; who left is pseudonymised. Nothing brings it back.
        """
        from graphcrm.analysis.data.audit_records import months_before
        from graphcrm.privacy.erasing import outdated

        today = self.caller.today()
        before = {what: months_before(today, int(n)).isoformat() for what, n in self.settings.retention.items()}
        with self.open() as store:
            old = [v for v in _every(store) if outdated(before, v)]
            people = store.read(None, ["person"]).get("person")
            records = [json.loads(text) for text in people.props] if people else []
            if old and not dry_run:
                gone = json.dumps({"gone": len(old)})
                numbers = {v.sequence for v in old}
                store.erase(
                    lambda v: None if v.sequence in numbers else v.props, self.caller.entry("privacy retain", "", gone)
                )
        left = [r["id"] for r in records if "" < r.get("left_on", "") < before["left"] and r["name"] != r["id"]]
        codes = [self.privacy_erase(one, pseudonymise=True).code for one in left] if not dry_run else []
        return Retained(_labelled(Counter(v.kind for v in old)), left, codes, dry_run)

    def _recorded(self, store: Store, person: str) -> Mapping[str, Any]:
        """The latest record of a person; raises UsageError where there is none."""
        from graphcrm.near import near_id
        from graphcrm.workspace.editing import hinted, names_of

        latest = store.read(None, ["person"])
        batch = latest.get("person")
        if batch is None or person not in batch.keys:
            said = Text("没有编号为“{id}”的人员", "there is no person with id “{id}”").format(id=person)
            raise UsageError(hinted(said, near_id(person, names_of(latest, ["person"]))))
        return batch.row(list(batch.keys).index(person))

    def _is_ours(self, store: Store, who: Mapping[str, Any]) -> bool:
        from graphcrm.model.choices import OrgCategory

        orgs = store.read(None, ["org"]).get("org")
        known = dict(zip(orgs.keys, orgs.props, strict=True)) if orgs else {}
        return bool(json.loads(known.get(str(who["org"]), "{}")).get("category") == OrgCategory.OUR_COMPANY)

    def _beside(self, ids: frozenset[str], who: Mapping[str, Any]) -> Sequence[Path]:
        """Files of the team beside the workspace that name the person: scenarios, pins, what a portfolio kept."""
        from graphcrm.configuration import team_folder

        folder = team_folder(self.url)
        if folder is None:
            return ()
        names = [n.encode() for n in (*ids, who.get("name"), who.get("name_en")) if n and len(n) > 1]
        own = Path(self.url).name
        kept = (*folder.glob("scenarios/*"), *folder.glob("pins/*"), *folder.glob(f"{own}.portfolio*"))
        return sorted(file for file in kept if file.is_file() and any(n in file.read_bytes() for n in names))


def _labelled(counts: Mapping[str, int]) -> Sequence[tuple[Text, int]]:
    from graphcrm.privacy.document import LABELS

    return [(LABELS.get(kind, Text(kind, kind)), n) for kind, n in sorted(counts.items())]


def _every(store: Store) -> list[Version]:
    """Every version of everything."""
    from graphcrm.store.columns import Stored, sort_in
    from graphcrm.store.versions import versions_of

    found: dict[str, Stored] = {}
    undone: set[int] = set()

    def begin(state: Any) -> Any:
        found.clear()
        undone.clear()
        undone.update(state.undone)
        return lambda chunk: sort_in(chunk, found)

    store.scan(begin)
    return [v for kind, stored in found.items() for v in versions_of(kind, stored, undone)]
