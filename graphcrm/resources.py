"""Where the data folders are: in a wheel inside the package, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

__all__ = ["Folder", "resource"]


Folder = Literal["visual", "queries", "datasets"]

_PACKAGE = Path(__file__).resolve().parent


def resource(folder: Folder, *parts: str) -> Path:
    """Path of a file or folder that travels with graphcrm.

    Looked for in the package first (an installed wheel) and one level up second (a checkout, an editable install). The
    answer is a path below one of these two folders; a part such as ``..`` that would lead out of them is refused.

    Parameters
    ----------
    folder
        ``visual``, ``queries`` or ``datasets``.
    *parts
        Names below it; none gives the folder itself.

    Raises
    ------
    FileNotFoundError
        There is no such file; the message names both places.

    Examples
    --------
    >>> resource("visual", "map.css").name
    'map.css'
    """
    candidates = []
    for base in (_PACKAGE / folder, _PACKAGE.parent / folder):
        path = base.joinpath(*parts)
        if parts and not path.resolve().is_relative_to(base.resolve()):
            raise FileNotFoundError(f"{'/'.join(parts)!r} is not below {folder!r}")
        if path.exists():
            return path
        candidates.append(path)
    raise FileNotFoundError("graphcrm file not found: " + " or ".join(map(str, candidates)))
