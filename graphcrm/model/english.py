"""English forms beside what was recorded: `name_en` of `name`, `title_en` of `title`, `statement_en` of `statement`, `our_response_en`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.model.normal import normal

__all__ = ["outdated_english"]


def outdated_english(before: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """The columns with the English form of what is replaced and has none given anew: it is no form of the new value.

    Another way to write the same is no new value, and the English form itself has none beside it.

    >>> before = {"title": "架构师", "title_en": "Architect", "name": "王工", "name_en": "Wang Gong"}
    >>> outdated_english(before, {"title": "首席架构师", "name": "王 工"}), outdated_english(before, {"title": "Architect"})
    (['title_en'], [])
    >>> outdated_english(before, {"title": "首席架构师", "title_en": "Chief architect"})
    []
    """
    found = []
    for name, value in given.items():
        english = f"{name}_en"
        if english in before and not given.get(english):
            same = {normal(str(before.get(name, ""))), normal(str(before[english]))}
            found += [english] if normal(str(value)) not in same else []
    return found
