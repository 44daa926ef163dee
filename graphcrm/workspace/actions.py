"""What people call the kinds of fact and the actions that a change is recorded with."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.tables import TABLES

__all__ = ["action_words", "kind_words"]


#: Kinds of fact by code: the relations, and the tables whose rows they are.
_KINDS = {kind.kind: kind.label for kind in EdgeKind} | {t.kind: Text(t.zh, t.kind.replace("_", " ")) for t in TABLES}
#: What may be edited, beside the kinds of record.
_PAIRS = {"edge": Text("关系", "edge"), "role": Text("决策角色", "role"), "position": Text("标准立场", "position")}
_ACTIONS = {
    "import": Text("导入", "import"),
    "network import": Text("导入网络", "network import"),
    "edit": Text("修改", "edit"),
    "edit vacate": Text("人员离任", "departure from a post"),
    "edit fill": Text("席位任职", "appointment to an open seat"),
    "assess": Text("评估", "assess"),
    "log": Text("记录互动", "log"),
    "accept": Text("接受发现", "accept"),
    "duplicates merge": Text("合并重复的人员", "merge of people recorded twice"),
    "duplicates apart": Text("判明不是同一人", "verdict that people are not the same"),
    "undo": Text("撤销", "undo"),
    "redo": Text("恢复", "redo"),
}


def kind_words(kind: str) -> Text:
    """A kind of fact in words.

    >>> kind_words("reports_to").en, kind_words("person").zh
    ('reports to', '人员')
    """
    return _KINDS.get(kind) or Text(kind, kind)


def action_words(code: str) -> Text:
    """An action in words; one that this version does not know stays as it is recorded.

    >>> action_words("edit person").zh, action_words("undo 3").zh, action_words("edit edge").en
    ('修改人员', '撤销 3', 'edit edge')
    >>> action_words("edit fill").zh, action_words("edit vacate").zh
    ('席位任职', '人员离任')
    """
    if code in _ACTIONS:
        return _ACTIONS[code]
    word, _, what = code.partition(" ")
    if word in _ACTIONS and what.isdecimal():
        return _ACTIONS[word] + Text(f" {what}", f" {what}")
    kind = _PAIRS.get(what) or _KINDS.get(what)
    return Text(code, code) if word not in _ACTIONS or kind is None else _ACTIONS[word] + Text(kind.zh, f" {kind.en}")
