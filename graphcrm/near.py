"""Near misses: what somebody may have meant by a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.folding import fold
from graphcrm.i18n import Text
from graphcrm.spoken import joined

__all__ = ["did_you_mean", "ids_with_names", "near", "near_id"]


#: Longer words are compared by their beginning, since comparing takes the square of the length.
_LONGEST = 60


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words that look like this one, the most alike first; case does not count.

    >>> near("Decision-Chian", ["decision-chain", "kpi"])
    ['decision-chain']
    >>> near("goals", ["goal", "foals", "goalie", "coal", "gaol"])
    ['goal', 'foals', 'goalie']
    """
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.casefold(), one)
    return [folded[found] for found in get_close_matches(word[:_LONGEST].casefold(), list(folded), most)]


def did_you_mean(word: str, known: Iterable[str], otherwise: Text | None = None) -> Text:
    """“Did you mean …?”, or without a near miss what `otherwise` says, by default all that there is.

    >>> did_you_mean("tops", ["top", "seed"]).en, did_you_mean("x", ["top", "seed"]).en
    ('Did you mean top?', 'There are top, seed.')
    >>> did_you_mean("x", []).en
    'There is none.'
    """
    names = list(known)
    found = near(word, names)
    if found:
        return Text("是否想用：{names}？", "Did you mean {names}?").format(names=joined(found))
    if otherwise is None and not names:
        return Text("一个也没有。", "There is none.")
    return otherwise or Text("可用：{names}。", "There are {names}.").format(names=joined(names))


def near_id(wanted: str, known: Mapping[str, Iterable[str]], merged: Mapping[str, str] | None = None) -> Text | None:
    """Which of the known ids, with their names, was meant by one that is not known; None if it is like none of them.

    Case, accents, width and blanks around do not count, and a name stands for its id. Of `merged`, each id has gone into another.

    >>> known = {"p7": ["Öztürk", ""], "c6": ["王工"]}
    >>> near_id("OZTURK", known).en, near_id("c66", known).en, near_id("nobody", known)
    ('The id is p7', 'Near: c6 (王工)', None)
    >>> near_id("王工", known | {"c7": ["王工"]}).en, near_id("c9", known, {"c9": "c6"}).en
    ('The id is one of c6, c7', 'It was merged into c6 (王工)')
    """
    into = (merged or {}).get(wanted)
    if into is not None:
        return Text("已并入 {id}", "It was merged into {id}").format(id=ids_with_names([into], known))
    words: dict[str, list[str]] = {}
    for key, names in known.items():
        for word in {fold(text).strip() for text in (key, *names)} - {""}:
            words.setdefault(word, []).append(key)
    folded = fold(wanted[:_LONGEST]).strip()
    if folded in words:
        which = Text("编号应为：{ids}", "The id is {ids}")
        if len(words[folded]) > 1:
            which = Text("编号应为其中之一：{ids}", "The id is one of {ids}")
        return which.format(ids=joined(words[folded][:5]))
    from difflib import get_close_matches

    close = dict.fromkeys(key for word in get_close_matches(folded, words, 3) for key in words[word])
    return Text("相近的有：{ids}", "Near: {ids}").format(ids=ids_with_names(list(close)[:5], known)) if close else None


def ids_with_names(ids: Iterable[str], known: Mapping[str, Iterable[str]]) -> Text:
    """“c6 (王工), c7 (孙采购)”."""
    return joined(_named(key, [*known[key]]) for key in ids)


def _named(key: str, names: Sequence[str]) -> Text:
    """An id with the name behind it, in English with the second, which is the English one."""
    first = next(filter(None, names), key)
    if first == key:
        return Text.of(key)
    english = names[1] if len(names) == 2 and names[1] else first
    return Text(f"{key} ({first})", f"{key} ({english})")
