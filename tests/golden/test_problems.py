"""Every sentence about bad data stays what it is, unless somebody decides otherwise."""

from tests.golden.problems import PLACE, problems


def test_what_is_said_of_bad_data_is_what_was_kept():
    kept, found = PLACE.read_text(encoding="utf-8").splitlines(), problems().splitlines()
    for one, other in zip(kept, found, strict=False):
        assert other == one, "if that is meant: python -m tests.golden.problems"
    assert len(found) == len(kept)
