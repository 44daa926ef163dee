"""Templates are compiled once, as Python compiles modules: into ``__pycache__`` beside their text, or where Python is told to keep it.

To compile those of a map anew takes a quarter of what ``import networkx`` takes. What is kept is taken for this very text only, compiled by
this release of Jinja under these settings. Where nothing may be written, or Python is told not to, templates are compiled each time.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from graphcrm.errors import UsageError
from graphcrm.files import write_whole

__all__ = ["Kept"]


class Kept(BytecodeCache):
    """Compiled templates; `settings` is the file in which Jinja is told how to compile them."""

    def __init__(self, settings: str) -> None:
        #: What compiles them, as Python tells that a module has changed; nothing where modules are no files.
        self._made_by = ""
        with suppress(OSError):
            files = [os.stat(file) for file in (compiler.__file__, settings)]
            self._made_by = repr([(file.st_mtime_ns, file.st_size) for file in files])

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Where a template is kept."""
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        """Of the text and what compiles it."""
        return sha256(f"{self._made_by}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, unless it is damaged or was made of something else."""
        try:
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())
        except Exception:  # damaged bytes raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if it may be kept."""
        if self._made_by and not sys.dont_write_bytecode:
            with suppress(OSError, UsageError):
                Path(bucket.key).parent.mkdir(exist_ok=True)
                write_whole(bucket.key, bucket.bytecode_to_string())
