"""Every list stays what it is, unless somebody decides otherwise."""

from tests.golden.lists import PLACE, lists


def test_what_is_listed_is_what_was_kept() -> None:
    kept, found = PLACE.read_text(encoding="utf-8").splitlines(), lists().splitlines()
    for one, other in zip(kept, found, strict=False):
        assert other == one, "if that is meant: python -m tests.golden.lists"
    assert len(found) == len(kept)
