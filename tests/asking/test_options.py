"""What a number may be, whoever gives it."""

import numpy as np
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


@pytest.mark.parametrize(
    ("least", "says"), [(1, "a whole number from 1 to 100,000"), (None, "a whole number of at most 100,000")]
)
def test_a_number_that_would_take_for_ever_is_refused(least, says):
    option = Option("draws", Kind.WHOLE, Text("", ""), least=least, most=100_000)
    assert option.read("100000") == 100_000
    with pytest.raises(UsageError, match=says):
        option.read("1e25")


def test_numbers_of_numpy_are_numbers():
    whole = Option("draws", Kind.WHOLE, Text("", ""), least=0)
    assert (whole.read(np.int64(20)), type(whole.read(np.int64(20)))) == (20, int)
    assert whole.read([]) is whole.read(()) is whole.read(None) is None
