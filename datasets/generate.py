"""Writes a fictional portfolio as import files.

    python datasets/generate.py OUT --people 100000 --ties 500000 --seed 1

The same arguments give the same bytes on every machine: nothing but the standard library is used, and of floating
point only what IEEE 754 fixes to the last bit (square roots, but no other powers). The files keep every rule of the
import: one solid manager each and no cycle, no key twice, no date after ``--as-of``, evidence with every high level.

An account is a tree of departments under a general manager. Influence stays within an account and runs up as well as
down, with few people who move many; levels and confidences follow a plausible mix (3 is common, 5 rare).
"""

from __future__ import annotations

import argparse
import csv
import math
import random
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

Row = tuple[object, ...]

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉力建国志梅红鹏飞宇浩然子涵思"
    "远雨欣嘉怡晨曦佳琪梓轩若溪启航景行知秋云帆清和书瑶博文一诺致远安宁"
)
FUNCTIONS = {
    "it": "信息技术部",
    "finance": "财务部",
    "procurement": "采购部",
    "operations": "运营部",
    "engineering": "工程部",
    "risk": "风险管理部",
    "marketing": "市场部",
    "service": "服务部",
    "quality": "质量部",
    "legal": "法务部",
}
TITLES = {4: "总经理", 3: "部门负责人", 2: "科室主管", 1: "专员"}
INDUSTRIES = ("银行", "保险", "电力", "通信", "制造", "交通", "医药", "能源")
OUR_ROLES = ("ar", "sr", "fr", "service", "finance")
CONTACTS = ("visit", "call", "tech_exchange", "regular_review", "support_work", "workshop", "exec_visit", "training")
SOURCES = ("meeting_note", "colleague_report", "customer_statement")
#: Part of each kind among the ties; KNOWS takes the rest.
MIX = {"INFLUENCES": 0.55, "TRUSTS": 0.15, "STANCE": 0.12}

ORGS = ("id", "name", "category", "industry", "tier", "lifecycle")
UNITS = ("id", "name", "org", "parent", "function")
PEOPLE = ("id", "name", "org", "title", "unit", "grade", "function", "role", "kappa", "reports_to", "owner")
OPPORTUNITIES = (
    "id",
    "name",
    "customer",
    "amount",
    "currency",
    "stage",
    "decision_rule",
    "due",
    "competitors",
    "status",
)
ROLES = ("person", "opportunity", "roles", "source", "reported_by", "observed_at", "valid_from", "confidence")
PROVENANCE = ("source", "reported_by", "observed_at", "valid_from", "confidence", "evidence")
EDGES = ("kind", "from", "to", "level", "declared_level", *PROVENANCE)
INTERACTIONS = ("id", "date", "kind", "participants", "channel", "direction")


class Dice:
    """Choices made from ``random()`` alone, whose sequence Python guarantees for a seed."""

    def __init__(self, seed: int) -> None:
        self.uniform = random.Random(seed).random

    def below(self, n: int) -> int:
        """A whole number from 0 to n − 1."""
        return int(self.uniform() * n)

    def low(self, n: int) -> int:
        """A whole number from 0 to n − 1, the lower the likelier."""
        x = self.uniform()
        return int(x * math.sqrt(x) * n)

    def pick(self, options: Sequence[str]) -> str:
        return options[int(self.uniform() * len(options))]

    def draw(self, table: Sequence[float]) -> int:
        """An index of the weights behind a `cumulative` table."""
        return bisect(table, self.uniform())


def cumulative(weights: Iterable[float]) -> list[float]:
    """Bounds for `Dice.draw`: running sums scaled to 1, without the last."""
    sums = list(accumulate(weights))
    return [s / (sums[-1] or 1.0) for s in sums[:-1]]


LEVELS = cumulative((0.16, 0.28, 0.32, 0.18, 0.06))
CONFIDENCES = cumulative((0.10, 0.38, 0.34, 0.08, 0.10))
STANCES = cumulative((0.10, 0.42, 0.27, 0.16, 0.05))


class Portfolio:
    """Accounts and our team. People are known by position: `starts` says where an account's people begin."""

    def __init__(self, people: int, ties: int, accounts: int, seed: int, as_of: date, plain_titles: bool) -> None:
        self.dice = Dice(seed)
        self.as_of = as_of
        self.plain_titles = plain_titles
        self.days = [(as_of - timedelta(days=d)).isoformat() for d in range(730)]
        self.ours = max(8, people // 50)
        if accounts < 1 or people - self.ours < accounts:
            raise ValueError(f"{people} people are too few for {accounts} accounts and a team of {self.ours}")
        self.sizes = self._sizes(people - self.ours, accounts)
        self.starts = [0, *accumulate(self.sizes)]
        self.by_size = cumulative(map(float, self.sizes))
        self.ties = self._counts(ties)

    def _sizes(self, people: int, accounts: int) -> list[int]:
        """Skewed sizes that add up exactly: few large accounts, many small, none empty."""
        sums = list(accumulate(1 / (0.05 + self.dice.uniform()) for _ in range(accounts)))
        cuts = [0, *(round((people - accounts) * s / sums[-1]) for s in sums)]
        return [1 + b - a for a, b in pairwise(cuts)]

    def _counts(self, ties: int) -> dict[str, int]:
        """Ties of each kind; more than a third of what there is room for is refused, because drawing would crawl."""
        counts = {kind: int(ties * part) for kind, part in MIX.items()}
        counts["STANCE"] = min(counts["STANCE"], self.starts[-1])
        counts["KNOWS"] = ties - sum(counts.values())
        inside = sum(s * (s - 1) for s in self.sizes) // 3
        if counts["INFLUENCES"] + counts["TRUSTS"] > inside or counts["KNOWS"] > self.ours * self.starts[-1] // 3:
            raise ValueError(f"{ties} ties do not fit between so few people; take fewer ties or fewer accounts")
        return counts

    def _name(self) -> str:
        dice = self.dice
        return dice.pick(FAMILY) + dice.pick(GIVEN) + (dice.pick(GIVEN) if dice.uniform() < 0.8 else "")

    def departments(self, account: int) -> list[str]:
        """Functions of an account's departments, about one for every six people."""
        size = self.sizes[account]
        return list(FUNCTIONS)[: max(1, size // 6)] if size > 1 else []

    def orgs(self) -> Iterator[Row]:
        yield "US", "我方公司", "our_company", "", "", ""
        yield "RIV", "竞争对手", "competitor", "", "", ""
        for a, size in enumerate(self.sizes):
            tier = "S" if size > 150 else "A" if size > 70 else "B" if size > 30 else "C"
            industry, lifecycle = self.dice.pick(INDUSTRIES), self.dice.pick(("new", "growing", "mature"))
            yield f"A{a}", f"客户{a}", "customer", industry, tier, lifecycle

    def units(self) -> Iterator[Row]:
        for a in range(len(self.sizes)):
            yield f"A{a}-M", "经营层", f"A{a}", "", "general"
            for function in self.departments(a):
                yield f"A{a}-{function}", FUNCTIONS[function], f"A{a}", f"A{a}-M", function

    def people(self) -> Iterator[Row]:
        """Our team, then every account."""
        leads = self.ours // 10
        for u in range(self.ours):
            grade, role = (4, "exec") if u == 0 else (3 if u <= leads else 2, OUR_ROLES[u % len(OUR_ROLES)])
            boss = "" if u == 0 else "u0" if u <= leads or not leads else f"u{1 + u % leads}"
            yield f"u{u}", self._name(), "US", f"{role}-{u}", "", grade, "sales", role, "", boss, ""
        for a in range(len(self.sizes)):
            yield from self._staff(a)

    def _staff(self, a: int) -> Iterator[Row]:
        """One account: a head; in each department a manager, up to three section heads, and staff below these."""
        start, functions = self.starts[a], self.departments(a)
        width = len(functions)
        for i in range(self.sizes[a]):
            if i == 0:
                function, unit, grade, boss = "general", "M", 4, ""
            else:
                row = (i - 1) // width
                function = unit = functions[(i - 1) % width]
                if row == 0:
                    grade, above = 3, 0
                elif row <= 3:
                    grade, above = 2, i - row * width
                else:
                    grade, above = 1, i - (row - 1 - row % 3) * width
                boss = f"p{start + above}"
            # a title with account and place in it is nobody else's; plain ones are shared by thousands
            title = TITLES[grade] if self.plain_titles else f"客户{a}{TITLES[grade]}{i}"
            kappa = "" if self.dice.uniform() < 0.9 else self.dice.pick(("0.5", "1.5", "2"))
            owner = f"u{a % self.ours}" if grade >= 3 else ""
            who = f"p{start + i}", self._name(), f"A{a}", title
            yield *who, f"A{a}-{unit}", grade, function, "", kappa, boss, owner

    def opportunities(self) -> Iterator[Row]:
        for a, size in enumerate(self.sizes):
            if size >= 8:
                amount = round(300_000 / (0.01 + self.dice.uniform()))
                stage = self.dice.pick(("s1", "s2", "s2", "s3"))
                due = (self.as_of + timedelta(days=30 + self.dice.below(300))).isoformat()
                yield f"O{a}", f"项目{a}", f"A{a}", amount, "CNY", stage, "weighted", due, "RIV", "open"

    def roles(self) -> Iterator[Row]:
        """The head decides; the first managers approve, judge and use."""
        for a, size in enumerate(self.sizes):
            if size >= 8:
                day = self.days[self.dice.below(200)]
                for i, role in enumerate(("decider", "approver", "technical_evaluator", "user")):
                    person = f"p{self.starts[a] + i}"
                    yield person, f"O{a}", role, "meeting_note", f"u{a % self.ours}", day, day, "B"

    def edges(self) -> Iterator[Row]:
        yield from self._judgements()
        yield from self._contacts()
        yield from self._stances()

    def _judgements(self) -> Iterator[Row]:
        """Influence and trust, centred on the top of each account; no pair has both in one direction."""
        dice, seen = self.dice, set[tuple[int, int]]()
        account = cumulative(s * math.sqrt(math.sqrt(s - 1)) for s in self.sizes)
        for kind in ("INFLUENCES", "TRUSTS"):
            left = self.ties[kind]
            while left:
                a = dice.draw(account)
                mighty, other = dice.low(self.sizes[a]), dice.below(self.sizes[a])
                # influence leaves the mighty, trust goes to them
                u, v = (mighty, other) if kind == "INFLUENCES" else (other, mighty)
                pair = self.starts[a] + u, self.starts[a] + v
                if u != v and pair not in seen:
                    seen.add(pair)
                    left -= 1
                    yield self._tie(kind, f"p{pair[0]}", f"p{pair[1]}", 1 + dice.draw(LEVELS), a, 730)

    def _contacts(self) -> Iterator[Row]:
        """Who of us knows whom: a small team for each account, anybody when that team knows everybody."""
        dice, seen = self.dice, set[tuple[int, int]]()
        left, people = self.ties["KNOWS"], self.starts[-1]
        team = min(self.ours, 3 + 6 * left // people)
        while left:
            a = dice.draw(self.by_size)
            pair = (a + dice.low(team)) % self.ours, self.starts[a] + dice.low(self.sizes[a])
            if pair in seen:
                pair = dice.below(self.ours), dice.below(people)
            if pair not in seen:
                seen.add(pair)
                left -= 1
                day, u = self.days[dice.below(360)], f"u{pair[0]}"
                yield "KNOWS", u, f"p{pair[1]}", "", 1 + dice.below(3), "colleague_report", u, day, day, "B", ""

    def _stances(self) -> Iterator[Row]:
        """At most one attitude a person, spread evenly over the portfolio, none of them stale."""
        count, people, a = self.ties["STANCE"], self.starts[-1], 0
        for k in range(count):
            v = k * people // count
            while v >= self.starts[a + 1]:
                a += 1
            yield self._tie("STANCE", f"p{v}", "US", self.dice.draw(STANCES) - 1, a, 170)

    def _tie(self, kind: str, u: str, v: str, level: int, account: int, oldest: int) -> Row:
        """An assessed edge; recent ones are commoner than old ones."""
        dice = self.dice
        day = self.days[dice.low(oldest)]
        reporter = f"u{(account + dice.below(3)) % self.ours}"
        telling = level not in (0, 1) if kind == "STANCE" else level >= 4
        evidence = f"纪要 {day}" if telling else ""
        grade = "ABCDE"[dice.draw(CONFIDENCES)]
        return kind, u, v, level, "", dice.pick(SOURCES), reporter, day, day, grade, evidence

    def interactions(self, count: int) -> Iterator[Row]:
        """Contacts over two years, one of us with one to three people of an account."""
        dice = self.dice
        for k in range(count):
            a = dice.draw(self.by_size)
            them = sorted({self.starts[a] + dice.low(self.sizes[a]) for _ in range(1 + dice.below(3))})
            present = ";".join([f"u{(a + dice.below(3)) % self.ours}", *(f"p{v}" for v in them)])
            yield f"i{k}", self.days[dice.below(730)], dice.pick(CONTACTS), present, "onsite", "mutual"


def write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write one table; returns its number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def generate(out: Path, portfolio: Portfolio, interactions: int = 0) -> dict[str, int]:
    """Write the portfolio into the folder `out`; returns the number of rows of each table."""
    out.mkdir(parents=True, exist_ok=True)
    tables: dict[str, tuple[Sequence[str], Iterator[Row]]] = {
        "orgs": (ORGS, portfolio.orgs()),
        "units": (UNITS, portfolio.units()),
        "people": (PEOPLE, portfolio.people()),
        "opportunities": (OPPORTUNITIES, portfolio.opportunities()),
        "roles": (ROLES, portfolio.roles()),
        "edges": (EDGES, portfolio.edges()),
    }
    if interactions:
        tables["interactions"] = INTERACTIONS, portfolio.interactions(interactions)
    return {name: write(out / f"{name}.csv", columns, rows) for name, (columns, rows) in tables.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a fictional portfolio as graphcrm import files.")
    add = parser.add_argument
    add("out", type=Path, metavar="OUT", help="folder for the files")
    add("--people", type=int, default=1000, help="people, ours included (default 1000)")
    add("--ties", type=int, help="rows of edges.csv (default: five a person)")
    add("--accounts", type=int, help="customers (default: one for every 60 people)")
    add("--interactions", type=int, default=0, help="rows of interactions.csv (default: no such file)")
    add("--seed", type=int, default=1, help="the same seed gives the same files (default 1)")
    add("--as-of", type=date.fromisoformat, default=date(2026, 6, 30), help="last day observed (default 2026-06-30)")
    add("--plain-titles", action="store_true", help="titles that thousands share: hard on the search for duplicates")
    args = parser.parse_args(argv)
    ties = 5 * args.people if args.ties is None else args.ties
    accounts = max(1, args.people // 60) if args.accounts is None else args.accounts
    try:
        portfolio = Portfolio(args.people, ties, accounts, args.seed, args.as_of, args.plain_titles)
    except ValueError as error:
        parser.error(str(error))
    for name, count in generate(args.out, portfolio, args.interactions).items():
        print(f"{name}.csv  {count:,}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
