"""What a command gives out: in which form it is printed, and whether a file is written over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from graphcrm.commands.bilingual import option
from graphcrm.i18n import Text

__all__ = ["file_written", "force_option", "form_option"]


F = TypeVar("F", bound=Callable[..., Any])


def form_option(*forms: str, text: Text | None = None, default: str | None = "table") -> Callable[[F], F]:
    """``--format`` of what a command prints; without a default the command finds out by itself."""
    said = text or Text("输出格式", "output format")
    return option("--format", "form", said, type=click.Choice(forms), default=default)


#: Of every command that writes a file.
force_option = option("--force", Text("覆盖已有文件", "overwrite an existing file"), is_flag=True)


def file_written(path: object) -> Text:
    """That a file is there now."""
    return Text("已写入 {path}", "{path} written").format(path=path)
