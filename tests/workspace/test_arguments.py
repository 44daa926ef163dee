"""What callers from Python give the door: the kinds that arguments declare are the kinds that they may have."""

import inspect

import pytest

from graphcrm import UsageError, Workspace
from graphcrm.workspace.arguments import _KINDS

#: Of no kind that the door takes.
OTHERS = {"str": 5, "bool": "yes", "int": "3", "str | Path": b"x"}
METHODS = {
    name: inspect.signature(method)
    for name, method in inspect.getmembers(Workspace, inspect.isfunction)
    if not name.startswith("_")
}
ARGUMENTS = [
    (name, one.name, str(one.annotation).removesuffix(" | None"))
    for name, signature in METHODS.items()
    for one in signature.parameters.values()
    if str(one.annotation).removesuffix(" | None") in _KINDS
]


@pytest.mark.parametrize(("method", "name", "kind"), ARGUMENTS)
def test_an_argument_of_another_kind_is_refused_by_its_name_before_anything_is_opened(tmp_path, method, name, kind):
    args, given = [], {}
    for one in list(METHODS[method].parameters.values())[1:]:
        wrong = one.name == name
        value = OTHERS[kind] if wrong else tmp_path if "Path" in str(one.annotation) else "HY"
        if one.kind is one.KEYWORD_ONLY and (wrong or one.default is one.empty):
            given[one.name] = value
        elif one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD, one.VAR_POSITIONAL):
            args.append(value if wrong or one.default is one.empty else one.default)
    with pytest.raises(UsageError, match=f"^{name} is .*, not "):
        getattr(Workspace(tmp_path / "none.graphcrm"), method)(*args, **given)


def test_most_methods_say_what_they_take():
    assert len(ARGUMENTS) > 60
    assert len({kind for *_, kind in ARGUMENTS}) == len(_KINDS)


@pytest.mark.parametrize(("name", "shown"), [("a\0b", r"a\\u0000b"), ("\ud800", r"\\ud800")])
def test_what_no_file_can_be_named_is_refused(tmp_path, name, shown):
    with pytest.raises(UsageError, match=shown):
        Workspace(name)
    ws = Workspace(tmp_path / "none.graphcrm")
    for call in (ws.backup, ws.import_tables, ws.guess, ws.validate):
        with pytest.raises(UsageError, match=shown):
            call(name)


def test_a_name_that_is_too_long_is_a_name_that_cannot_be_written(tmp_path, ws):
    with pytest.raises(UsageError, match="cannot write"):
        ws.export("json", tmp_path / ("x" * 300 + ".json"), as_of="2026-06-30")
