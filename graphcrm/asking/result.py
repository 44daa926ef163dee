"""What every query returns, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphcrm.asking.form import Format
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.heading import named_id, quality
from graphcrm.asking.query import Column, Query
from graphcrm.dataclass import dataclass
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.spoken import counted

if TYPE_CHECKING:
    import pandas as pd

    from graphcrm.snapshot import Snapshot

__all__ = ["Names", "Result", "as_notebook", "forms_of"]


class Names(Mapping[str, str]):
    """Names of people, organisations, units and opportunities by id, looked up where they stand."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tables = (snapshot.people, snapshot.orgs, snapshot.units, snapshot.opportunities)

    def __getitem__(self, key: str) -> str:
        for table in self._tables:
            found = table.get(key)
            if found is not None:
                return found.name
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (key for table in self._tables for key in table)

    def __len__(self) -> int:
        return sum(map(len, self._tables))


@dataclass(frozen=True, repr=False)
class Result:
    """An answer with its context. Values speak no language: the format of their column writes them (:mod:`graphcrm.asking.formats`).

    Attributes
    ----------
    query
        What was asked, with the columns that are shown.
    as_of
        The day, ISO 8601.
    context
        Ids of account, opportunity and vendor.
    params
        The parameters as they were read, defaults included.
    groups
        The rows of each part of the answer: shares and strengths 0..1, leans −1..1, per cents 0..100, ids, codes, None for what is
        not known. `rows` has those of all groups.
    assumptions, remarks, explain
        Sentences in both languages: what the answer rests on, what to know before reading it, and with ``explain=True`` one per row.
    data_quality
        `grade` A to D and the counts behind it; empty for a network without a decision.

    Examples
    --------
    >>> import graphcrm
    >>> hy = graphcrm.Workspace("demo-out/demo.graphcrm").account("HY", "HY-CORE", as_of="2026-06-30")
    >>> hy.key_influencers(top=3)  # doctest: +ELLIPSIS
    key-influencers HY · HY-CORE 2026-06-30: 3 rows × ... columns; data grade A
    >>> [(row["name"], round(row["share_pct"])) for row in hy.key_influencers(top=3).rows]
    [('林行长', 29), ('吴CFO', 16), ('周CIO', 15)]
    """

    query: Query
    as_of: str
    context: Mapping[str, Any]
    params: Mapping[str, Any]
    groups: tuple[Sequence[Mapping[str, Any]], ...]
    assumptions: Sequence[Text]
    data_quality: Mapping[str, Any]
    explain: Sequence[Text]
    remarks: Sequence[Text]
    names: Mapping[str, str]
    #: Our company; pages name the vendor only if it is another.
    ours: str | None = None

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The rows of all groups in order, each with the columns of its group."""
        return [row for group in self.groups for row in group]

    @property
    def about(self) -> list[tuple[Text, Text]]:
        """Account, opportunity, vendor unless it is ourselves, and day; each with its name and id."""
        vendor = self.context.get("vendor")
        found = [
            (Text("客户", "account"), self.context.get("account")),
            (Text("商机", "opportunity"), self.context.get("opportunity")),
            (Text("供应商", "vendor"), None if vendor == self.ours else vendor),
        ]
        named = [(what, named_id(self.names, which)) for what, which in found if which]
        return [*named, (Text("日期", "as of"), Text(self.as_of, self.as_of))]

    @property
    def told(self) -> list[Text]:
        """The sentences of the rows, without those that the remarks say already."""
        return [text for text in self.explain if text not in self.remarks]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame; columns that a row does not have are missing values.

        Whole numbers are ``Int64``, yes and no ``boolean``, days ``datetime64[ns]``, other numbers ``float64``; codes stay codes, and
        texts are in the language of the session.
        """
        import pandas as pd

        lang = default_lang()
        forms = {c.name: FORMATS[c.format] for group in self.query.groups for c in group}
        columns = {
            name: pd.Series([form.frame(row.get(name), lang) for row in self.rows], dtype=form.dtype)
            for name, form in forms.items()
        }
        return pd.DataFrame(columns, columns=list(self.query.columns))

    def __repr__(self) -> str:
        where = " · ".join(str(v) for v in (self.context.get("account"), self.context.get("opportunity")) if v)
        grade = self.data_quality.get("grade")
        size = f"{counted(len(self.rows), 'row')} × {counted(len(self.query.columns), 'column')}"
        graded = f"; data grade {grade}" if grade else ""
        return f"{self.query.name}{f' {where}' if where else ''} {self.as_of}: {size}{graded}"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return as_notebook(self, default_lang())


#: More rows than this are only counted; :meth:`~graphcrm.asking.result.Result.to_frame` has them all.
_ROWS = 60
#: Letters of a cell that is not broken.
_SHORT = 24


def as_notebook(result: Result, lang: Lang) -> str:
    """The answer as a piece of HTML without scripts or styles of its own."""
    where = " · ".join(value.say(lang) for _, value in result.about)
    parts = [f"<p><strong>{_clean(result.query.question.say(lang))}</strong> — {_clean(where)}</p>"]
    parts += [f"<p>{_clean(text.say(lang))}</p>" for text in result.remarks]
    for columns, rows in zip(result.query.groups, result.groups, strict=True):
        parts.append(_table(result.names, columns, rows, lang))
    notes = [*result.assumptions, *([quality(result.data_quality)] if result.data_quality else [])]
    if notes:
        parts.append("<ul>" + "".join(f"<li>{_clean(note.say(lang))}</li>" for note in notes) + "</ul>")
    return f"<div>{''.join(parts)}</div>"


def forms_of(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[Format]:
    """How the columns of these rows are written: numbers below each other have the same digits behind the point."""
    return [FORMATS[c.format].among(row.get(c.name) for row in rows) for c in columns]


def _table(names: Mapping[str, str], columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    forms = forms_of(columns, rows)
    right = [form.aligned([row.get(c.name) for row in rows]) for form, c in zip(forms, columns, strict=True)]
    head = _row("th", (c.heading.say(lang) for c in columns), right)
    body = "".join(
        _row("td", (form.cell(row.get(c.name), names, lang) for form, c in zip(forms, columns, strict=True)), right)
        for row in rows[:_ROWS]
    )
    table = f'<div style="overflow-x:auto"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'
    hidden = len(rows) - _ROWS
    if hidden <= 0:
        return table
    more = Text(f"另有 {hidden} 行：to_frame()", f"{counted(hidden, 'more row')}: to_frame()")
    return f"{table}<p>{_clean(more.say(lang))}</p>"


def _clean(text: str) -> str:
    from html import escape  # only notebooks want it

    return escape(harmless(text))


def _whole(text: str) -> str:
    """Names, titles and numbers stay on one line: a notebook would stand the letters of a Chinese title one below the other."""
    return ";white-space:nowrap" if len(text) <= _SHORT else ""


def _row(tag: str, texts: Iterable[str], right: Sequence[bool]) -> str:
    side = {True: "padding:.3em .5em;text-align:right", False: "padding:.3em .5em;text-align:left"}
    cells = (
        f'<{tag} style="{side[r]}{_whole(text) if tag == "td" else ""}">{_clean(text)}</{tag}>'
        for text, r in zip(texts, right, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"
