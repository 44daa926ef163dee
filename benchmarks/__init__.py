"""Benchmarks: ratios against named peers, measured in the same run, with one thread for linear algebra, as the command line has."""

import os

from graphcrm.threads import THREADS

#: As installed: modules that were compiled before are not compiled again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
for _name in THREADS:
    os.environ.setdefault(_name, "1")
