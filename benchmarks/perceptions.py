"""What reports about ties are worth: the belief that reports and silence give, against ties that both of their ends report.

    GRAPHCRM_NETWORKS=DIR python -m benchmarks.perceptions

DIR holds cognitive social structures, what every member of an organisation says of everybody's ties (Krackhardt 1987; Casciaro
1998; Krackhardt & Kilduff, 1990s): folders ``css_NAME`` with ``nodes.csv``, ``statements.csv`` (reporter, src, dst, type; not listed =
says no), ``actual.csv`` (src, dst, type, intersection) and ``trials.csv`` (trial, type, k, reporters). They are public, but not ours
to pass on. Of each trial only the k reporters are heard, as colleagues who were asked about everybody and know first-hand, and only of
ties that touch none of them.

Prints the mean Brier score over the trials and the calibration error by k: of noisy-OR, which hears only those who name a tie, of the
rule as shipped, and of the rule with the `standing` that does best on the same kind of tie in the other organisations.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from statistics import mean

import numpy as np

from benchmarks.measure import Row
from graphcrm.graph.asked import SurveyQuestions
from graphcrm.graph.reports import believed, combine
from graphcrm.graph.survey import Survey
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.settings import DEFAULTS, Settings
from tests.analysis.golden import AS_OF, snapshot_of

FOLDER = "GRAPHCRM_NETWORKS"
COUNTS = (1, 2, 3, 5, 8)
STANDINGS = (0.0, 0.25, 0.5, 0.75, 1.0)
#: The advice of the managers: the most that the Brier score may be with so many reporters, and the error of calibration.
MARKS = {3: 0.175, 5: 0.160, 8: 0.155}
CALIBRATION = 0.08
MANAGERS = ("css_hightech_advice", "asks_advice")

Pair = tuple[str, str]


def with_standing(standing: float) -> Settings:
    return replace(DEFAULTS, asked={**DEFAULTS.asked, "standing": standing})


@dataclass(frozen=True)
class Trial:
    """Some reporters, what they say of ties that touch none of them, and which of those ties are real."""

    reporters: tuple[str, ...]
    said: Mapping[Pair, list[Edge]]
    actual: Mapping[Pair, int]

    def noisy_or(self) -> dict[Pair, float]:
        """Belief per pair if only those who name a tie are heard."""
        heard = {pair: combine(reports, DEFAULTS) for pair, reports in self.said.items()}
        return {pair: found.q if (found := heard.get(pair)) else 0.0 for pair in self.actual}

    def asked(self, settings: Settings) -> dict[Pair, float]:
        """Belief per pair if silence counts."""
        people = sorted({person for pair in self.actual for person in pair})
        rows = [{"reporter": r, "about": "*", "kind": "TRUSTS", "date": str(AS_OF)} for r in self.reporters]
        everybody = [{"id": p, "name": p, "org": "O"} for p in people]
        questions = SurveyQuestions(snapshot_of({"person": everybody, "asked": rows}))
        answers = Survey(EdgeKind.TRUSTS, self.said, people, questions, settings, lambda _edge: True)
        found = {}
        for pair in self.actual:
            together = answers.together(self.said[pair]) if pair in self.said else None
            silent = believed(0.0, len(self.reporters), settings, answers.prior(pair[1], pair[0], "general"))
            found[pair] = together.q if together else silent
        return found


@dataclass(frozen=True)
class Score:
    """Mean Brier score over the trials, and the calibration error over all their pairs in ten bands of belief."""

    brier: float
    calibration: float


@dataclass(frozen=True)
class Structure:
    """One kind of tie in one organisation."""

    organisation: str
    type: str
    trials: Mapping[int, list[Trial]]

    @cached_property
    def noisy_or(self) -> dict[int, Score]:
        return {k: _score([(t, t.noisy_or()) for t in trials]) for k, trials in self.trials.items()}

    def asked(self, standing: float) -> dict[int, Score]:
        settings = with_standing(standing)
        return {k: _score([(t, t.asked(settings)) for t in trials]) for k, trials in self.trials.items()}

    @cached_property
    def by_standing(self) -> dict[float, dict[int, Score]]:
        return {standing: self.asked(standing) for standing in STANDINGS}


def _score(beliefs: list[tuple[Trial, dict[Pair, float]]]) -> Score:
    briers, believed_, actual = [], [], []
    for trial, belief in beliefs:
        p, y = np.array([belief[pair] for pair in trial.actual]), np.array(list(trial.actual.values()))
        briers.append(float(np.mean((p - y) ** 2)))
        believed_.append(p)
        actual.append(y)
    p, y = np.concatenate(believed_), np.concatenate(actual)
    band = np.minimum((10 * p).astype(int), 9)
    off = [np.mean(band == b) * abs(np.mean(p[band == b]) - np.mean(y[band == b])) for b in np.unique(band)]
    return Score(mean(briers), float(sum(off)))


def load(folder: Path) -> Iterator[Structure]:
    """The kinds of tie of one organisation."""
    ids = [row["id"] for row in _rows(folder / "nodes.csv")]
    actual = {(row["type"], row["src"], row["dst"]): int(row["intersection"]) for row in _rows(folder / "actual.csv")}
    said: dict[str, dict[str, list[Pair]]] = {}
    for row in _rows(folder / "statements.csv"):
        said.setdefault(row["type"], {}).setdefault(row["reporter"], []).append((row["src"], row["dst"]))
    trials: dict[str, dict[int, list[Trial]]] = {}
    for row in _rows(folder / "trials.csv"):
        type_, reporters = row["type"], tuple(row["reporters"].split())
        others = [i for i in ids if i not in reporters]
        truth = {(a, b): actual[type_, a, b] for a in others for b in others if a != b}
        heard: dict[Pair, list[Edge]] = {}
        for reporter in reporters:
            for pair in said[type_].get(reporter, ()):
                if pair in truth:
                    heard.setdefault(pair, []).append(_report(reporter, *pair))
        trials.setdefault(type_, {}).setdefault(int(row["k"]), []).append(Trial(reporters, heard, truth))
    for type_, by_count in sorted(trials.items()):
        yield Structure(folder.name, type_, by_count)


def _report(reporter: str, source: str, target: str) -> Edge:
    day = str(AS_OF)
    return Edge(EdgeKind.TRUSTS.value, source, target, 3, "B", day, day, "", reporter, "general", None, {})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def folders() -> list[Path]:
    """The structures that are there; none without the environment variable."""
    given = os.environ.get(FOLDER)
    return sorted(Path(given).glob("css_*")) if given else []


def chosen(of: Structure, among: Sequence[Structure]) -> float:
    """The standing with the least mean Brier score on the same kind of tie in the other organisations."""
    others = [s for s in among if s.organisation != of.organisation and s.type == of.type]
    return min(STANDINGS, key=lambda standing: mean(x.brier for s in others for x in s.by_standing[standing].values()))


def rows() -> Iterator[Row]:
    """The promises on the advice of the managers, the whole table before; nothing, with the reason, without the data."""
    structures = [s for folder in folders() for s in load(folder)]
    found = [s for s in structures if (s.organisation, s.type) == MANAGERS]
    if not found:
        print(f"reports about ties left out: {FOLDER} names no folder with {MANAGERS[0]}", flush=True)
        return
    print_table(structures)
    (managers,) = found
    shipped, standing, before = managers.asked(0.0), managers.asked(0.5), managers.noisy_or
    for k, limit in MARKS.items():
        peer = f"noisy-OR {before[k].brier:.3f}"
        # The rule that ships stays the plain one; what it lacks to the mark is said, not promised.
        yield Row(f"advice, {k} reporters: Brier, as shipped", shipped[k].brier, "", f"{peer}, mark {limit:.3f}", None)
        yield Row(f"advice, {k} reporters: Brier, standing .5", standing[k].brier, "", peer, limit)
    for name, scores in (("as shipped", shipped), ("standing .5", standing)):
        worst = max(score.calibration for score in scores.values())
        peer = f"noisy-OR {max(score.calibration for score in before.values()):.3f}"
        yield Row(f"advice: calibration error, {name}", worst, "", peer, CALIBRATION)
        rise = max(scores[b].brier - scores[a].brier for a, b in pairwise(COUNTS))
        yield Row(f"advice: one more reporter adds to Brier, {name}", rise, "", "0", 0.0)


def main() -> int:
    structures = [s for folder in folders() for s in load(folder)]
    if not structures:
        raise SystemExit(f"{FOLDER} names no folder with css_* folders in it")
    print_table(structures)
    return 0


def print_table(structures: Sequence[Structure]) -> None:
    """Each organisation and tie by each rule, with the standing that the other organisations choose."""
    print(f"{'':34}{'rule':24}", *(f"{k:>8} asked" for k in COUNTS), " Brier (calibration error)")
    for s in structures:
        standing = chosen(s, structures)
        table = {
            "noisy-OR": s.noisy_or,
            "as shipped": s.by_standing[0.0],
            f"standing {standing:g} (others)": s.by_standing[standing],
        }
        for rule, scores in table.items():
            cells = (f"{scores[k].brier:.3f} ({scores[k].calibration:.3f})" for k in COUNTS)
            print(f"{s.organisation + ' ' + s.type:34}{rule:24}", *(f"{cell:>14}" for cell in cells), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
