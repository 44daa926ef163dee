"""Columns that say what somebody of ours is, below a heading that stands over a post of theirs, too: “Contact | Title | Us | Title”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.ingest.guessing.words import heading_key

__all__ = ["without_posts_of_ours"]

#: Columns that name somebody of ours, and somebody of theirs, beside whom stands what they are.
_OF_OURS = frozenset({("owner",), ("known_by",), ("our_sponsor",), ("ours",)})
_OF_THEIRS = frozenset({("name",), ("last_name",), ("theirs",)})
_POST = ("title",)


def without_posts_of_ours(
    columns: Mapping[int, tuple[str, ...]], headings: Sequence[str]
) -> dict[int, tuple[str, ...]]:
    """The meanings of columns by place but of a second column of posts below one heading that stands behind somebody of ours.

    >>> without_posts_of_ours({0: ("name",), 1: ("title",), 2: ("owner",), 3: ("title",)}, ["Contact", "Title", "Us", "Title"])
    {0: ('name',), 1: ('title',), 2: ('owner',)}
    """
    kept: dict[int, tuple[str, ...]] = {}
    posts: set[str] = set()
    of_ours = False
    for place, names in sorted(columns.items()):
        if names in _OF_OURS or names in _OF_THEIRS:
            of_ours = names in _OF_OURS
        key = heading_key(headings[place])
        if names == _POST and key in posts and of_ours:
            continue
        if names == _POST:
            posts.add(key)
        kept[place] = names
    return kept
