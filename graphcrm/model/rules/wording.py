"""Words that several rules share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import World
from graphcrm.spoken import joined

__all__ = ["KIND_WORDS", "article", "barred", "fixed", "kinds_text", "near", "taken", "unknown"]


#: Ids that are named where several are meant.
_MOST = 6
KIND_WORDS = {
    "org": Text("组织", "organisation"),
    "unit": Text("部门", "unit"),
    "person": Text("人员", "person"),
    "opportunity": Text("商机", "opportunity"),
    "goal": Text("目标", "goal"),
    "need": Text("诉求", "need"),
    "action": Text("行动", "action"),
    "criterion": Text("决策标准", "criterion"),
    "product": Text("产品", "product"),
    "promise": Text("承诺", "promise"),
}


def fixed(zh: str, en: str) -> Callable[[int], Text]:
    """The same sentence for every row."""
    text = Text(zh, en)
    return lambda _row: text


def kinds_text(kinds: Sequence[str]) -> Text:
    """“person or org” in both languages."""
    words = [KIND_WORDS[k] for k in kinds]
    return Text("或", " or ").join(words)


def article(words: str) -> str:
    """A noun with “a” or “an”."""
    return f"an {words}" if words[:1] in "aeio" else f"a {words}"  # but not “an unit”


def taken(value: str, kind: str) -> Text:
    """What is wrong with the id of something new that names a thing of another kind."""
    word = KIND_WORDS[kind]
    return Text(
        f"编号“{shown(value)}”已用于{word.zh}；同一编号只能指一样东西",
        f"the id “{shown(value)}” is already that of {article(word.en)}; one id names one thing",
    )


def barred(person: str) -> Text:
    """Why nothing about somebody is taken."""
    return Text(
        f"人员“{shown(person)}”标记为不得处理：其所有记录均不导入",
        f"person “{shown(person)}” must not be processed: no row about them is imported",
    )


def unknown(world: World, value: str, kinds: Sequence[str]) -> Text:
    """What is wrong with an id: not there at all, or the id of something else."""
    is_a = world.kind_of.get(value)
    wanted = kinds_text(kinds)
    if is_a is None or is_a in kinds:
        return Text(f"没有编号为“{shown(value)}”的{wanted.zh}", f"there is no {wanted.en} with the id “{shown(value)}”")
    word = KIND_WORDS[is_a]
    return Text(
        f"“{shown(value)}”是{word.zh}，这里要的是{wanted.zh}",
        f"“{shown(value)}” is the id of {article(word.en)}; {article(wanted.en)} is needed here",
    )


def near(world: World, value: str, kinds: Sequence[str]) -> Text | None:
    """The id that was probably meant: the one with this name, or the nearest in spelling."""
    if len(value) > 200:
        return None
    named = [i for i in world.ids_by_name.get(world.called(value), ()) if world.kind_of.get(i) in kinds]
    if len(named) == 1:
        return Text(f"请写编号“{named[0]}”而不是名称", f"Write the id “{named[0]}” instead of the name")
    if named:
        some = joined(f"“{shown(one)}”" for one in named[:_MOST])
        return Text("有 {n} 个都叫这个名字，请写编号：{some}", "{n} have this name; write the id: {some}").format(
            n=len(named), some=some
        )
    from rapidfuzz import process

    ids = [i for i, kind in world.kind_of.items() if kind in kinds and i != value]
    best = process.extractOne(value, ids, score_cutoff=60) if ids else None
    return Text(f"是否想写“{best[0]}”？", f"Did you mean “{best[0]}”?") if best else None
