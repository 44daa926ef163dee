"""Tests; two workers on two cores, each with threads of its own for matrices, would wait for one another."""

import os

from graphcrm.threads import THREADS

os.environ |= dict.fromkeys(THREADS, "1")
