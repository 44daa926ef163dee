"""Reading a foreign sheet by its mapping: each row as texts by meaning, words already turned into codes, days into ISO."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import combinations

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.crossings import about_matrix
from graphcrm.ingest.guessing.columns.key_columns import KEY, keys_beside
from graphcrm.ingest.guessing.laid import ASK, MARKS, Sheet, tongues
from graphcrm.ingest.guessing.meanings import Meaning, meaning
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question, whose_people
from graphcrm.ingest.guessing.rows.amounts import amounts_of
from graphcrm.ingest.guessing.rows.candidates import levels_called, may_mean
from graphcrm.ingest.guessing.rows.column_reading import Column, Texts
from graphcrm.ingest.guessing.rows.column_words import words_of_column
from graphcrm.ingest.guessing.rows.posts_of_ours import without_posts_of_ours
from graphcrm.ingest.guessing.rows.scales import needs_scale, on_scale, scale_in, scales_offered
from graphcrm.ingest.guessing.sheets.legends import scale_told
from graphcrm.ingest.guessing.texts.day_reading import DUE, DayReader
from graphcrm.ingest.guessing.texts.posts import grade_of
from graphcrm.ingest.guessing.texts.somebody import says_nothing
from graphcrm.ingest.guessing.texts.surname_first import order_of_names, turned
from graphcrm.ingest.guessing.values import NOTHING, is_number, text
from graphcrm.ingest.guessing.words import EVERY_OTHER, Vocabulary, heading_key, said_in_part, word_key
from graphcrm.ingest.headings import column
from graphcrm.ingest.mapping import SheetMapping
from graphcrm.ingest.sheet import letters
from graphcrm.model.choices import Flag
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import DateOf, Field, FieldError, IntegerOf, NumberOf, shown
from graphcrm.model.figures import whole_number
from graphcrm.model.tables import BY_NAME

__all__ = ["LISTS", "Row", "Source"]

#: Meanings of which several columns, or several items in a cell, add up; of others the first filled one counts.
LISTS = frozenset({
    "participants", "ours", "theirs", "influenced_by", "influences", "trusts", "roles", "flags", "email", "competitors", "evidence",
    "contact", "deal_competitors",
})  # fmt: skip
_ITEMS = re.compile(r"\s*[;；,，、\n|/]\s*|\s+(?:and|und|和|及|与)\s+")
_AROUND = re.compile(
    r"^\d{1,2}(?:\s*[-–.):]\s*|\s+)(?=\D)|\s*\(\d{1,3}(?:\s*%|\s*(?:of|/)\s*\d{1,3})?$|(?<=[^\W\d_])(?: stage| phase|阶段)$"
)
_CODED = re.compile(r"([+-]?\d)\s*(?:[-–—:.=)]|\s)\s*\D.*")
_PER_CENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
#: What the whole is in a column of shares, and in one of marks out of a hundred; of an amount a per cent says nothing.
_WHOLE = (1, 100)
#: Of these only how they compare says anything.
_SHARED = frozenset({"decision_weight"})
#: What holds for all cells of a matrix.
_OF_ALL = ("kind", "direction")
#: What a list of people says as of a day.
_OBSERVED = frozenset(
    {"observed_at", "stance", "stance_subtype", "roles", "knows", "influenced_by", "influences", "trusts", "level"}
)
#: Columns whose numbers may be on another scale than ours, and rows that are looked at to tell.
_ON_SCALES, _SAMPLE = frozenset({"stance", "grade", "knows", "declared_level", "level", "interest"}), 200
#: Levels of a column in which a word that stands for none of them is asked about; codes that a cell may list.
_SMALL, _MOST_CODES = 10, 100

Row = dict[str, str]


@dataclass(frozen=True)
class Source:
    """A sheet together with what it stands for; `today` tells days to come from those that were."""

    sheet: Sheet
    section: SheetMapping
    today: str = ""

    def meanings(self) -> Mapping[int, tuple[str, ...]]:
        """The meanings of each column by its place: those of the section, else what our own columns are called."""
        return self._meant

    @cached_property
    def _meant(self) -> Mapping[int, tuple[str, ...]]:
        assert self.section.of is not None
        found: dict[int, tuple[str, ...]] = {}
        for place, heading in enumerate(self.sheet.headings):
            key = heading_key(heading)
            if key in self.section.columns:
                found[place] = self.section.columns[key]
            elif heading and (own := column(self.section.of, heading)) is not None:
                found[place] = (own.name,)
        return without_posts_of_ours(found, self.sheet.headings)

    def says(self, meaning: str) -> bool:
        """Whether a column of the sheet has a meaning."""
        return meaning in self._headed

    def headed(self, meaning: str) -> tuple[str, ...]:
        """The headings of the columns of a meaning."""
        return self._headed.get(meaning, ())

    @cached_property
    def _headed(self) -> Mapping[str, tuple[str, ...]]:
        said = [(name, self.sheet.headings[place]) for place, names in self.meanings().items() for name in names]
        return {name: tuple(heading for one, heading in said if one == name) for name, _ in said}

    def unmapped(self) -> list[str]:
        """Headings of columns that hold something, which nothing is said about; without one, as a workbook calls the column."""
        said = self.meanings()
        return [
            heading or letters(place)
            for place, heading in enumerate(self.sheet.headings)
            if place not in said and any(text(row[place]) for row in self.sheet.rows)
        ]

    def rows(self, asked: Asked) -> Iterator[tuple[Row, int]]:
        """Each row that holds anything that is taken, and its line."""
        assert self.section.of is not None
        columns = self._columns(asked)
        keys = [column.name for column in columns if column.beside]
        said_of_all = self._fixed(asked)
        if any(self.section.fixed.get(name) == ASK and not said_of_all[name] for name in _OF_ALL):
            return  # nothing can be made of any row until that is answered
        fixed = {n: self._reader(n, asked)(said) for n, said in said_of_all.items() if said}
        for cells, line in zip(self.sheet.rows, self.sheet.lines, strict=True):
            row: Row = {}
            in_currency: Row = {}
            for place, name, texts, beside, amount in columns:
                if not (raw := cells[place]):
                    continue
                said = raw.strip() if isinstance(raw, str) else text(raw)
                if not said:
                    continue
                if amount is not None:
                    said, of, currency = amount(said)
                    if currency:
                        in_currency.setdefault(of, currency)
                value = texts[said]
                if beside:
                    row.setdefault(name + KEY, value)
                elif value and name not in row:
                    row[name] = value
                elif value and name in LISTS:
                    row[name] = f"{row[name]};{value}"
            for name in keys:
                row.setdefault(name, row.get(name + KEY, ""))
            if row.get("observed_at") == ASK:  # what was observed on a day that is asked about waits for it
                row = {n: v for n, v in row.items() if n not in _OBSERVED} if self.section.of.name == "people" else {}
            if row:
                if "ours" in fixed.keys() & row.keys():
                    row["ours"] = f"{fixed['ours']};{row['ours']}"  # who came along with whoever keeps the log
                row = {**fixed, **in_currency, **row}
                yield row, line

    def _columns(self, asked: Asked) -> list[Column]:
        """How each column that means something is read, once for each of its meanings."""
        assert self.section.of is not None
        read = [
            (place, name, Texts(self._reader(name, asked)))
            for place, names in self.meanings().items()
            for name in self._asked(place, names, asked)
        ]
        keys = keys_beside(((place, name) for place, name, _ in read), self.sheet.headings, LISTS)
        return [
            Column(
                place, name, texts, (place, name) in keys, amounts_of(self.sheet, self.section.of, place, name, asked)
            )
            for place, name, texts in read
        ]

    def _fixed(self, asked: Asked) -> dict[str, str]:
        """What no column says; a value of ``?`` is what was answered, of ``? NAME`` that, or NAME until somebody answers."""
        assert self.section.of is not None
        found: dict[str, str] = {}
        for name, value in self.section.fixed.items():
            if value == ASK and name in _OF_ALL:
                value = asked.ask(about_matrix(self.sheet, name))
            elif name == "org" and value.startswith(f"{ASK} "):
                value = asked.ask(whose_people(self.sheet.name, value.removeprefix(f"{ASK} ")))
            elif value == ASK or value.startswith(f"{ASK} "):
                known = meaning(self.section.of, name)
                label = known.label if known else Text(name, name)
                words = Text(f"“{shown(self.sheet.name)}”：", f"“{shown(self.sheet.name)}”: ") + label + Text("？", "?")
                value = asked.ask(Question(name, words, (), value.removeprefix(ASK).strip()))
            found[name] = "" if value == LEAVE_OUT else value
        return found

    def _asked(self, place: int, names: tuple[str, ...], asked: Asked) -> tuple[str, ...]:
        """The meanings, with the answers of those that have to be asked."""
        if ASK not in names:
            return names
        of, heading = self.section.of, self.sheet.headings[place]
        assert of is not None
        words = Text(
            f"工作表“{shown(self.sheet.name)}”的列“{shown(heading)}”是什么意思？",
            f"What does the column “{shown(heading)}” of “{shown(self.sheet.name)}” mean?",
        )
        candidates = (*may_mean(of, self.section.columns.values(), self.sheet.said(place)), LEAVE_OUT)
        said = asked.ask(Question(f"column:{self.sheet.name}:{heading}", words, candidates, open=False))
        found = meaning(of, said)
        return (found.name,) if found else ()

    def _reader(self, name: str, asked: Asked) -> Callable[[str], str]:
        """How cells of a meaning become text of ours."""
        assert self.section.of is not None
        found = meaning(self.section.of, name)
        assert found is not None
        field = found.field
        days = DayReader(self.sheet, self.section.date_order, partial(self._cells, found), asked, self.today)
        if name == "last_met" or (field is not None and isinstance(field.parse, DateOf)):
            day = days.term if name in DUE else days.day_or_text if name == "last_met" else days.day
            waiting = ASK if name == "observed_at" else ""

            def read(said: str) -> str:
                return "" if says_nothing(said) else day(said) or waiting

        elif name == "period":
            read = days.period
        elif field is None or field.refs:
            if in_full := self.section.values.get(name):  # what short names stand for
                return lambda said: in_full.get(word_key(said)) or _named(said)
            bosses = name in ("reports_to", "dotted_to") and self._surname_first(asked)
            return (lambda said: turned(_named(said))) if bosses else _named
        elif name == "name":
            nobody = self.section.values.get(name, {})  # words of the system for what it has not found
            order = turned if self._surname_first(asked) else str
            return lambda said: "" if said.casefold() in NOTHING or nobody.get(word_key(said)) == "" else order(said)
        else:
            words = self._words(found)
            if name == "org_category" and (us := asked.answer("our_company")):  # “Side: Client, Aster”
                words = {**words, word_key(us): "our_company"}
            low, high = self._levels(found, field) if name in _ON_SCALES else (0, 0)
            low = low or 1  # 0 denies a relation, and is no end of a scale
            scale = self._scale(found, low, high, asked) if name in _ON_SCALES else None

            def read(said: str) -> str:
                if scale is not None and is_number(said):
                    level = on_scale(said, scale, low, high)
                    if level is not None or scale in ("", LEAVE_OUT):
                        return level or ""
                value = self._value(said, found, field, words, asked)
                kind = name == "org_category" and not (value or says_nothing(said))
                return ASK if kind and self._code(said, field, words) is None else value

        return read

    def _scale(self, found: Meaning, low: int, high: int, asked: Asked) -> str | None:
        """The scale on which the numbers of a column are, "" while nobody has said it; None if it is ours."""
        told = self.section.values.get(found.name, {})  # a legend says what its numbers are
        cells = [cell for cell in self._cells(found) if cell and not says_nothing(cell) and word_key(cell) not in told]
        said = self.meanings()
        heading = next((h for p, h in enumerate(self.sheet.headings) if found.name in said.get(p, ())), "")
        named, own = scale_in(heading) or self._scale_told(found, heading, cells, low), f"{low}..{high}"
        titles = self._titles_agree() if found.name == "grade" else None
        if not needs_scale(cells, named, low, high, certain=titles or (low > 0 and found.name != "grade")):
            return None
        open_ = not named and found.name != "grade"  # of levels nothing but titles tells whether the first is the top
        within = open_ and all(on_scale(cell, own, low, high) for cell in cells)
        words = Text(
            f"“{shown(self.sheet.name)}”的列“{shown(heading)}”（{found.zh}）用的是哪种刻度？先写最低，再写最高",
            f"On which scale are the numbers of “{shown(heading)}” ({found.en}) of “{shown(self.sheet.name)}”? Write the least "
            "first and then the most",
        )
        candidates = (*scales_offered(named, own, signed=low < 0), LEAVE_OUT)
        answer = asked.ask(Question(f"scale:{self.sheet.name}:{heading}", words, candidates, own if within else named))
        return None if answer == own else answer

    def _scale_told(self, found: Meaning, heading: str, cells: Sequence[str], low: int) -> str:
        """The scale of a column of levels as its heading tells it, of the only one a legend in a title or a note; "" if none does."""
        columns = [names for names in self.meanings().values() if _ON_SCALES & {*names}]
        beside = (*self.sheet.notes, *self.sheet.above, self.sheet.name)
        beside = beside if len(columns) == 1 else ()
        return scale_told(beside, cells, self._words(found), low, heading) if cells else ""

    def _surname_first(self, asked: Asked) -> bool:
        """Whether the given name stands last in names, as their heading says and nobody denies."""
        column = {name: p for p, names in self.meanings().items() for name in names}
        if self.section.of is not BY_NAME["people"] or "name" not in column:
            return False
        mails = self.sheet.column(column["email"]) if "email" in column else ()
        names = [text(cell) for cell in self.sheet.column(column["name"])]
        question = order_of_names(self.sheet.name, self.sheet.headings[column["name"]], names, [*map(text, mails)])
        if question is None:
            return False
        again = question.id in asked.questions  # asked for the managers, too: the same rows wait
        return word_key(asked.again(question.id, 0) if again else asked.ask(question)) in MARKS

    def _titles_agree(self) -> bool | None:
        """Whether those with the higher grade have the higher title, as far as titles tell; None if they do not."""
        column = {name: p for p, names in self.meanings().items() for name in names}
        if "title" not in column:
            return None
        known = [
            (code, grade)
            for row in self.sheet.rows
            if (code := grade_of(text(row[column["title"]])))
            and (grade := whole_number(text(row[column["grade"]]))) is not None
        ]
        signs = [(a - c) * (b - d) for (a, b), (c, d) in combinations(known[:_SAMPLE], 2) if a != c and b != d]
        return sum(sign > 0 for sign in signs) > len(signs) / 2 if signs else None

    def _words(self, found: Meaning) -> Vocabulary:
        """The words of a column: those of everybody, over them those of this sheet."""
        return words_of_column(
            self.section, self.sheet, self.meanings().values(), self._cells(found), found, self.today
        )

    def _value(self, said: str, found: Meaning, field: Field, words: Vocabulary, asked: Asked) -> str:
        if says_nothing(said) and word_key(said) not in words:
            return ""
        worded = words or field.choices is not None or field.many or isinstance(field.parse, IntegerOf)
        code = self._code(said, field, words) if worded else _plain(said, field)
        if code is None and field.many:
            parts = list(dict.fromkeys(p for p in _ITEMS.split(said) if p))
            parts = parts if len(parts) <= _MOST_CODES else [said]  # no list of codes: it is asked about as a whole
            codes = [self._code(p, field, words) for p in parts]
            unknown = [p for p, c in zip(parts, codes, strict=True) if c is None]
            codes += [self._ask(p, found, field, asked) for p in unknown]
            return ";".join(dict.fromkeys(c for c in codes if c))
        if code is not None:
            return code
        levels = field.choices is not None or (isinstance(field.parse, IntegerOf) and field.parse.high <= _SMALL)
        return self._ask(said, found, field, asked) if levels else _plain(said, field)

    def _code(self, said: str, field: Field, words: Vocabulary) -> str | None:
        """The code of a word; the word itself if it is one already; None if it means nothing."""
        key = word_key(said)
        if key in words:
            return words[key]
        if (plain := _AROUND.sub("", key)) in words and plain != key:
            return words[plain]  # “4 - Proposal”, “Proposal (60%)”, “方案阶段”
        if (code := said_in_part(key, words)) is not None:
            return code
        both = {words.get(word_key(part), None) for part in tongues(said)}
        if len(both) == 1 and None not in both:
            return both.pop()  # “决策者 Decision Maker”
        try:
            field.parse(said)
            return said
        except FieldError:
            pass
        coded = _CODED.fullmatch(said)
        if coded and isinstance(field.parse, IntegerOf) and field.parse.low <= int(coded[1]) <= field.parse.high:
            return coded[1]
        return words.get(EVERY_OTHER)

    def _ask(self, said: str, found: Meaning, field: Field, asked: Asked) -> str:
        """What a word stands for that nobody knows; it is left out until that is answered."""
        called: Mapping[str, Text] = {}
        if found.name == "influence":
            candidates = [Flag.KEY_PERSON.value]
            called = {Flag.KEY_PERSON.value: Flag.KEY_PERSON.label}
        elif field.choices is not None:
            candidates = [m.value for m in field.choices]
            called = {m.value: m.label for m in field.choices}
        else:
            low, high = self._levels(found, field)
            candidates = [str(n) for n in range(low, high + 1)]
            assert self.section.of is not None
            kind = self.section.fixed.get("kind", "") if self.section.of.name == "edges" else ""
            called = {str(n): text for n, text in levels_called(found.name, kind).items()}
        words = Text(
            f"工作表“{shown(self.sheet.name)}”的{found.zh}一列中，“{shown(said)}”代表什么？",
            f"In “{shown(self.sheet.name)}”, what does “{shown(said)}” stand for ({found.en})?",
        )
        rows = sum(cell.count(said) > 0 for cell in self._cells(found))
        key = f"word:{found.name}:{word_key(said)}"
        question = Question(key, words, (*candidates, LEAVE_OUT), rows=max(rows, 1), open=False, words=called)
        answer = question.code_of(asked.ask(question))
        if answer not in candidates:
            answer = self._code(answer, field, self._words(found)) or ""
        return answer if answer in candidates else ""

    def _cells(self, found: Meaning) -> list[str]:
        """Every cell of the columns of a meaning."""
        return [text(c) for p, names in self.meanings().items() if found.name in names for c in self.sheet.column(p)]

    def _levels(self, found: Meaning, field: Field) -> tuple[int, int]:
        """The levels that a word may stand for: of a relation those of its kind, of an attitude those of attitudes."""
        assert isinstance(field.parse, IntegerOf)
        assert self.section.of is not None
        if found.name not in ("stance", "level"):
            return field.parse.low, field.parse.high
        usual = EdgeKind.STANCE if found.name == "stance" else EdgeKind.INFLUENCES
        kind = self.section.fixed.get("kind", usual.value) if self.section.of.name == "edges" else usual.value
        rule = next((rule for of, rule in EDGE_RULES.items() if of.value == kind), None)
        return rule.level if rule is not None and rule.level is not None else (field.parse.low, field.parse.high)


def _named(said: str) -> str:
    """Whom or what a cell names; "" for a dash and other words for nobody."""
    return "" if says_nothing(said) else said.strip()


def _plain(said: str, field: Field) -> str:
    """Per cents as shares."""
    if isinstance(field.parse, NumberOf) and (found := _PER_CENT.fullmatch(said)):
        whole = field.parse.high if field.parse.high in _WHOLE else 100 if field.name in _SHARED else 0
        return f"{float(found[1]) * whole / 100:.12g}" if whole else said
    return said
