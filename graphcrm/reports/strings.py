"""The words of a report's page beside those of the shell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graphcrm.i18n import Text
from graphcrm.pages.strings import SHELL
from graphcrm.texts import read_texts

__all__ = ["REPORT"]


REPORT: Mapping[str, Text] = {**SHELL, **read_texts(Path(__file__).with_suffix(".toml"))}
