"""What a number may be, whoever gives it."""

import pytest

from graphcrm.asking.options import Kind, Option
from graphcrm.errors import UsageError
from graphcrm.i18n import Text


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.WHOLE])
@pytest.mark.parametrize("value", ["abc", "nan", float("nan"), "inf", "-inf", True, [1]], ids=repr)
def test_only_numbers_are_numbers_also_where_there_is_no_least(kind, value):
    option = Option("x", kind, Text("", ""))
    with pytest.raises(UsageError, match=r"--x.*number"):
        option.read(value)


def test_a_number_of_any_size_where_there_is_no_least():
    assert Option("x", Kind.NUMBER, Text("", "")).read("-2.5") == -2.5
    assert Option("x", Kind.WHOLE, Text("", "")).read(-2) == -2
