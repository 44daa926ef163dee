"""Who may be recorded twice, as an answer that every format can show; as CSV it is the file in which a team gives its verdicts."""

from __future__ import annotations

from pathlib import Path

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.listing.scope import Scope
from graphcrm.asking.options import Kind, Option
from graphcrm.asking.query import About, Column, Query
from graphcrm.asking.result import Result
from graphcrm.asking.run import concluded
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.identity.candidates import Candidate, candidates
from graphcrm.identity.likeness import Evidence
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import counted, minus, only_first

__all__ = ["DUPLICATES", "listed_duplicates"]


#: From this probability on a pair is listed, in per cents.
_LEAST = 20

_GROUP = tuple(
    Column(name, heading, form, Access.PRIVATE)
    for name, heading, form in (
        ("score", Text("可能性", "score"), "share"),
        ("keep", Text("保留", "keep"), "text"),
        ("keep_name", Text("姓名", "name"), "text"),
        ("merge", Text("并入", "merge"), "text"),
        ("merge_name", Text("姓名", "name"), "text"),
        ("reasons", Text("理由", "reasons"), "list"),
        ("against", Text("反对的理由", "against"), "list"),
        ("bits", Text("权重", "weight"), "number"),
        ("verdict", Text("判断", "verdict"), "text"),
    )
)

#: The list as a question, so that it is checked, shown and written like every answer.
DUPLICATES = Query(
    name="duplicates",
    question=Text("哪些人可能被记录了两次？", "Who may be recorded twice?"),
    answer="duplicates",
    about=About.RECORDS,
    own=(
        Option(
            "min-score",
            Kind.NUMBER,
            Text(
                f"只列可能性不低于此百分数的（默认 {_LEAST}）",
                f"only those of at least so many per cent (default {_LEAST})",
            ),
            least=0,
        ),
    ),
    groups=(_GROUP,),
    contract=(_GROUP,),
    defaults={"min_score": _LEAST},
    restricted=True,
    source=Path("duplicates"),
)


def listed_duplicates(ask: Ask) -> Result:
    """The pairs that may be one person."""
    account = ask.get("account")
    among = None if account is None else frozenset(p.id for p in Scope(ask.snapshot, account).people)
    found = candidates(ask.snapshot, among, float(ask.get("min_score")) / 100)
    shown = ask.top(found)
    count = Text(f"{len(found)} 对可能是同一人", f"{counted(len(found), 'pair')} may be one person")
    cut = len(shown) < len(found)
    rest = only_first(len(shown), "对") if cut else Text("。", ".")
    remarks = [count + rest]
    if shown:
        first = shown[0]
        remarks.append(
            Text(
                f"合并：graphcrm duplicates merge {first.keep} {first.merge} --dry-run；逐对判断：-o 写成 CSV，"
                "在 verdict 列写 合并 或 分开，再 graphcrm duplicates review 文件。",
                f"To merge: graphcrm duplicates merge {first.keep} {first.merge} --dry-run. To go through them: write them to a CSV "
                "with -o, say merge or apart in the column verdict, then graphcrm duplicates review FILE.",
            )
        )
    return concluded(ask, Answer.of([_row(ask.snapshot, c) for c in shown], remarks=remarks))


def _row(snapshot: Snapshot, pair: Candidate) -> dict[str, object]:
    return {
        "score": pair.probability,
        "keep": pair.keep,
        "keep_name": snapshot.people[pair.keep].name,
        "merge": pair.merge,
        "merge_name": snapshot.people[pair.merge].name,
        "reasons": [*(_told(e) for e in pair.evidence if e.bits > 0), *pair.notes],
        "against": [_told(e) for e in pair.evidence if e.bits <= 0],
        "bits": pair.bits,
        "verdict": None,
    }


def _told(evidence: Evidence) -> Text:
    """A reason with its weight."""
    bits = Text.of(f" {minus(f'{evidence.bits:+.1f}')}")
    return evidence.text + bits
