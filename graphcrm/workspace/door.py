"""The front door: a workspace, as commands, Python, notebooks and every other caller see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphcrm.workspace.account import Accounts

if TYPE_CHECKING:
    from graphcrm.workspace.anonymised import Anonymised

__all__ = ["Workspace"]


class Workspace(Accounts):
    """A workspace, by the path of its file or the URL of its store; it is opened for each call and then closed.

    Every named query is a method, too: ``workspace.changes(account="HY", since="2026-03-31")``. Days are dates or ISO text. What
    is read leaves an entry in the audit trail, as it does from the command line.

    Parameters
    ----------
    url
        A file or a URL; without one ``$GRAPHCRM_WORKSPACE``, then ``workspace.graphcrm`` in the current folder.
    caller
        Who asks; the person who runs this process if not given.

    Raises
    ------
    StoreUnavailable, NotAStore, IntegrityError
        As soon as it is read.

    Examples
    --------
    On the workspace that ``graphcrm demo`` makes; what is written can be taken back with :meth:`undo`.

    >>> import graphcrm
    >>> ws = graphcrm.Workspace("demo-out/demo.graphcrm")
    >>> ws.key_influencers(account="HY", as_of="2026-06-30", top=2).to_frame()[["id", "band"]]
       id band
    0  c2    A
    1  c4    A
    >>> hy = ws.account("HY", "HY-CORE", as_of="2026-06-30")
    >>> [round(row["delta"], 2) for row in hy.what_if(set={"c4": 0}).rows]
    [0.16]
    >>> hy.map("influence", "m1.html")
    [PosixPath('m1.html')]
    >>> ws.edit("person", "c6", title="Chief architect", dry_run=True)
    <dry run, nothing written: 0 created, 1 updated, 0 unchanged, 0 closed>
    """

    def anonymised(self) -> Anonymised:
        """The same workspace with codes for people, organisations and decisions, for what is to circulate widely."""
        from graphcrm.workspace.anonymised import Anonymised

        return Anonymised(self)
