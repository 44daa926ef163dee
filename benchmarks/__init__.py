"""Benchmarks: ratios against named peers, measured in the same run, with one thread for linear algebra, as the command line has."""

import os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
