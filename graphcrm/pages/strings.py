"""The words of the shell: what every page says whatever stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graphcrm.i18n import Text
from graphcrm.texts import read_texts

__all__ = ["SHELL"]


SHELL: Mapping[str, Text] = read_texts(Path(__file__).with_suffix(".toml"))
