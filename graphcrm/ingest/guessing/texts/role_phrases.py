"""Decision roles said in a phrase: a known word with what kind of one it is, “lead technical evaluator”, “外部影响者”, “client adviser”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.ingest.guessing.words import Vocabulary, word_key

__all__ = ["roles_in"]

_ITEMS = re.compile(r"\s*[;\uff1b,\uff0c、\n|/]\s*")
_DASH = re.compile(r"\s+[-–—]\s+|[:\uff1a]\s*")
#: What may stand in front of any role.
_RANK = re.compile(
    r"^(?:(?:lead|main|chief|principal|senior|joint|external|internal|customer|client|buyer)(?:['’]s)? )+"
    r"|^(?:外部|内部|主要|重要|次要|第三方)"
)
#: Of whom somebody is an adviser or a user.
_OF_WHOM = re.compile(r" (?:to|for|of|at) (?:the )?(?:customer|client|buyer|project|board)$")
#: A post, unless it is said whose.
_CONSULTANT = re.compile(r"consultant$")
#: Roles in front of which stands for what: a “security evaluator” evaluates, a “technical buyer” does not buy.
_HEADS = re.compile(
    r"(?!(?:non|not|no|ex|former|future|potential)\b)(?:[^\W\d]+[ -]){1,2}"
    r"(?P<role>evaluator|assessor|user|approver|advis[eo]r|recommender)"
)
_HEADS_ZH = re.compile(
    r"(?![非不无未前原曾])[\u3400-\u9fff]{2,4}"
    r"(?P<role>(?:影响|使用|评估|评审|评标|审批|批准|发起)[者人]|需求方)"
)
#: Characters up to which a text is a phrase.
_LONGEST = 60


def roles_in(cells: Iterable[str], words: Vocabulary) -> dict[str, str]:
    """The role of each item of cells that `words` do not have, by its key; nothing for what says more than a role and of which kind.

    >>> words = {"technical evaluator": "technical_evaluator", "evaluator": "evaluator", "adviser": "influencer", "使用者": "user"}
    >>> [*roles_in(["Lead technical evaluator / Security evaluator"], words).values()]
    ['technical_evaluator', 'evaluator']
    >>> roles_in(["Client adviser", "Consultant to the customer", "主要使用者"], words)
    {'client adviser': 'influencer', 'consultant to the customer': 'influencer', '主要使用者': 'user'}
    >>> roles_in(["非使用者", "Consultant", "Former evaluator", "Evaluator - no vote"], words)
    {}
    """
    items = dict.fromkeys(item for cell in cells for item in (cell, *_ITEMS.split(cell)) if len(item) <= _LONGEST)
    found = {word_key(item): _role(item, words) for item in items if word_key(item) not in words}
    return {key: role for key, role in found.items() if role}


def _role(item: str, words: Vocabulary) -> str:
    parts = [word_key(part) for part in _DASH.split(item)]
    if len(parts) > 1:  # “SRO - final sign-off”: both say the same
        roles = {_of_one(part, words) for part in parts}
        return roles.pop() if len(roles) == 1 else ""
    return _of_one(parts[0], words)


def _of_one(key: str, words: Vocabulary) -> str:
    bare = _OF_WHOM.sub("", _RANK.sub("", key))
    if bare != key:
        bare = _CONSULTANT.sub("adviser", bare)
    headed = _HEADS.fullmatch(bare) or _HEADS_ZH.fullmatch(bare)
    return words.get(bare) or (words.get(headed["role"], "") if headed else "")
