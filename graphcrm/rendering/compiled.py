"""Compiled templates, kept beside them as Python keeps its modules: in ``__pycache__``, if that may be written.

Compiling those of one map takes as long as reading its account. A template that has changed, and one that was compiled with other
options, by another Python or another form of Jinja's code, is compiled anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

__all__ = ["Compiled"]


class Compiled(FileSystemBytecodeCache):
    """Of the templates in a folder, compiled with these options."""

    def __init__(self, folder: Path, options: Mapping[str, Any]) -> None:
        super().__init__(str(folder / "__pycache__"), f"%s.{sys.implementation.cache_tag}.jinja")
        self._options = repr(sorted(options.items()))

    def get_source_checksum(self, source: str) -> str:
        """The digest of a template and of how it is compiled."""
        return super().get_source_checksum(self._options + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a kept template, if it can be read."""
        with suppress(OSError, EOFError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if Python may keep its own."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
