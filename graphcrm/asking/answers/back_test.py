"""What the map said then, and what happened."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.time.back_test import FEWEST, Calibration, Case, calibration, closed_decisions, looked_back
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.i18n import Text
from graphcrm.spoken import decimal, lean, per_cent

_WON = {True: Labelled.of("won", Text("赢单", "won")), False: Labelled.of("lost", Text("丢单", "lost"))}
_UNKNOWN = Labelled.of("unknown", Text("所知不足", "too little known"))
_NOTES = (
    Text(
        "按当时已录入的事实回放；倾向为正的概率说的是记录有多确定，不是赢率",
        "replayed from what was recorded then; the probability of a positive lean says how sure the record is, and is no win probability",
    ),
    Text(
        "客户、人员与商机的基本资料没有更早版本时，以最早版本代替；放弃的商机不计",
        "where no earlier version of an organisation, a person or an opportunity exists, the first one stands for it; dropped "
        "opportunities do not count",
    ),
)


def answer(ask: Ask) -> Answer:
    """A row per decided opportunity, newest last; from 30 on a row per band of lean, and one for the whole."""
    asked, vendor = ask.get("account"), ask.get("vendor")
    if vendor is not None:
        ask.snapshot.org(vendor)
    account = None if asked is None else ask.snapshot.account(asked).id
    tree = None if account is None else ask.snapshot.tree(account)
    closed, undated = closed_decisions(ask.snapshot, tree, ask.get("days"))
    days = sorted({c.day for c in closed})
    then = dict(zip(days, ask.replayed(days), strict=True))
    cases = [looked_back(c, then[c.day], account, vendor, ask.options, ask.seed) for c in closed]
    counted = calibration(cases)
    shown = ask.top(cases)
    lines = [
        ask.row(line, 1, band=line.band or _UNKNOWN, won_pct=100 * line.won / line.cases, mean_p_positive=line.mean)
        for line in (counted.lines if counted else ())
    ]
    whole = [ask.row(counted, 2, brier_base=counted.base)] if counted else []
    missing = [] if not undated else [
        Text(f"{undated} 个已结商机没有结束日期，未计入", f"decided opportunities without a closing date, left out: {undated}")
    ]  # fmt: skip
    said = [_sentence(case) for case in shown]
    return Answer(
        ([_row(ask, case, account) for case in shown], lines, whole),
        remarks=[_remark(cases, counted)],
        assumptions=[*_NOTES, *missing],
        explain=said if not counted else [*said, *(_line(row) for row in lines), _remark(cases, counted)],
        cut=True,
    )


def _row(ask: Ask, case: Case, account: str | None) -> dict[str, object]:
    deal = case.closed.opportunity
    return ask.row(
        case,
        opportunity=deal.id,
        account=account or deal.customer,
        looked_on=case.closed.day.isoformat(),
        band=case.missing or case.band or _UNKNOWN,
        closed_on=deal.closed_on,
        outcome=_WON[case.closed.won],
    )


def _sentence(case: Case) -> Text:
    what = {
        "o": case.closed.opportunity.name,
        "day": case.closed.day.isoformat(),
        "outcome": _WON[case.closed.won].label,
    }
    if case.lean is None or case.missing is not None:
        why = case.missing.label if case.missing else _UNKNOWN.label
        return Text("{o}（{day}）：{why}；结果：{outcome}。", "{o} ({day}): {why}; outcome: {outcome}.").format(
            **what, why=why
        )
    return Text(
        "{o}（{day}）：倾向 {f}（{band}）；结果：{outcome}。", "{o} ({day}): lean {f} ({band}); outcome: {outcome}."
    ).format(**what, f=lean(case.lean), band=case.band.label if case.band else _UNKNOWN.label)


def _line(row: Mapping[str, object]) -> Text:
    band = row["band"]
    return Text("{band}：{n} 个，赢 {k} 个。", "{band}: {n} cases, {k} won.").format(
        band=getattr(band, "label", band), n=row["cases"], k=row["won"]
    )


def _remark(cases: list[Case], counted: Calibration | None) -> Text:
    if not cases:
        return Text(
            "没有已赢或已丢、且有结束日期的商机可供回看。",
            "No opportunity that was won or lost has a closing date: there is nothing to look at.",
        )
    if counted is None:
        n = sum(c.p_positive is not None for c in cases)
        return Text(
            f"只有 {n} 个可回看的已结商机，不足 {FEWEST} 个：只列出，不作校准。",
            f"Cases of which the map said something: {n}, fewer than {FEWEST}; they are listed, and nothing is calibrated on them.",
        )
    return Text(
        "{n} 个已结商机，赢 {won}；Brier 分 {b}（一律按赢单比例为 {base}；越小越好）。",
        "{n} decided opportunities, {won} won; Brier score {b} (always saying the part that was won: {base}; less is better).",
    ).format(
        n=counted.cases, won=per_cent(counted.won / counted.cases), b=decimal(counted.brier), base=decimal(counted.base)
    )
