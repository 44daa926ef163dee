"""A label with what is said under it: “Value: £2m”, “阶段：投标”."""

from __future__ import annotations

import re

__all__ = ["LABELLED"]

LABELLED = re.compile(r"([^:\uff1a]{1,30}?)\s*[:\uff1a]\s*(\S.*)")
