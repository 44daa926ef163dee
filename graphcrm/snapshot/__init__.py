"""A snapshot: what was true on one day, ready to be read by analyses.

It is immutable and knows nothing of stores; :func:`take` reads one. Edges that a person's own row carries (line manager,
owner) appear among the edges, so that nobody has to look in two places. Its `index` finds what belongs to an account without
a look at the others.
"""

from graphcrm.snapshot.snapshot import Snapshot, days_between
from graphcrm.snapshot.taking import from_batches, take, take_days

__all__ = ["Snapshot", "days_between", "from_batches", "take", "take_days"]
