"""What changed between two days."""

from __future__ import annotations

from typing import Any

from graphcrm.analysis.bands import TIE_BANDS
from graphcrm.analysis.time.changes import PRESENT, ChangeKind, Difference, diff
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.figure import Figure
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.labelled import Labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind

_PRESENT = Labelled.of(PRESENT, Text("有", "yes"))
_BANDS = {code: Labelled.of(code, label) for _, code, label in TIE_BANDS}
_FIGURES = {
    "covered": Text("已触达", "covered"),
    "supportive": Text("支持", "supportive"),
    "advocacy": Text("拥护", "advocacy"),
    "exclusive": Text("排他", "exclusive"),
    "hostile": Text("反对", "hostile"),
    "unknown": Text("未知", "unknown"),
    "blind": Text("空白", "blind"),
    "lean": Text("倾向", "lean"),
    "rag": Text("红黄绿", "RAG"),
    "bow_tie": Text("领结指数", "bow-tie"),
    "min_threads": Text("最少线路", "fewest threads"),
    "data_grade": Text("数据等级", "data grade"),
}


def answer(ask: Ask) -> Answer:
    """Differences between the day of ``--since`` and the day of the answer, the later state under `after`."""
    since, until = ask.params["since"], ask.snapshot.as_of.isoformat()
    if since > until:
        raise UsageError(
            Text(f"--since {since} 晚于 {until}", f"--since {since} is later than the day of the answer, {until}")
        )
    found = diff(ask.before, ask.situation, seed=ask.seed)
    shown = ask.top(found)
    rows = [
        {
            "kind": d.kind,
            "item": _item(ask, d),
            "before": _side(d, d.before),
            "after": _side(d, d.after),
            "date": d.date,
            "source": d.source,
        }
        for d in shown
    ]
    counted = [(kind, sum(d.kind is kind for d in found)) for kind in ChangeKind]
    zh = "、".join(f"{kind.label.zh} {n}" for kind, n in counted if n) or "无变化"
    en = ", ".join(f"{kind.label.en} {n}" for kind, n in counted if n) or "no change"
    remark = Text(f"自 {since} 至 {until}:{zh}。", f"From {since} to {until}: {en}.")
    return Answer.of(rows, remarks=[remark], explain=[_sentence(ask, d) for d in shown])


def _item(ask: Ask, d: Difference) -> str:
    """A stable code, ``INFLUENCES c6>c3 technical``, with names in place of ids as its label."""
    if d.kind is ChangeKind.KPI:
        return Labelled.of(d.item[0], _FIGURES[d.item[0]])
    if not d.kind_of:
        return Labelled.of(d.item[0], Text(name := f"{ask.name(d.item[0])} ({d.item[0]})", name))
    source, target, *rest = d.item
    ends = f"{_named(ask, source)} → {_named(ask, target)}"
    more = f" ({'; '.join(rest)})" if rest else ""
    label = EdgeKind(d.kind_of).label
    return Labelled.of(
        " ".join([d.kind_of, f"{source}>{target}", *rest]),
        Text(f"{ends} {label.zh}{more}", f"{ends} {label.en}{more}"),
    )


def _named(ask: Ask, which: str) -> str:
    snapshot = ask.snapshot
    found = snapshot.units.get(which) or snapshot.opportunities.get(which)
    return found.name if found else ask.name(which)


def _side(d: Difference, value: Any) -> Any:
    """One side of a difference, with its label or the way in which it is read."""
    if d.kind is ChangeKind.TIE:
        return _BANDS[value]
    if isinstance(value, float):
        # Scores of a tie and parts of a company are shares, too.
        return Figure.of(value, "lean" if d.item == ("lean",) else "share")
    return _PRESENT if value == PRESENT and isinstance(value, str) else value


def _sentence(ask: Ask, d: Difference) -> Text:
    item = _item(ask, d)
    name = item.label if isinstance(item, Labelled) else Text(item, item)
    sides = {side: _said(d, value) for side, value in (("before", d.before), ("after", d.after))}
    return Text("{kind}:{item},{before} → {after}。", "{kind}: {item}, {before} → {after}.").format(
        kind=d.kind.label, item=name, **sides
    )


def _said(d: Difference, value: Any) -> Text:
    """A value as people read it: labels, signs of support and lean, whole per cents."""
    label = getattr(_side(d, value), "label", None)
    if isinstance(label, Text):
        return label
    form = FORMATS["support" if d.kind is ChangeKind.SUPPORT else "figure"]
    side = _side(d, value)
    return Text(form.cell(side, {}, "zh"), form.cell(side, {}, "en"))
