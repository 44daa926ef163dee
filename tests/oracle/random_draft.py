"""Rows of a random account while they are drawn: dates, versions, reporters, confidences."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.oracle.writing import Cells

AS_OF = date(2026, 6, 30)
TODAY = date(2026, 9, 30)
"""Import with this as the day of import; every observation is earlier."""

CONFIDENCES = ("A", "B", "B", "C", "C", "D", "E", "")


@dataclass
class Draft:
    """The rows while they are drawn, and the people by the part they play."""

    random: Random
    recency: float = 2.0
    tables: dict[str, list[Cells]] = field(default_factory=dict)
    ours: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    rivals: list[str] = field(default_factory=list)

    def add(self, table: str, **cells: object) -> None:
        """Add a row to a table."""
        self.tables.setdefault(table, []).append(cells)

    def chance(self, probability: float) -> bool:
        """Return true with a probability."""
        return self.random.random() < probability

    def maybe(self, probability: float, value: object) -> object:
        """Return a value with a probability, else an empty cell."""
        return value if self.chance(probability) else ""

    def day(self) -> date:
        """Draw a day of the three years before the picture, recent ones more often; one in twelve is after it."""
        if self.chance(1 / 12):
            return AS_OF + timedelta(days=self.random.randint(1, 75))
        return AS_OF - timedelta(days=round(1095 * self.random.random() ** self.recency))

    def provenance(self, reporter: str, observed: date) -> Cells:
        """Draw the provenance columns of one row."""
        valid_from: object = ""
        if self.chance(0.3):
            valid_from = observed - timedelta(days=self.random.randint(0, 40))
        elif self.chance(0.05):
            valid_from = observed + timedelta(days=self.random.randint(1, 40))
        start = valid_from if isinstance(valid_from, date) else observed
        return {
            "source": self.random.choice(("meeting_note", "customer_statement", "survey", "public_document")),
            "reported_by": reporter,
            "observed_at": observed,
            "valid_from": valid_from,
            "valid_to": self.maybe(0.08, start + timedelta(days=self.random.randint(1, 900))),
            "confidence": self.random.choice(CONFIDENCES),
        }

    def versions(self, reporter: str) -> list[Cells]:
        """Provenance of one to three versions of a row, each with another start."""
        wanted = 1 if self.chance(0.7) else self.random.choice((2, 2, 3))
        found: dict[object, Cells] = {}
        for _ in range(wanted):
            cells = self.provenance(reporter, self.day())
            found[cells["valid_from"] or cells["observed_at"]] = cells
        return list(found.values())

    def reporters(self, most: int) -> list[str]:
        """Draw who reports a fact; the import of another system is one of them."""
        return self.random.sample(
            [*self.ours, "import:crm"], k=min(self.random.choice((1, 1, 2, most)), len(self.ours))
        )
