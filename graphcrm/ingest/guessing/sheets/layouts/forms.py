"""Forms above a table: the minutes of a meeting, below which stands, say, what is to be done; the deal whose people are listed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.cards import cards, is_form_line, labelled_in
from graphcrm.ingest.guessing.sheets.layouts.levels import element_of, role_lines
from graphcrm.ingest.guessing.sheets.line_kinds import is_alone
from graphcrm.ingest.guessing.texts.companies import companies_in
from graphcrm.ingest.guessing.texts.labelled import LABELLED
from graphcrm.ingest.guessing.texts.sides import sided
from graphcrm.ingest.guessing.values import is_date, is_number, text
from graphcrm.ingest.guessing.words import heading_key, shapes, vocabulary, word_key
from graphcrm.model.choices import OrgCategory
from graphcrm.model.fields import shown

__all__ = ["RIVALS", "ROLES", "account_above", "deal_above", "form_above", "method_form", "rivals_of_form"]

#: Lines of a form at least and at most, and cells of a line of the table below it.
_FEWEST, _MOST, _WIDE = 3, 40, 3
#: Lines that are elements of a method from which on a form is one of it.
_ELEMENTS = 4
#: The layout of forms of a sales method: who has which role.
ROLES = "roles and names"
#: The name of the table of companies that a form names as competition.
RIVALS: Final = "competition"
_COMPETITION = re.compile(r"compet.*|wettbewerb\w*|concurren.*|竞争(?:对手)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\uff08].*?[)\uff09]")
#: A label alone, of which the value stands in the next cell.
_COLON = " :\uff1a"
_LABEL = re.compile(r".{1,30}[:\uff1a]")
#: What names no company: a sentence, nothing, nobody.
_SENTENCE = re.compile(
    r"[.!?。\uff01\uff1f]|^(?:none|unknown|no|tbd|n/a|do(?:ing)? nothing|no decision|status quo"
    r"|in-?house(?: build)?|无|暂无|未知|不详|维持现状|不采购|自研)$|\b(?:is|are|has|have|we|they)\b",
    re.IGNORECASE,
)
_LONGEST = 30
#: A label with its value, and what stands over the values of a form.
_PAIR = 2
_VALUES = frozenset(
    {"说明", "内容", "答案", "情况", "描述", "value", "values", "answer", "answers", "details", "description", "inhalt"}
)
_OF_WHOM = frozenset({"org", "customer", "opportunity"})
#: Who gets the minutes was not there for that.
_COPIED = frozenset({"抄送", "cc", "分发", "distribution", "verteiler"})
_THERE = frozenset({"participants", "ours", "theirs"})
#: What the forms of an account and of a deal say.
_OF_ACCOUNT = frozenset({"industry", "region", "tier", "owner", "parent"})
#: Between labels that stand in one cell, each with its value.
_BESIDE = re.compile(r"\s*[|;\uff1b\uff5c\t]\s*|\s{2,}|\s+(?=[\u3400-\u9fff]{2,8}\s*[:\uff1a])")
#: What a deal is worth on the customer's side, where an amount stands behind it: elsewhere “Budget” is a task, or heads remarks.
_BUDGET, _DIGIT = (
    re.compile(r"(?:approved |total |project )?budget(?: \([^()]*\))?|预算(?:金额|总额)?", re.IGNORECASE),
    re.compile(r"\d"),
)
#: A title that says which deal is looked at.
_REVIEWED = re.compile(
    r"(?:deal|opportunity|win|pursuit|bid|chancen?|angebots?|商机|项目|赢单)[\s-]?"
    r"(?:review|plan|sheet|summary|assessment|strategy|bewertung|analyse|复盘|分析|评审|计划|策略)表?\s*[:\uff1a–—-]+\s*(\S.{1,58}\S)",
    re.IGNORECASE,
)
_DEAL, _OF_DEAL = frozenset({"opportunity"}), frozenset({"amount", "due", "stage"})


def form_above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the table below a form that holds one meeting or the roles of a method, and those; None for a sheet without one.

    A form over a table of people says of what account they are, and is a title of theirs.
    """
    if method := _method_above(rows) or _method_over_steps(rows):
        return method
    found = _above(rows)
    if found is None:
        return None
    wide, laid = found
    laid = replace(laid, headings=tuple("" if heading_key(h) in _COPIED else h for h in laid.headings))
    means = [meanings_of(heading_key(h)) | _of_side(h) for h in laid.headings]
    held = any("date" in some for some in means) and any(some & _THERE for some in means)
    return (wide, laid) if held else None


def deal_above(rows: Body) -> Laid | None:
    """The deal that a form above a table, or the head of a form of a sales method, names with its customer and what it is worth, or
    until when; None for any other sheet.

    The form is a title of what stands below, too, which says of what account and deal its people are.
    """
    head = _head_of_method(rows)
    found = _above(rows, 1) if head is None else None
    laid = found[1] if found is not None else None if head is None else cards(head)
    if laid is None or len(laid.rows) != 1:
        return None
    laid = _named_by_title(laid)
    budgets = [h for n, h in enumerate(laid.headings) if _BUDGET.fullmatch(h) and _DIGIT.search(text(laid.rows[0][n]))]
    laid = replace(laid, meant={**laid.meant, **dict.fromkeys(budgets[:1], "amount")})
    means = [meanings_of(heading_key(h)) | {laid.meant.get(h, "")} for h in laid.headings]
    told = (any(some & kinds for some in means) for kinds in (_DEAL, _OF_DEAL))
    return laid if all(told) else None


def _named_by_title(laid: Laid) -> Laid:
    """The form of a deal that its title names, “Deal review: Atlas”, with that as a label of its own, unless one names it already.

    What such a title names may be the customer, too, if it is what another label says.
    """
    named = next((one for one in map(_REVIEWED.fullmatch, laid.above) if one), None)
    said = {word_key(text(cell)) for cell in laid.rows[0]}
    labelled = any(_DEAL & meanings_of(heading_key(h)) for h in laid.headings)
    if named is None or labelled or word_key(named[1]) in said:
        return laid
    return replace(laid, headings=(*laid.headings, "Opportunity"), rows=[[*laid.rows[0], named[1]]])


def account_above(rows: Body, *, of_deal: bool = False) -> Laid | None:
    """The customer that a form above a table names with its industry, region, tier, parent or owner; None for any other sheet.

    The owner in the form of a deal is that of the deal.

    As the form of a deal it is a title of what stands below, too.
    """
    found = _above(_labels_apart(rows), 1)
    if found is None or len(found[1].rows) != 1:
        return None
    orgs = next(one for one in shapes() if one.name == "orgs").meanings
    means = [orgs.get(heading_key(h), "") for h in found[1].headings]
    told = {"name", *_OF_ACCOUNT} - ({"owner"} if of_deal else set())
    places = {meant: n for n, meant in reversed([*enumerate(means)]) if meant in told}
    if "name" not in places or len(places) < _PAIR or not all(found[1].rows[0][n] for n in places.values()):
        return None
    why = Text("表单写明的客户", "the customer that a form names")
    row = [*(found[1].rows[0][n] for n in places.values()), OrgCategory.CUSTOMER.value]
    heads = (*places, "category")
    return Laid(found[1].name, why, heads, [row], found[1].lines, {name: name for name in heads})


def _labels_apart(rows: Body) -> Body:
    """The lines with labels that stand in one cell, “Customer: Aster   Owner: Tom Reed”, in cells of their own."""
    made: list[tuple[int, list[Cell]]] = []
    for line, cells in rows[:_MOST]:
        apart: list[Cell] = []
        for cell in cells:
            parts = _BESIDE.split(text(cell)) if isinstance(cell, str) else []
            apart += parts if labelled_in(parts) else [cell]
        made.append((line, apart))
    return [*made, *rows[_MOST:]]


def _head_of_method(rows: Body) -> Body | None:
    """The lines above the elements of a sales method; None for any other sheet."""
    named = [n for n, (_, cells) in enumerate(rows[:_MOST]) if any(map(element_of, texts(cells)[:2]))]
    return rows[: named[0]] if len(named) >= _ELEMENTS else None


def _method_above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the table below a form of a sales method, and who has which role by it; a title right above the table is its own."""
    wide = _wide(rows)
    if wide is None:
        return None
    top = wide - sum(1 for _ in takewhile(lambda row: is_alone(row[1]), reversed(rows[:wide])))
    if sum(any(map(element_of, texts(cells)[:1])) for _, cells in rows[:top]) < _ELEMENTS:
        return None
    title = list(takewhile(lambda row: is_alone(row[1]), rows[:top]))
    laid = role_lines(("", ""), rows[len(title) : top])
    above = tuple(next(filter(None, texts(cells))) for _, cells in title)
    return None if laid is None else (top, replace(laid, above=above))


def _method_over_steps(rows: Body) -> tuple[int, Laid] | None:
    """The same of a form with a sign of how well each element is known, of which a table below stands apart, under headings of its own."""
    named = [n for n, (_, cells) in enumerate(rows[:_MOST]) if any(map(element_of, texts(cells)[:2]))]
    below = range(named[-1] + 1, min(len(rows) - 1, _MOST)) if len(named) >= _ELEMENTS else range(0)
    for n in below:
        said = [cell for cell in texts(rows[n][1]) if cell]
        apart = rows[n][0] - rows[n - 1][0] > 1
        if apart and len(said) >= _WIDE and all(map(known_label, said)) and (laid := method_form(rows[:n])):
            return n, laid
    return None


def method_form(rows: Body) -> Laid | None:
    """Who has which role by a sheet that is a form of a sales method and nothing else; whose it is are titles of it."""
    said = [texts(cells) for _, cells in rows[:_MOST]]
    first = next((n for n, cells in enumerate(said) if any(map(element_of, cells[:2]))), None)
    if first is None or len(rows) > _MOST or sum(any(map(element_of, cells[:2])) for cells in said) < _ELEMENTS:
        return None
    above = [title for cells in said for title in _whose(cells)]
    headed = first > 0 and len(list(filter(None, said[first - 1]))) > 1 and not _whose(said[first - 1])
    headings = said[first - 1] if headed else ["", ""]
    whole = [n for n in range(first - headed) if not _whose(said[n])]
    above += (cell for n in whole for cell in said[n] if cell)
    rivals = {line for line, _, _ in _rivals(rows)}
    body = [row for n, row in enumerate(rows) if n >= first and not _whose(said[n]) and row[0] not in rivals]
    laid = role_lines(headings, body)
    return None if laid is None else replace(laid, above=tuple(above))


def _whose(cells: Sequence[str]) -> list[str]:
    """The account and the opportunity that a line of a form names, each as “label: value”; a heading over values names none."""
    filled = [cell for cell in cells if cell]
    if (
        len(filled) > _PAIR
        and is_form_line(filled)
        and all(_LABEL.fullmatch(cell) or known_label(cell) for cell in filled[::2])
    ):
        return [title for n in range(0, len(filled), 2) for title in _whose(filled[n : n + 2])]
    labelled = [found for cell in filled if (found := LABELLED.fullmatch(cell))]
    said = [(one[1], one[2]) for one in labelled]
    if not said and len(filled) == _PAIR and word_key(filled[1]) not in _VALUES and not known_label(filled[1]):
        said = [(filled[0].rstrip(_COLON), filled[1])]
    elif len(labelled) < len(filled):
        return []
    return [f"{label}: {value}" for label, value in said if meanings_of(heading_key(label)) & _OF_WHOM]


def rivals_of_form(rows: Body) -> Laid | None:
    """The companies that a form of a sales method names as competition, of each of which is asked whether it is a competitor."""
    found = list(_rivals(rows))
    if not found or sum(any(map(element_of, texts(cells)[:2])) for _, cells in rows[:_MOST]) < _ELEMENTS:
        return None
    why = Text(
        "表单里“竞争”一行的公司；是否竞争对手要问",
        "companies in the line of competition; whether they are competitors is asked",
    )
    made: list[list[Cell]] = [[firm, OrgCategory.COMPETITOR.value] for _, firm, _ in found]
    meant = {"name": "name", "category": "category"}
    told = tuple(
        Text(
            f"第 {line} 行只读取了其中的公司：{shown(said, 80)}",
            f"of line {line} only the companies were read: {shown(said, 80)}",
        )
        for line, said in _more_than_rivals(rows, {line for line, _, _ in found})
    )
    return Laid(RIVALS, why, tuple(meant), made, [line for line, _, _ in found], meant, left_out=told)


def _more_than_rivals(rows: Body, lines: Collection[int]) -> Iterator[tuple[int, str]]:
    """The lines of competition that say in brackets, or between the companies, what else there is."""
    for line, cells in rows[:_MOST]:
        if line in lines:
            said = next(iter(_said(cells)), "")
            firms = [firm for at, firm, _ in _rivals(rows) if at == line]
            if _BRACKETS.search(said) or len(companies_in(said)) > sum(firm in said for firm in firms):
                yield line, said


def _rivals(rows: Body) -> Iterator[tuple[int, str, str]]:
    """(line, company, what the line is called) of each company in the lines of competition.

    Below headings they are what is said first; what stands behind is a gap, or is to be done.
    """
    headed = any(map(known_label, _heading_of_elements(rows)))
    for line, cells in rows[:_MOST]:
        filled = [cell for cell in texts(cells) if cell]
        label = filled[0] if filled else ""
        if element_of(label) and _COMPETITION.fullmatch(element_of(label)):
            said = _said(cells)
            for firm in companies_in(_BRACKETS.sub("", "; ".join(said[:1] if headed else said))):
                if 1 < len(firm) <= _LONGEST and not _SENTENCE.search(firm) and not _is_rating(firm):
                    yield line, firm.strip(), label


def _said(cells: Sequence[Cell]) -> list[str]:
    """What a line says of its element, without numbers, days and signs of how well it is known."""
    said = [cell for cell in texts(cells) if cell][1:]
    return [one for one in said if not (is_number(one) or is_date(one) or _is_rating(one))]


def _is_rating(said: str) -> bool:
    return word_key(said) in vocabulary("people", "stance")


def _heading_of_elements(rows: Body) -> Sequence[str]:
    """What stands behind the first cell of the line above the elements of a sales method: headings, or nothing."""
    said = [[cell for cell in texts(cells) if cell] for _, cells in rows[:_MOST]]
    first = next((n for n, cells in enumerate(said) if any(map(element_of, cells[:1]))), 0)
    above = said[first - 1] if first else []
    return above[1:] if len(above) > _PAIR else ()


def _wide(rows: Body, fewest: int = _FEWEST) -> int | None:
    """The place of the first line that is too wide for a form; None without one, or with fewer lines above it."""
    said = [texts(cells) for _, cells in rows[:_MOST]]
    wide = next((n for n, cells in enumerate(said) if sum(map(bool, cells)) >= _WIDE and not is_form_line(cells)), None)
    return None if wide is None or wide < fewest else wide


def _above(rows: Body, fewest: int = _FEWEST) -> tuple[int, Laid] | None:
    """The place of the first line that is too wide for a form, and the one record that the lines above it hold."""
    wide = _wide(rows, fewest)
    if wide is None and fewest == 1:  # above headings that nobody knows
        labelled = (bool(labelled_in([cell for cell in texts(cells) if cell])) for _, cells in rows[:_MOST])
        wide = sum(1 for _ in takewhile(bool, labelled)) or None
    if wide is None:
        return None
    laid = cards(rows[:wide])
    return (wide, laid) if laid is not None and len(laid.rows) == 1 else None


def _of_side(heading: str) -> frozenset[str]:
    """What a heading of one side means without it: “客户参会”."""
    found = sided(heading)
    return meanings_of(heading_key(found[1])) if found else frozenset()
