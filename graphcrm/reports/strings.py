"""The words of a report's page beside those of the shell."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.pages.strings import SHELL

__all__ = ["REPORT"]

REPORT: dict[str, Text] = {
    **SHELL,
    "skip": Text("跳到正文", "Skip to the content"),
    "agenda": Text("议程", "Agenda"),
    "contents": Text("目录", "Contents"),
    "minutes": Text("{n} 分钟", "{n} min"),
    "decide": Text("要定的事", "To decide"),
    "evidence": Text("依据", "Evidence"),
    "evidence.of": Text("{p} 的依据", "What stands behind {p}"),
    "rests": Text("这些数字依据什么", "What these numbers rest on"),
    "whole": Text("完整答案", "The whole answer"),
    "whole.of": Text("{q}:完整答案", "{q}: the whole answer"),
    "to_evidence": Text("查看依据", "See the evidence"),
    "to_basis": Text("这些数字依据什么", "What it rests on"),
    "back": Text("回到开头", "Back to the top"),
    "forward": Text("下一项", "Next item"),
    "backward": Text("上一项", "Previous item"),
    "model": Text(
        "份额与强度是模型值和判断,不是预测;地图只显示已记录的关系。",
        "Shares and strengths are model values and judgements, not forecasts; the map shows recorded relations only.",
    ),
}
