"""What calls for an act: which findings a day has, what share is at risk, and what became of them within a week."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tests.oracle import changing, contest, coverage, plan, sponsors, status, threads, verify
from tests.oracle.picture import Picture
from tests.oracle.reference import Reference

#: Key of each finding of a day with the share at risk (None where nobody's is).
Findings = dict[str, float | None]

BOW_TIE = 0.6
SOON = 14

#: Surveys of satisfaction: the day on which each was imported, the figure, and the day of the survey.
Surveys = Sequence[tuple[date, float | None, date | None]]


def findings(reference: Reference, missed: Iterable[str], surveys: Surveys = ()) -> Findings:
    """Everything that calls for an act; `missed` are the metrics of the data audit that fail."""
    picture, then = reference.picture, reference.then
    share = picture.share
    found: Findings = {f"audit:{metric}": None for metric in missed}
    found |= {f"gap:{row['id_or_unit']}": _number(row["severity"]) for row in coverage.coverage_gaps(picture)}
    for row in threads.single_threads(picture):
        if _number(row["threads"]) <= 1:
            found[f"thread:{row['decider']}"] = share[str(row["decider"])]
    covered = picture.covered()
    for ours, loss in threads.losses(picture).items():
        if covered > 0 and loss / covered >= BOW_TIE - 1e-12:
            found[f"bow-tie:{ours}"] = loss
    found |= {f"sponsor:{row['id']}": share[str(row["id"])] for row in sponsors.missing(picture)}
    found |= {f"cooling:{r['our_person']}>{r['id']}": share[str(r["id"])] for r in changing.cooling(picture, then)}
    people, _ = contest.contest(picture, then, None)
    found |= {f"drift:{row['id']}": share[str(row["id"])] for row in people if row["drift"]}
    for row in plan.promises(picture):
        if str(row["from"]) in _ours(picture) and row["days"] is not None and _number(row["days"]) <= SOON:
            # Nobody's share stands for a whole organisation.
            found[f"promise:{row['id']}"] = (
                share.get(str(row["to"]), 0.0) if row["to"] in picture.facts.people else None
            )
    return found | _complaints(picture) | _questions(picture) | _downturns(reference, surveys)


def _downturns(reference: Reference, surveys: Surveys) -> Findings:
    """The account's satisfaction, or a key person's support, is lower than half a year before; or their status declines."""
    facts, picture, half_year = reference.facts, reference.picture, reference.ago(180)
    found = Findings()
    (before, its_day), (now, day) = (_survey(surveys, at) for at in (half_year.as_of, facts.as_of))
    if before is not None and now is not None and before - now >= 5 and not (day == its_day and day is not None):
        found[f"downturn:{facts.account}"] = None
    for p in picture.keys:
        then, level = half_year.support(p).level, facts.support(p).level
        fell = then is not None and level is not None and level < then
        if fell or status.trend(facts, status.assessments(facts, p)) == "declining":
            found[f"downturn:{p}"] = picture.share[p]
    return found


def _survey(surveys: Surveys, at: date) -> tuple[float | None, date | None]:
    """What was known on a day: the version in force; the first one counts before it was imported, too."""
    known = [survey for survey in surveys if survey[0] <= at] or list(surveys[:1])
    _, figure, day = known[-1] if known else (at, None, None)
    return (None, None) if day is not None and day > at else (figure, day)


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return value


def _ours(picture: Picture) -> set[str]:
    """Our people, also those who left, and our organisations: whose promises are ours."""
    facts = picture.facts
    people = {p for p, row in facts.people.items() if facts.category(str(row.text("org"))) == "our_company"}
    return people | {o for o in facts.orgs if facts.category(o) == "our_company"}


def _complaints(picture: Picture) -> Findings:
    facts, found = picture.facts, Findings()
    concerned = {*picture.people, *(p for p in facts.people if facts.in_tree(p))}
    for event in facts.tables["interactions"]:
        theirs = concerned & set(event.items("participants"))
        day, status = event.day("date"), event.text("status")
        severe = event.text("kind") == "complaint" and event.text("severity") == "severe"
        if severe and status != "closed" and theirs and day is not None and day <= facts.as_of:
            found[f"complaint:{event.text('id')}"] = sum(picture.share.get(p, 0.0) for p in theirs)
    return found


def _questions(picture: Picture) -> Findings:
    """The first three of what to find out next: open seats before the rest."""
    about = [str(row["about"]) for row in verify.questions(picture)[:3]]
    return {f"verify:{one}": max(picture.share[p] for p in one.split(">")) for one in about}


def states(now: Findings, before: Findings, accepted: dict[str, tuple[date, date | None]], day: date) -> dict[str, str]:
    """The state of every finding of the day and of a week before; accepted counts from its day to the one before its end."""
    found = dict.fromkeys(before.keys() - now.keys(), "resolved")
    for key in now:
        since, until = accepted.get(key, (day + timedelta(days=1), None))
        standing = since <= day and (until is None or day < until)
        found[key] = "accepted" if standing else "open" if key in before else "new"
    return found
