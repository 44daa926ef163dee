"""Every code is explained, and its example causes it: tried on the sample account."""

import pytest

from graphcrm.ingest.plan import plan_import
from graphcrm.model.codes import codes, explained
from graphcrm.resources import resource
from tests.ingest.conftest import options
from tests.ingest.test_roundtrip import stored


@pytest.fixture(scope="module")
def sample():
    return stored(plan_import([resource("datasets", "huayue")], existing={}, options=options()))


def test_every_code_is_explained_in_both_languages():
    assert list(explained()) == list(codes())
    for code, told in explained().items():
        for text in (told.meaning, told.remedy):
            assert any("\u4e00" <= c <= "\u9fff" for c in text.zh), code
            assert not any("\u4e00" <= c <= "\u9fff" for c in text.en), code
            assert text.zh.endswith("。"), code
            assert text.en.endswith("."), code


@pytest.mark.parametrize("code", codes())
def test_the_example_of_a_code_causes_it_and_nothing_else(sample, tmp_path, code):
    for name, text in explained()[code].example.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    result = plan_import([tmp_path], existing=sample, options=options(accept_valid=code == "W16"))
    assert set(result.by_code) == {code}, result.problems
    last = next(reversed(explained()[code].example.values())).count("\n")
    assert result.problems[-1].line == {"W08": None, "W09": None, "W12": 1}.get(code, last)
