"""A workspace in which nobody is named, for wide circulation: what is drawn, written and asked there holds codes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from graphcrm.asking.options import Kind, Option
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.masking.facts import READ_ONLY
from graphcrm.workspace.account import Accounts

if TYPE_CHECKING:
    from graphcrm.asking.saved import Saved
    from graphcrm.ingest.guessing.texts.names import Written
    from graphcrm.maps.story import Story
    from graphcrm.masking.texts import Masker
    from graphcrm.snapshot import Snapshot
    from graphcrm.store.base import Store

__all__ = ["REMINDER", "Anonymised"]


_IDS = frozenset({Kind.PERSON, Kind.HOLDER, Kind.ORG, Kind.OPPORTUNITY})
#: Formats that another system matches with real people, and somebody's own calendar.
_WITH_NAMES = frozenset({"salesforce", "hubspot", "ics"})
REMINDER = Text(
    "已匿名：人员、组织和商机以代号代替，正文中已记录的姓名和名称也已替换；昵称或只写名不写姓的说法查不出来，外传前请通读",
    "Anonymised: codes stand for people, organisations and decisions, also where texts name them as recorded; nicknames and "
    "given names alone are not recognised, so read it before you hand it on",
)
_NO_SCENARIO = Text(
    "匿名时不能保存设想：请去掉 --anonymise",
    "a scenario cannot be saved from an anonymised view: leave out --anonymise",
)


_NO_EXPORT = Text(
    "{form} 不能匿名：它要与另一系统里的真人对上。表格与图（xlsx、csv、json、graphml、gexf、cypher）可以",
    "{form} cannot be anonymised: it is matched with real people elsewhere. Tables and graphs can be (xlsx, csv, json, graphml, "
    "gexf, cypher)",
)


class Anonymised(Accounts):
    """The same workspace, read through codes. Ids may be given as they are or as codes; nothing can be changed through it.

    >>> import graphcrm
    >>> masked = graphcrm.Workspace("demo-out/demo.graphcrm").anonymised()
    >>> [row["name"] for row in masked.key_influencers(account="HY", as_of="2026-06-30", top=2).rows]
    ['P04', 'P06']
    """

    def __init__(self, workspace: Accounts) -> None:
        super().__init__(workspace.url, caller=workspace.caller)
        self._named = workspace

    def __repr__(self) -> str:
        return f"<anonymised {super().__repr__()}>"

    @cached_property
    def _mask(self) -> Masker:
        from graphcrm.masking.facts import codes_of
        from graphcrm.masking.texts import Masker

        with super().open() as store:
            return Masker(codes_of(store))

    def open(self, *, create: bool = False) -> Store:
        from graphcrm.masking.facts import MaskedStore

        mask = self._mask  # read before the store is opened once more
        return MaskedStore(super().open(create=create), mask)

    def key_to_codes(self, output: str | Path, *, force: bool = False) -> Path:
        """Write the table of codes, ids and names for whoever may know, as CSV; that it was read stands in the audit trail.

        Raises
        ------
        UsageError
            The file exists and may not be overwritten.
        """
        from graphcrm.files import refuse_existing, write_whole

        refuse_existing(Path(output), force=force)
        with super().open() as store:
            self.note(store, "key to codes", restricted=True)
        write_whole(Path(output), "\ufeff" + self._mask.codes.table())
        return Path(output)

    @property
    def saved_scenarios(self) -> Mapping[str, Saved]:
        """None: their files name people by their ids, and by whatever the team called them."""
        return {}

    def _refused(self, *_: Any, **__: Any) -> NoReturn:
        """What would change the workspace, or show it as it is, and does not pass through :meth:`open`."""
        raise UsageError(READ_ONLY)

    copy_to = migrate = redraw = cypher = delete_scenario = _refused
    privacy_erase = privacy_export = privacy_object = privacy_retain = _refused

    def save_scenario(self, name: str, /, *, force: bool = False, **asked: Any) -> NoReturn:
        """Refused, as every change is: the codes mean nothing elsewhere."""
        raise UsageError(_NO_SCENARIO)

    def _form(self, form: str) -> str:
        """What is to be matched with real people, or is somebody's calendar, is refused."""
        if form.lower() in _WITH_NAMES:
            raise UsageError(_NO_EXPORT.format(form=form))
        return super()._form(form)

    def _invited(self, attendees: Sequence[Written], snapshot: Snapshot) -> tuple[Sequence[str], Sequence[Text]]:
        """People are recognised by the names that they have, and told by their codes; who is not known has none."""
        ids, strangers = super()._invited(attendees, self._named.snapshot(snapshot.as_of))
        return [self._mask.codes.id(one) for one in ids], [Text.of(f"?{n}") for n, _ in enumerate(strangers, 1)]

    def _told(self, subject: str) -> str:
        return self._mask.text(subject)

    def _story(self, path: str | Path | None) -> Story | None:
        found = super()._story(path)
        return None if found is None else found.masked(self._mask.text, self._mask.codes.id)

    def _given(self, params: Mapping[str, Any], options: Iterable[Option]) -> dict[str, Any]:
        """Parameters with codes in the place of ids."""
        kinds = {name: option.kind for option in options for name in (option.key, option.name)}
        return {name: self._value(value, kinds.get(name.rstrip("_"))) for name, value in params.items()}

    def _value(self, value: Any, kind: Kind | None) -> Any:
        codes = self._mask.codes
        if kind not in _IDS and kind not in (Kind.CHANGE, Kind.TEXT):
            return value
        if isinstance(value, Mapping):
            return {codes.within(str(key)): one for key, one in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self._value(one, kind) for one in value)
        if not isinstance(value, str):
            return value
        return codes.id(value.strip()) if kind in _IDS else codes.within(value)
