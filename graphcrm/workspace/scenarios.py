"""Scenarios under a name, through the door: kept beside the workspace, so that what is supposed never touches what is known."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.files import make_folder, reason, write_whole
from graphcrm.i18n import Text
from graphcrm.workspace.base import Base
from graphcrm.workspace.questions import Questions

if TYPE_CHECKING:
    from graphcrm.asking.result import Result

__all__ = ["Scenarios"]


_NOWHERE = Text(
    "服务器上的工作区没有存放设想的文件夹：请把 GRAPHCRM_HOME 设为团队共用的文件夹",
    "a workspace on a server has no folder for scenarios: set GRAPHCRM_HOME to a folder that the team shares",
)


class Scenarios(Questions, Base):
    """What-if questions that a team comes back to."""

    def save_scenario(self, name: str, /, *, force: bool = False, **asked: Any) -> Result:
        """Keep what ``what_if`` is asked with under a name; gives its answer.

        Parameters are those of ``what_if``; of them the account, the opportunity and the changes are kept, so that the scenario is
        asked anew on whatever the facts are then. The store is read and not written.

        Raises
        ------
        UsageError
            The question cannot be answered as asked, no change was given, the name cannot be one, or there is one of that name and it
            may not be overwritten (`force`).

        Examples
        --------
        >>> import graphcrm
        >>> hy = graphcrm.Workspace("demo-out/demo.graphcrm")
        >>> kept = hy.save_scenario("peace", account="HY", opportunity="HY-CORE", as_of="2026-06-30", set={"c4": 0})
        >>> [round(row["delta"], 2) for row in hy.what_if(scenario="peace", as_of="2026-06-30").rows]
        [0.16]
        >>> hy.delete_scenario("peace")
        """
        from graphcrm.asking.saved import KINDS, Saved, file_of, written

        folder = self.scenario_folder
        if folder is None:
            raise UsageError(_NOWHERE)
        target = file_of(folder, name)
        if os.path.exists(target) and not force:
            text = Text(
                "已有设想“{name}”；加 --force 覆盖", "there is a scenario “{name}” already; overwrite it with --force"
            )
            raise UsageError(text.format(name=target.stem))
        answer = self.query("what-if", **asked)
        based = self.saved_scenarios.get(str(answer.params.get("scenario")))
        said = {kind: (*(based.said.get(kind, ()) if based else ()), *answer.params.get(kind, ())) for kind in KINDS}
        if not any(said.values()):
            raise UsageError(
                Text(
                    "没有可保存的改动：请给 --set、--kappa、--remove 或 --add",
                    "there is no change to save: give --set, --kappa, --remove or --add",
                )
            )
        make_folder(folder)
        where = answer.context
        write_whole(target, written(Saved(target.stem, where["account"], where["opportunity"], said)))
        return answer

    def delete_scenario(self, name: str, /) -> None:
        """Delete a saved scenario.

        Raises
        ------
        UsageError
            There is none of that name.
        """
        from graphcrm.asking.saved import file_of
        from graphcrm.near import did_you_mean

        folder = self.scenario_folder
        target = file_of(folder or Path(), name)
        if folder is None or not target.exists():
            known = sorted(path.stem for path in folder.glob("*.toml")) if folder else []
            text = Text("没有设想“{name}”。", "there is no scenario “{name}”. ").format(name=target.stem)
            raise UsageError(text + did_you_mean(target.stem, known))
        try:
            target.unlink()
        except OSError as error:
            said = Text("无法删除 {path}：{why}", "cannot delete {path}: {why}")
            raise UsageError(said.format(path=target, why=reason(error))) from error
