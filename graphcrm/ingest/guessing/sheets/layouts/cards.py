"""Cards: a label and a value on each line, person below person or person beside person, turned into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.laid import known_label as known_heading
from graphcrm.ingest.guessing.texts.sides import sided
from graphcrm.ingest.guessing.values import is_name
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.fields import shown

__all__ = ["cards", "is_form_line", "labelled_in"]

_LABELLED = re.compile(r"([^:\uff1a]{1,40}?)\s*[:\uff1a]\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"(\D*?)\s*\d{1,3}")
#: “职务/职称”, “Name & post”.
_EITHER = re.compile(r"\s*[/\uff0f&、]\s*")
_AROUND = " :\uff1a"
_SHARE, _FEWEST, _PAIR = 0.6, 3, 2
#: Lines that are looked at before a long file is taken apart.
_TRIED = 200

Pairs = list[tuple[str, str]]


def cards(rows: Body) -> Laid | None:
    """The records of a sheet of labels and values; None for a sheet that is none."""
    tried = [(line, texts(cells)) for line, cells in rows[:_TRIED]]
    if _holds_a_table([cells for _, cells in tried]):
        return None
    if len(rows) <= _TRIED and (across := _across(tried)):
        return across
    bands = _bands([cells for _, cells in tried])
    if bands:
        tried = _one_below_another(tried, bands)
    if not _are_cards([cells for _, cells in tried]):
        return None
    return _below(_one_below_another([(line, texts(cells)) for line, cells in rows], bands))


def _holds_a_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a line holds headings, one beside the other and nothing else, above a line without any.

    Half of three or more are known, or both of two, and two that are stand side by side: in a line of cards there is a value between.

    >>> _holds_a_table([["Day", "3 March"], ["Company", "Name", "Title"], ["Aster", "Ana Ruiz", "CIO"]])
    True
    >>> _holds_a_table([["Name", "Ana Ruiz", "Title", "CIO"], ["Company", "Aster", "Email", "ana@aster.example"]])
    False
    """
    for cells, below in pairwise(rows):
        used = [n for n, cell in enumerate(cells) if cell]
        known = [all(map(_known, _EITHER.split(cells[n]))) for n in used]
        beside = used and used[-1] - used[0] < len(used) and any(a and b for a, b in pairwise(known))
        if beside and 2 * sum(known) >= len(used) and (len(used) >= _FEWEST or all(known)):
            said = [cell for cell in below[used[0] : used[-1] + 1] if cell]
            certain = all(known) and len(used) >= _FEWEST  # “Decision maker” below “Role” may head a column elsewhere
            return len(said) >= _PAIR and not (all if certain else any)(map(_known, said))
    return False


def _bands(rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns with labels of cards that stand beside each other, which say the same of each; [] for any others."""
    labels: dict[int, list[tuple[int, str]]] = {}
    for line, cells in enumerate(rows):
        for n, cell in enumerate(cells):
            if cell and _known(cell.strip(_AROUND)):
                labels.setdefault(n, []).append((line, heading_key(cell)))
    places = [n for n in sorted(labels) if len(labels[n]) >= _FEWEST]
    alike = len(places) > 1 and all(
        len(set(labels[n]) & set(labels[places[0]])) >= max(_FEWEST, _SHARE * len(labels[n])) for n in places[1:]
    )
    apart = all(n + 1 < m for n, m in pairwise(places))  # a table of headings has them one beside the other
    return places if alike and apart else []


def _one_below_another(lines: Sequence[tuple[int, list[str]]], bands: Sequence[int]) -> list[tuple[int, list[str]]]:
    """The lines of cards beside each other as those of cards below each other; what stands before the first band goes with it."""
    if not bands:
        return list(lines)
    ends = [*bands[1:], max(len(cells) for _, cells in lines)]
    cut = zip([0, *bands[1:]], ends, strict=True)
    return [(line, cells[start:end]) for start, end in cut for line, cells in lines if any(cells[start:end])]


def _pairs(cells: Sequence[str]) -> Pairs:
    """Labels with their values: “Name: Ruth”, “Name | Ruth”, “Name | Ruth | Title | CEO”; empty where anything is left over."""
    said = [t for t in cells if t]
    if not said:
        return []
    if several := labelled_in(said):
        return several
    whole = _LABELLED.fullmatch(said[0])
    if whole and whole[2] and _known(whole[1]):
        return [(whole[1].strip(), ", ".join((whole[2], *said[1:])))]
    found: Pairs = []
    n = 0
    while n < len(cells):
        label, value = cells[n].strip(_AROUND), cells[n + 1] if n + 1 < len(cells) else ""
        alone = not found and n + 2 >= len(cells)
        following = next(filter(None, cells[n + 2 :]), "")
        goes_on = bool(found) or (not _known(value) and _known(following.strip(_AROUND)))
        beside = value and goes_on
        if label and not _known(label) and not alone and not beside:
            return []  # a label that nobody knows stands beside one that is known, with a value
        if label:
            found.append((label, value))
        n += 2 if label else 1
    return found


def labelled_in(said: Sequence[str]) -> Pairs:
    """Several labels, the first and most of them known, each with its value in its cell; empty for any other line."""
    found = [(one[1].strip(), one[2]) for cell in said if (one := _LABELLED.fullmatch(cell)) and one[2]]
    known = [_known(label) for label, _ in found]
    return found if len(found) == len(said) > 1 and known[0] and sum(known) >= _SHARE * len(known) else []


def is_form_line(cells: Sequence[str]) -> bool:
    """Whether a line may hold nothing but labels with their values, and is no line of headings.

    >>> is_form_line(["Date", "3 March", "Place", "Ulm"]), is_form_line(["Topic", "Note", "Owner", "Due"])
    (True, False)
    >>> is_form_line(["Deal: Atlas", "Customer: Aster", "Value: 3m"])
    True
    """
    if labelled_in([cell for cell in cells if cell]):
        return True
    used = [n for n, cell in enumerate(cells) if cell]
    labels, values = used[::2], used[1::2]
    return len(labels) == len(values) and not any(_known(cells[n]) for n in values)


def _known(label: str) -> bool:
    """Whether a label is known, perhaps as one of a side: “Present (customer)”."""
    side = sided(label)
    return known_heading(label) or bool(side and known_heading(side[1]))


def _names_a_person(key: str) -> bool:
    return "name" in meanings_of(key) and not meanings_of(key) & {"org", "unit"}


def _are_cards(rows: Sequence[Sequence[str]]) -> bool:
    pairs = [_pairs(cells) for cells in rows if any(cells)]
    first = next((n for n, p in enumerate(pairs) if p and _known(p[0][0]) and p[0][1]), len(pairs))
    pairs = pairs[first:]
    known = [p for p in pairs if p and _known(p[0][0])]
    labels = {heading_key(label) for p in known for label, _ in p}
    headings = sum(_known(value) for p in known for _, value in p if value)
    if any(map(_are_headings, known)):
        return False
    if _is_fact_sheet(rows):
        return True
    told = [_known(label) for p in pairs for label, _ in p]
    mostly = len(known) >= _SHARE * len(pairs) or (all(pairs) and sum(told) >= _SHARE * len(told))
    return len(labels) >= _FEWEST and mostly and 2 * headings <= len(known)


def _is_fact_sheet(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet is one form of facts about a customer: two columns, each label once, some known, one of them whose form it is.

    Such sheets have labels that nobody else has; what stands beside a label is never one.
    """
    lines = [[cell for cell in cells if cell] for cells in rows if any(cells)]
    if not all(len(cells) == _PAIR for cells in lines) or len({heading_key(label) for label, _ in lines}) < len(lines):
        return False
    known = [heading_key(label) for label, _ in lines if _known(label.strip(_AROUND))]
    return (
        len(known) >= _FEWEST
        and not any(_known(value) for _, value in lines)
        and any("org" in meanings_of(key) for key in known[:1])
    )


def _are_headings(pairs: Pairs) -> bool:
    """Whether what was taken for labels with values is a line of headings: all values are some, or one is and the last has none."""
    values = [_known(value) for _, value in pairs if value]
    return len(values) > 1 and (all(values) or (any(values) and not pairs[-1][1]))


def _across(lines: Sequence[tuple[int, list[str]]]) -> Laid | None:
    """Labels in the first column, each once, and a record in each of the others, of which there are at least two."""
    heads = [(line, cells) for line, cells in lines if cells and cells[0]]
    known = [(line, cells) for line, cells in heads if _known(cells[0].strip(_AROUND)) and not _counts(cells[1:])]
    if len(known) < _FEWEST or len(known) < _SHARE * len(heads):
        return None
    width = max(len(cells) for _, cells in known)
    wide = [n for n in range(1, width) if sum(n < len(cells) and bool(cells[n]) for _, cells in known) >= 2]
    labels = [heading_key(cells[0]) for _, cells in known]
    if len(wide) < 2 or len(set(labels)) < len(labels):
        return None
    if any(sum(n < len(c) and _known(c[n]) for _, c in known) >= 2 for n in wide):
        return None  # a form, whose other columns are labels, too
    called = [c[n] for _, c in known if _names_a_person(heading_key(c[0])) for n in wide if n < len(c) and c[n]]
    if not all(map(is_name, called)):
        return None
    if any(_known(value) for value in known[0][1][1:]):
        return None  # a line of headings, and below it names that are words for something, too
    first = known[0][0]
    table = [(line, cells) for line, cells in lines if line >= first and cells and cells[0]]
    names = tuple(cells[0].strip(_AROUND) for _, cells in table)
    rows: list[list[Cell]] = [[cells[n] if n < len(cells) else "" for _, cells in table] for n in wide]
    why = Text("标签在第一列，每人一列", "labels in the first column, a column for each record")
    above = tuple("; ".join(filter(None, cells)) for line, cells in lines if line < first and not _counts(cells[1:]))
    return Laid("columns", why, names, rows, [first] * len(rows), above=above)


def _counts(cells: Sequence[str]) -> bool:
    """Whether a line only numbers the records: “Contact 1 | Contact 2”."""
    said = [_NUMBER.fullmatch(cell) for cell in cells if cell]
    return len(said) > 1 and all(said) and len({one[1] for one in said if one}) == 1


def _below(lines: Sequence[tuple[int, list[str]]]) -> Laid:
    """Card below card: a new one begins with the label of the first, or after a gap with a label that is filled already."""
    records: list[tuple[int, dict[str, str]]] = []
    names: dict[str, str] = {}
    above: list[str] = []
    titles: list[str] = []
    left: list[Text] = []
    first, before, last = "", 0, ""
    title = (0, "")
    for line, cells in lines:
        pairs = _pairs(cells)
        if not pairs or (not _known(pairs[0][0]) and (not records or not pairs[0][1])):
            said = " ".join(filter(None, cells))
            if not records or line - before > 1:
                above += filter(None, (title[1],))
                title = (line, said)
            elif last and line - before == 1 and cells and not cells[0]:
                records[-1][1][last] += f"; {said}"  # a value on two lines
            else:
                left.append(
                    Text(f"第 {line} 行未导入：{shown(said, 40)}", f"line {line} was not imported: {shown(said, 40)}")
                )
            before = line
            continue
        for label, value in pairs:
            key = heading_key(label)
            names.setdefault(key, label)
            first = first or key
            again = bool(records) and key in records[-1][1]
            headed = bool(title[1]) and line - title[0] == 1
            if not records or headed or (again and (key == first or line - before > 1)):
                records.append((line, {}))
                titles.append(title[1] if headed else "")
                above += filter(None, ("" if headed else title[1],))
                title = (0, "")
            card = records[-1][1]
            card[key] = "; ".join(filter(None, (card.get(key), value)))
            last = key
        before = line
    above += filter(None, (title[1],))
    if all(titles) and len(titles) > 1 and not any(map(_names_a_person, names)):
        names["name"] = "name"  # whose card it is stands above the labels
        for (_, card), name in zip(records, titles, strict=True):
            card["name"] = name
    else:
        above += filter(None, titles)
    why = Text("一行一个标签和值，读作每张卡片一行", "a label and a value on each line, read as a row for each card")
    rows: list[list[Cell]] = [[card.get(key, "") for key in names] for _, card in records]
    told = tuple(left)
    return Laid("cards", why, tuple(names.values()), rows, [n for n, _ in records], above=tuple(above), left_out=told)
