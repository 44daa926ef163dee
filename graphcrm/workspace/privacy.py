"""The rights of a person who is recorded, through the door: to read what is kept of them, to object, to be forgotten."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.typed import typed
from graphcrm.workspace.changes import Changes

if TYPE_CHECKING:
    from graphcrm.model.facts import Version
    from graphcrm.store.base import Store
    from graphcrm.workspace.changing import Outcome

__all__ = ["Erased", "Privacy", "Retained"]


#: How many versions, by what they are.
Counted = Sequence[tuple[Text, int]]

_OURS = Text(
    "{id} 是我方人员：其报告和负责的事项关系到他人，请用 {command}",
    "{id} is one of ours: what they reported and own is about others, so use {command}",
)


@dataclass(frozen=True)
class Erased:
    """What an erasure did, or would do.

    `code` stands for the person in what stays. `gone` and `rewritten` count versions by what they are, past ones included.
    `elsewhere` are files beside the workspace that name the person still.
    """

    code: str
    gone: Counted
    rewritten: Counted
    elsewhere: Sequence[Path]
    dry_run: bool


@dataclass(frozen=True)
class Retained:
    """What was let go, or would be: versions by what they are, and ids of people who left, with the codes that they have now."""

    gone: Counted
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
        from graphcrm.privacy.subject import names_them, subjects_of

        with self.open() as store:
            self._recorded(store, person)
            versions = _every(store)
            subject = subjects_of([person], versions)
            self.note(store, "privacy export", person, restricted=True)
        return recorded(person, [v for v in versions if names_them(subject, v)], self.caller.today())

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
        from graphcrm.privacy.subject import subjects_of

        with self.open() as store:
            who = self._recorded(store, person)
            versions = _every(store)
            subject = subjects_of([person], versions)
            if not pseudonymise and person in subject.ours:
                raise UsageError(_OURS.format(id=person, command=typed(f"privacy erase {person} --pseudonymise")))
            rewrite = partial(pseudonymised if pseudonymise else dropped, subject)
            counts = self._forget(store, versions, rewrite, subject.codes, "privacy erase", dry_run=dry_run)
        return Erased(subject.codes[person], *counts, self._beside(subject.codes, who), dry_run)

    def privacy_retain(self, *, dry_run: bool = False) -> Retained:
        """Let go of what has been kept for longer than the settings allow (``[retention]``, in months): interactions, assessments and
        attitudes go; who left is pseudonymised. Nothing brings it back.
        """
        from graphcrm.model.dates import months_later
        from graphcrm.privacy.erasing import outdated, pseudonymised
        from graphcrm.privacy.subject import subjects_of

        today = self.caller.today().isoformat()
        before = {what: months_later(today, -int(n)) for what, n in self.settings.retention.items()}
        with self.open() as store:
            versions = _every(store)
            people = store.read(None, ["person"]).get("person")
            rows = [row for _, row in people.rows()] if people else []
            left = [r["id"] for r in rows if "" < r.get("left_on", "") < before["left"] and r["name"] != r["id"]]
            subjects = subjects_of(left, versions)

            def rewrite(version: Version) -> Mapping[str, Any] | None:
                return None if outdated(before, version) else pseudonymised(subjects, version)

            gone, _ = self._forget(store, versions, rewrite, subjects.codes, "privacy retain", dry_run=dry_run)
        return Retained(gone, left, [subjects.codes[one] for one in left], dry_run)

    def _forget(
        self,
        store: Store,
        versions: Sequence[Version],
        rewrite: Callable[[Version], Mapping[str, Any] | None],
        codes: Mapping[str, str],
        action: str,
        *,
        dry_run: bool,
    ) -> tuple[Counted, Counted]:
        """Rewrite everything, or only count what would be: versions that go, and that are rewritten."""
        made = [(v, rewrite(v)) for v in versions]
        gone = [v.kind for v, props in made if props is None]
        rewritten = [
            v.kind
            for v, props in made
            if props is not None and (props != v.props or not codes.keys().isdisjoint(v.key.split("\t")))
        ]
        if not dry_run and (gone or rewritten):
            detail = json.dumps({"gone": len(gone), "rewritten": len(rewritten)})
            store.erase(rewrite, self.caller.entry(action, "", detail), codes)  # which sees what was written since, too
        return _labelled(gone), _labelled(rewritten)

    def _recorded(self, store: Store, person: str) -> Mapping[str, Any]:
        """The latest record of a person; raises UsageError where there is none."""
        from graphcrm.workspace.known_ids import no_person

        latest = store.read(None, ["person"])
        batch = latest.get("person")
        if batch is None or person not in batch.keys:
            raise no_person(person, latest)
        return batch.row(list(batch.keys).index(person))

    def _beside(self, ids: Iterable[str], who: Mapping[str, Any]) -> Sequence[Path]:
        """Files of the team beside the workspace that name the person: scenarios, pins, what a portfolio kept."""
        from graphcrm.configuration import team_folder

        folder = team_folder(self.url)
        if folder is None:
            return ()
        names = "|".join(re.escape(n) for n in (*ids, who.get("name"), who.get("name_en")) if n)
        named = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])".encode())
        kept = (*folder.glob("scenarios/*"), *folder.glob("pins/*"), *folder.glob(f"{Path(self.url).name}.portfolio*"))
        return sorted(file for file in kept if file.is_file() and named.search(file.read_bytes()))


def _labelled(kinds: Iterable[str]) -> Counted:
    from graphcrm.privacy.document import LABELS

    return [(LABELS.get(kind, Text(kind, kind)), n) for kind, n in sorted(Counter(kinds).items())]


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
