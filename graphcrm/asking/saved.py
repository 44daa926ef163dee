"""A scenario under a name: a small file beside the workspace, as a team's queries are, and no fact.

``scenarios/NAME.toml`` says of whom and what is supposed, in the words of the command line::

    account = "HY"
    opportunity = "HY-CORE"
    set = ["c4=0"]
    add = ["c6>c2:3"]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from graphcrm.analysis.opinion.scenario import Change, parse_change
from graphcrm.asking.tomlfile import TomlFile
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.files import quoted
from graphcrm.i18n import Text
from graphcrm.model.fields import shown

__all__ = ["KINDS", "Saved", "file_of", "read_saved", "spelled", "written"]


#: The options of `what-if` that say a change, in the order in which they are made.
KINDS = ("set", "kappa", "remove", "add")
_NAME = re.compile(r"\w(?:[\w .+-]{0,62}\w)?")
_CHANGES = Text("改动 …", "changes ...")


@dataclass(frozen=True, slots=True)
class Saved:
    """`said` holds the changes as the command line writes them, by option; `account` and `opportunity` of whom they were made."""

    name: str
    account: str
    opportunity: str | None
    said: Mapping[str, Sequence[str]]

    @property
    def changes(self) -> Sequence[Change]:
        """The changes themselves."""
        return [parse_change(kind, text) for kind in KINDS for text in self.said.get(kind, ())]


def file_of(folder: Path, name: str) -> Path:
    """The file of a scenario.

    Raises UsageError: the name could not be that of a file everywhere.
    """
    plain = unicodedata.normalize("NFC", name.strip())
    if not _NAME.fullmatch(plain):
        text = Text(
            "设想的名称“{name}”只能用文字、数字、空格和 . _ + -，首尾为文字或数字，最多 64 个字符",
            "the name of a scenario “{name}” may have letters, digits, spaces and . _ + -, begins and ends with a letter or digit, "
            "and has at most 64 characters",
        )
        raise UsageError(text.format(name=shown(name)))
    return folder / f"{plain}.toml"


def read_saved(path: Path) -> Saved:
    """The scenario that a file holds."""
    place, data = TomlFile.of(path)
    for key in data:
        place.one_of(key, ("account", "opportunity", *KINDS), Text("设置", "key"))
    said = {kind: tuple(place.texts(data[kind], kind, _CHANGES)) for kind in KINDS if kind in data}
    opportunity = place.value(data, "opportunity", str, "") or None
    found = Saved(path.stem, place.value(data, "account", str), opportunity, said)
    for kind, texts in said.items():
        for one in texts:
            try:
                parse_change(kind, one)
            except UsageError as error:
                place.refuse(error.text, one, under=kind)
    return found


def spelled(scenario: Saved) -> str:
    """Its changes on one line.

    >>> spelled(Saved("peace", "HY", None, {"remove": ("c8",), "set": ("c4=0",)}))
    'c4=0; remove c8'
    """
    pairs = [(kind, text) for kind in KINDS for text in scenario.said.get(kind, ())]
    return "; ".join(text if kind == "set" else f"{kind} {text}" for kind, text in pairs)


def written(scenario: Saved) -> str:
    """The content of its file.

    >>> print(written(Saved("peace", "HY", None, {"set": ("c4=0",)})), end="")
    account = "HY"
    set = ["c4=0"]
    """
    lines = [f"account = {quoted(scenario.account)}"]
    if scenario.opportunity:
        lines.append(f"opportunity = {quoted(scenario.opportunity)}")
    for kind in KINDS:
        if scenario.said.get(kind):
            lines.append(f"{kind} = [{', '.join(map(quoted, scenario.said[kind]))}]")
    return "\n".join(lines) + "\n"
