"""A workspace in which nobody is named, for wide circulation: what is drawn, written and asked there holds codes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.asking.options import COMMON, Kind, Option
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.workspace.base import Day
from graphcrm.workspace.door import Workspace

if TYPE_CHECKING:
    from graphcrm.asking.result import Result
    from graphcrm.asking.saved import Saved
    from graphcrm.ingest.guessing.names import Written
    from graphcrm.maps.story import Story
    from graphcrm.masking.texts import Masker
    from graphcrm.portfolio.whole import Portfolio
    from graphcrm.reports.document import Document
    from graphcrm.snapshot import Snapshot
    from graphcrm.store.base import Store
    from graphcrm.workspace.account import Account
    from graphcrm.workspace.exports import Exported
    from graphcrm.workspace.together import Together

__all__ = ["REMINDER", "Anonymised"]

_IDS = frozenset({Kind.PERSON, Kind.HOLDER, Kind.ORG, Kind.OPPORTUNITY})
#: Formats that another system matches with real people, and somebody's own calendar.
_WITH_NAMES = frozenset({"salesforce", "hubspot", "ics"})
REMINDER = Text(
    "已匿名:人员、组织和商机以代号代替,正文中已记录的姓名和名称也已替换;昵称或只写名不写姓的说法查不出来,外传前请通读",
    "Anonymised: codes stand for people, organisations and decisions, also where texts name them as recorded; nicknames and "
    "given names alone are not recognised, so read it before you hand it on",
)
_NO_SCENARIO = Text(
    "匿名时不能保存设想:请去掉 --anonymise", "a scenario cannot be saved from an anonymised view: leave out --anonymise"
)


_NO_EXPORT = Text(
    "{form} 不能匿名:它要与另一系统里的真人对上。表格与图(xlsx、csv、json、graphml、gexf、cypher)可以",
    "{form} cannot be anonymised: it is matched with real people elsewhere. Tables and graphs can be (xlsx, csv, json, graphml, "
    "gexf, cypher)",
)
_GUEST = "?{n}"


class Anonymised(Workspace):
    """The same workspace, read through codes. Ids may be given as they are or as codes; nothing can be changed through it.

    >>> import graphcrm
    >>> masked = graphcrm.Workspace("demo-out/demo.graphcrm").anonymised()
    >>> [row["name"] for row in masked.key_influencers(account="HY", as_of="2026-06-30", top=2).rows]
    ['P04', 'P06']
    """

    def __init__(self, workspace: Workspace) -> None:
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

    def save_scenario(self, name: str, /, *, force: bool = False, **asked: Any) -> Result:
        """Refused, as every change is: the codes mean nothing elsewhere."""
        raise UsageError(_NO_SCENARIO)

    def query(self, name: str, /, **params: Any) -> Result:
        from graphcrm.asking.catalogue import find_query

        return super().query(name, **self._coded(params, find_query(name, self.own_queries).options))

    def list(self, kind: str, /, **params: Any) -> Result:
        from graphcrm.asking.listing.kinds import find_kind

        return super().list(kind, **self._coded(params, find_kind(kind).query.options))

    def account(
        self, account: str, opportunity: str | None = None, *, as_of: Day = None, vendor: str | None = None
    ) -> Account:
        where = self._coded({"account": account, "opportunity": opportunity, "vendor": vendor}, COMMON)
        return super().account(**where, as_of=as_of)

    def map(self, kind: str, output: str | Path, **params: Any) -> Sequence[Path]:
        from graphcrm.maps.asked import kind_options

        return super().map(kind, output, **self._coded(params, (*COMMON, *kind_options())))

    def document(self, kind: str, *where: str | None, **params: Any) -> Document:
        from graphcrm.reports.kinds.registry import OPTIONS

        given = self._coded(dict(zip(("account", "opportunity", "vendor"), where, strict=False)), COMMON)
        return super().document(kind, **given, **self._coded(params, (*COMMON, *OPTIONS.values())))

    def export(self, form: str, output: str | Path | None = None, **params: Any) -> Exported:
        """As of the workspace itself; what is to be matched with real people, or is somebody's calendar, is refused."""
        if form.lower() in _WITH_NAMES:
            raise UsageError(_NO_EXPORT.format(form=form))
        return super().export(form, output, **self._coded(params, COMMON))

    def brief(self, invitation: str | Path, *where: str | None, **params: Any) -> Document:
        given = self._coded(dict(zip(("account", "opportunity"), where, strict=False)), COMMON)
        return super().brief(invitation, **given, **self._coded(params, COMMON))

    def _invited(self, attendees: Sequence[Written], snapshot: Snapshot) -> tuple[Sequence[str], Sequence[str]]:
        """People are recognised by the names that they have, and told by their codes; who is not known has none."""
        ids, strangers = super()._invited(attendees, self._named.snapshot(snapshot.as_of))
        return [self._mask.codes.id(one) for one in ids], [_GUEST.format(n=n) for n, _ in enumerate(strangers, 1)]

    def _told(self, subject: str) -> str:
        return self._mask.text(subject)

    def portfolio(self, **params: Any) -> Portfolio:
        return super().portfolio(**self._coded(params, COMMON))

    def _answers(
        self, account: str | None, opportunity: str | None, as_of: Day, edition: str, params: dict[str, Any]
    ) -> tuple[Together, Any]:
        every = [option for query in self.catalogue.values() for option in query.options]
        where = self._coded({"account": account, "opportunity": opportunity}, COMMON)
        return super()._answers(where["account"], where["opportunity"], as_of, edition, self._coded(params, every))

    def _story(self, path: str | Path | None) -> Story | None:
        found = super()._story(path)
        return None if found is None else found.masked(self._mask.text, self._mask.codes.id)

    def _coded(self, params: Mapping[str, Any], options: Iterable[Option]) -> dict[str, Any]:
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
