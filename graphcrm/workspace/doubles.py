"""People who are recorded twice, through the door: the list of candidates, merging two, and the verdicts of a team.

Nothing is ever merged by itself. A merger is one change, checked by the rules of the data model, and undone like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.spoken import joined
from graphcrm.typed import typed
from graphcrm.workspace.changes import Changes

if TYPE_CHECKING:
    from graphcrm.asking.result import Result
    from graphcrm.identity.merging import Merged
    from graphcrm.identity.verdicts import Verdicts
    from graphcrm.ingest.options import ImportPlan
    from graphcrm.model.facts import Batch, Fact, Version
    from graphcrm.store.base import Store
    from graphcrm.workspace.changing import Existing, Outcome

__all__ = ["Doubles"]


#: Rules that two records, each of which keeps them, may break together.
_RULES = frozenset({"E02", "E06", "E07", "E08", "E09", "E10", "E11", "E12"})
_BEFORE = Text("此前已合并：{who}", "merged before: {who}")


class Doubles(Changes):
    """What knows that two records are one person."""

    def duplicates(self, **params: Any) -> Result:
        """Who may be recorded twice, with reasons and a score; nothing is changed.

        Parameters are those of the command line: ``duplicates(account="HY", min_score=50, top=20, as_of=…)``.

        Raises
        ------
        UsageError
            An unknown account or parameter; near misses are named.
        """
        from graphcrm.asking.duplicates import DUPLICATES, listed_duplicates

        return self._ask(DUPLICATES, params, DUPLICATES.name, listed_duplicates)

    def merge(self, keep: str, *merge: str, dry_run: bool = False) -> Outcome:
        """Make one person of several records: everything that names one of the others names `keep` from now on, on every day.

        Examples
        --------
        >>> ws.merge("c7", "c12", dry_run=True)  # doctest: +SKIP

        Raises
        ------
        UsageError
            There is no such person, or they cannot be one: an open seat, one who has left beside one who has not, somebody of
            whom nothing may be kept.
        Refused
            Together they break a rule of the data model.
        """
        from graphcrm.identity.verdicts import Verdicts

        if not merge or keep in merge:
            raise UsageError(Text("需要两个不同的编号", "it takes two different ids"))
        return self._merge(Verdicts(dict.fromkeys(merge, keep), ()), None, dry_run)

    def review(
        self, file: str | Path, *, by: str | None = None, lang: Lang | None = None, dry_run: bool = False
    ) -> Outcome:
        """Carry out the verdicts of a file that :meth:`duplicates` wrote as CSV: one change for all of them.

        Parameters
        ----------
        by
            Id of the colleague who says that two records are two people; needed if the file says so of any.
        lang
            Language of the reason that is written down for those.

        Raises
        ------
        InputError
            The file cannot be read, or its rows contradict each other.
        UsageError, Refused
            As for :meth:`merge`.
        """
        from graphcrm.identity.verdicts import read_verdicts

        found = read_verdicts(file)
        if not found.ids:
            raise UsageError(Text("verdict 列没有任何判断", "no row says anything in the column verdict"))
        if found.apart and by is None:
            raise UsageError(
                Text(
                    "请用 graphcrm duplicates review --by 写明是谁判断这些人不是同一人",
                    "say with graphcrm duplicates review --by who has found that they are two people",
                )
            )
        return self._merge(found, by, dry_run, lang)

    def _merge(self, found: Verdicts, by: str | None, dry_run: bool, lang: Lang | None = None) -> Outcome:
        from graphcrm.workspace.changing import carry_out

        said: tuple[Text, ...] = ()
        left = found
        with self.open() as store:

            def plan(existing: Existing) -> ImportPlan:
                nonlocal said, left
                left = _not_done(found, existing)
                _look_at(left, by, existing, self.caller.today().isoformat())
                made, told = self._planned(store, left, by, existing, lang or default_lang())
                before = [Text.of(f"{one} → {kept}") for one, kept in found.into.items() if one not in left.into]
                said = (_BEFORE.format(who=joined(before)), *told) if before else told
                return made

            outcome = carry_out(store, plan, dry_run=dry_run)
            if outcome.change is not None:
                for one, kept in left.into.items():
                    self.note(store, "duplicates merge", f"{one} → {kept}")
        return replace(outcome, said=said)

    def _planned(
        self, store: Store, found: Verdicts, by: str | None, existing: Existing, lang: Lang
    ) -> tuple[ImportPlan, tuple[Text, ...]]:
        from graphcrm.identity.merging import merge_versions
        from graphcrm.ingest.plan import plan_rows
        from graphcrm.model.facts import Batch, ChangeSet

        options = self._import_options()
        merged = merge_versions(_versions(store, found.into), found.into)
        apart = [_apart(pair, by or "", options.today, lang) for pair in found.apart]
        checked = plan_rows(
            _tables(merged.facts),
            existing=_without(existing, merged.facts),
            options=options,
            command="duplicates merge",
        )
        broken = [p for p in checked.problems if p.code in _RULES]
        if broken:
            return replace(checked, change=None, problems=broken, errors=len(broken)), ()
        kinds = sorted({fact.kind for fact in merged.facts})
        batches = [Batch.of(kind, (f for f in merged.facts if f.kind == kind)) for kind in kinds]
        if apart:
            batches.append(Batch.of("accepted", apart, dated=False))
        action = "duplicates merge" if found.into else "duplicates apart"
        detail = {"merged": len(found.into), "apart": len(apart), "moved": merged.moved, "joined": merged.joined}
        change = ChangeSet(options.author, action, options.at, options.today, batches, detail=detail)
        made = replace(checked, change=change, problems=(), totals={}, by_code={}, errors=0, warnings=0)
        return made, (*_told(found, existing), *_counted(merged))


def _versions(store: Store, into: Mapping[str, str]) -> Sequence[Version]:
    """Every version that names one of the people, each once."""
    found: dict[int, Version] = {}
    for one in dict.fromkeys((*into, *into.values())):
        found |= {v.sequence: v for v in store.history(one, anywhere=True)[1] if not v.undone}
    return list(found.values())


def _people(existing: Existing, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The records of some people; raises UsageError for an id that is no person's."""
    from graphcrm.workspace.known_ids import no_person

    batch = existing.get("person")
    places = _places(batch)
    for one in ids:
        if one not in places:
            raise no_person(one, existing)
    assert batch is not None
    return {one: batch.row(places[one]) for one in ids}


def _not_done(found: Verdicts, existing: Existing) -> Verdicts:
    """The verdicts without the merges that have been carried out: a file may be given twice."""
    from graphcrm.model.ids import MERGED

    batch = existing.get("person")
    places = _places(batch)

    def done(one: str, kept: str) -> bool:
        if batch is None or one in places or kept not in places:
            return False
        return f"{MERGED}:{one}" in batch.row(places[kept]).get("keys", ())

    return replace(found, into={one: kept for one, kept in found.into.items() if not done(one, kept)})


def _places(batch: Batch | None) -> Mapping[str, int]:
    """Where the record of each stands."""
    return {key: at for at, key in enumerate(batch.keys)} if batch else {}


def _look_at(found: Verdicts, by: str | None, existing: Existing, today: str) -> None:
    """See that everybody who is named can be what is said of them."""
    from graphcrm.model.choices import Flag

    people = _people(existing, (*found.ids, *([by] if by else ())))

    def has(one: str, flag: Flag) -> bool:
        return flag.value in people[one].get("flags", ())

    def gone(one: str) -> bool:
        return has(one, Flag.LEFT) or bool(people[one].get("left_on") and people[one]["left_on"] <= today)

    for merge, keep in found.into.items():
        for one in (keep, merge):
            if has(one, Flag.DO_NOT_PROCESS):
                raise UsageError(
                    Text(
                        f"{one} 标记为不得处理：其信息不得再积累，请不要合并",
                        f"{one} is flagged do_not_process: nothing more may be gathered about this person by merging",
                    )
                )
            if has(one, Flag.PLACEHOLDER):
                raise UsageError(
                    Text(
                        f"{one} 是待确认席位；由某人担任请用 {typed('edit fill')}",
                        f"{one} is an open seat; say who holds it with {typed('edit fill')}",
                    )
                )
        if gone(keep) and not gone(merge):
            command = typed(f"duplicates merge {merge} {keep}")
            raise UsageError(
                Text(
                    f"{keep} 已离职而 {merge} 没有：请保留 {merge}（{command}）",
                    f"{keep} has left and {merge} has not: keep {merge} ({command})",
                )
            )


def _apart(pair: tuple[str, str], by: str, today: str, lang: Lang) -> Fact:
    """That two records are two people, as a finding that somebody accepts."""
    from graphcrm.identity.verdicts import pair_key
    from graphcrm.model.facts import Fact

    key = pair_key(*pair)
    reason = Text("不是同一人", "not the same person").say(lang)
    return Fact("accepted", key, {"key": key, "reason": reason, "by": by, "date": today}, observed_at=today)


def _tables(facts: Sequence[Fact]) -> dict[str, list[dict[str, Any]]]:
    """The latest of what is written of each fact, as rows of its table; what is taken back is none."""
    from graphcrm.model.edges import EdgeKind
    from graphcrm.model.facts import DATES, NEVER
    from graphcrm.model.tables import TABLES

    edges = {kind.kind: kind.value for kind in EdgeKind if kind is not EdgeKind.ROLE_IN}
    tables = {t.kind: t for t in TABLES if t.name != "edges"}
    latest: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        latest[fact.kind, fact.key] = fact
    rows: dict[str, list[dict[str, Any]]] = {}
    for fact in latest.values():
        if fact.valid_to == NEVER:
            continue
        row = dict(fact.props)
        of = tables.get(fact.kind)
        if of is None or any(f.name == "valid_from" for f in of.columns):
            row |= {name: day for name in DATES if (day := getattr(fact, name))}
        if fact.kind in edges:
            rows.setdefault("edges", []).append({**row, "kind": edges[fact.kind]})
        elif of is not None:
            rows.setdefault(of.name, []).append(row)
    return rows


def _without(existing: Existing, facts: Sequence[Fact]) -> Existing:
    """What is stored, without the facts that change."""
    changed = {(fact.kind, fact.key) for fact in facts}
    kinds = {kind for kind, _ in changed}
    found = dict(existing)
    for kind in kinds & existing.keys():
        b = existing[kind]
        found[kind] = b.picked([n for n, key in enumerate(b.keys) if (kind, key) not in changed])
    return found


def _told(found: Verdicts, existing: Existing) -> Iterator[Text]:
    """Who goes into whom, and who is kept apart; of two who differ what stays."""
    from graphcrm.model.tables import BY_NAME
    from graphcrm.spoken import called, joined

    people = _people(existing, found.ids)
    names = {i: called(i, p.get("name") or "", p.get("name_en") or "") for i, p in people.items()}
    for merge, keep in found.into.items():
        said = Text("{a} 并入 {b}", "{a} goes into {b}").format(a=names[merge], b=names[keep])
        differ = [
            f.heading + Text(f" {ours}（而非 {theirs}）", f" {ours}, not {theirs}")
            for f in BY_NAME["people"].columns
            if f.name in ("title", "org", "unit", "grade", "reports_to")
            if (ours := people[keep].get(f.name))
            and (theirs := people[merge].get(f.name))
            and ours not in (theirs, merge)
        ]
        yield said + Text("；保留：", "; kept: ") + joined(differ) if differ else said
    for one, other in found.apart:
        yield Text("{a} 与 {b} 不是同一人", "{a} and {b} are two people").format(a=names[one], b=names[other])


def _counted(merged: Merged) -> Iterator[Text]:
    if merged.moved or merged.joined or merged.dropped:
        yield Text(
            f"事实：移交 {merged.moved}，与已有的合一 {merged.joined}，不再需要 {merged.dropped}；此前的每一天也按一人计算",
            f"facts: {merged.moved} moved, {merged.joined} joined with one of the kept record, {merged.dropped} not needed any more; "
            "the days before know one person, too",
        )
