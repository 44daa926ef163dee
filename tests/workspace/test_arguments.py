"""What callers from Python give the door: the kinds that arguments declare are the kinds that they may have."""

import inspect
from functools import partial

import pytest

from graphcrm import GraphcrmError, UsageError, Workspace
from graphcrm.workspace.arguments import _KINDS
from graphcrm.workspace.imports import Reading

#: Of no kind that the door takes.
OTHERS = {
    "str": 5, "bool": "yes", "int": "3", "float": "1", "str | Path": b"x", "Sequence[str | Path]": "x", "Iterable[str]": "c4",
    "Mapping[str, Any]": {1: 2}, "Mapping[str, str]": None, "Answers": {"a": 1}, "Lang": "fr", "Progress": 5,
    "Portfolio": {}, "Document": "x",
    "Callable[[int, int], None]": 5,
}  # fmt: skip


def handed_on(signature):
    """The arguments that a method takes by name and hands on, such as those of Reading."""
    if not any("Reading" in str(one.annotation) for one in signature.parameters.values()):
        return ()
    kinds = {name: one.__forward_arg__ for name, one in Reading.__annotations__.items()}
    return [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, annotation=kind) for n, kind in kinds.items()]


BY_CLASS = {name: type(name, (), {})() for name in ("Portfolio", "Document")}


def fitting(kind, path):
    """A value of a kind that an argument declares."""
    return (
        path
        if "Path" in kind
        else {}
        if "Mapping" in kind
        else ["c4"]
        if kind == "Iterable[str]"
        else BY_CLASS.get(kind, "HY")
    )


METHODS = {
    name: inspect.signature(method)
    for name, method in inspect.getmembers(Workspace, inspect.isfunction)
    if not name.startswith("_")
}
ARGUMENTS = [
    (name, one.name, str(one.annotation).removesuffix(" | None"))
    for name, signature in METHODS.items()
    for one in (*signature.parameters.values(), *handed_on(signature))
    if str(one.annotation).removesuffix(" | None") in _KINDS
]


@pytest.mark.parametrize(("method", "name", "kind"), ARGUMENTS)
def test_an_argument_of_another_kind_is_refused_by_its_name_before_anything_is_opened(tmp_path, method, name, kind):
    args, given = [], {}
    for one in (*list(METHODS[method].parameters.values())[1:], *handed_on(METHODS[method])):
        wrong = one.name == name
        value = OTHERS[kind] if wrong else fitting(str(one.annotation), tmp_path)
        if one.kind is one.KEYWORD_ONLY and (
            wrong or (one.default is one.empty and one in METHODS[method].parameters.values())
        ):
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
    answered = partial(ws.guess, "x.csv")
    for call in (ws.backup, ws.copy_to, ws.import_tables, ws.guess, ws.validate, lambda one: answered(answers=one)):
        with pytest.raises(UsageError, match=shown):
            call(name)
    with pytest.raises(UsageError, match=shown):
        ws.export("csv", tmp_path / "out", as_of="2026-06-30", against=[name])


def test_a_name_that_is_too_long_is_a_name_that_cannot_be_written_or_read(tmp_path, ws):
    for read in (ws.fix, ws.validate):
        given = {"target": tmp_path / "out"} if read == ws.fix else {}
        with pytest.raises(GraphcrmError, match=r"x{200}"):
            read(tmp_path / "a.csv", mapping="x" * 300, **given)
    with pytest.raises(UsageError, match="cannot write"):
        ws.export("json", tmp_path / ("x" * 300 + ".json"), as_of="2026-06-30")
