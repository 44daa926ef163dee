"""A page as a notebook shows it: in a frame of its own that may run the page's scripts and reach nothing else."""

from __future__ import annotations

from html import escape

from graphcrm.dataclass import dataclass
from graphcrm.harmless import harmless

__all__ = ["MapPage"]


@dataclass(frozen=True, repr=False)
class MapPage:
    """A map that displays itself in a notebook.

    The frame is sandboxed: the page has an origin of its own, so that it can neither read nor change the notebook; its policy
    forbids every request.

    >>> MapPage("HY", "<p>“map”</p>")._repr_html_()[:44]
    '<iframe sandbox="allow-scripts" title="HY" s'
    """

    title: str
    html: str
    height: int = 640

    def __repr__(self) -> str:
        return f"<map {harmless(self.title)}: {len(self.html):,} characters of HTML>"

    def _repr_html_(self) -> str:
        style = f"width:100%;height:{int(self.height)}px;border:1px solid #d0d7e2"
        title, page = escape(harmless(self.title)), escape(self.html)
        return f'<iframe sandbox="allow-scripts" title="{title}" style="{style}" srcdoc="{page}"></iframe>'
