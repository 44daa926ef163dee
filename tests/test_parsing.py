"""What is no TOML, JSON, XML or UTF-8 is told in both languages, with its line and without a word of Python's."""

from __future__ import annotations

import json
import re
from xml.parsers import expat

import pytest

from graphcrm.parsing import NotParsed, not_json, not_utf8, not_xml, parse_toml


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("a" + ".a" * 500_000 + " = 1", "too many parts", 1),
        ("x = 1\ny = {" + "a ." * 500_000 + "a = 1}", "too many parts", 2),
        ('"a".' * 250_000 + "a = 1", "too many parts", 1),
        ("[" + "a." * 500_000 + "a]", "too many parts", 1),
        ("x = 1\na = " + "[" * 100_000, "nested too deeply", 2),
        ("'[' = \"[\"\na = " + "{a = " * 100_000, "nested too deeply", 2),
        ("x = 1\na = " + "9" * 5000, "too many digits", 2),
        ("\na = ]\n", "Invalid value", 2),
        ("x = 1\na = ", "Invalid value", 2),
        ("[a]\n[a]\n", "Cannot declare", 2),
        ("a = 1\na = 2\n", "Cannot overwrite", 2),
        ("a = 1979-02-30\n", "Invalid date", 1),
        ('a = "\\q"\n', "Unescaped", 1),
        ("[a\n", "Expected ']'", 1),
        ('a = "\x01"\n', "Illegal character", 1),
        ("a b\n", "Expected '='", 1),
    ],
    ids=lambda value: str(value)[:12],
)
def test_toml_that_would_cost_too_much_or_is_none(text: str, says: str, line: int | None) -> None:
    with pytest.raises(NotParsed, match=re.escape(says)) as caught:
        parse_toml(text)
    assert caught.value.line == line
    assert not re.search("[a-z]{3}", caught.value.text.zh)


def test_dots_in_texts_and_remarks_are_no_parts_of_a_key() -> None:
    dots = "a." * 500
    assert parse_toml(f"# {'.' * 500}\nx = \"{dots}\"\n'{dots}' = [{'1.5, ' * 500}]") == {"x": dots, dots: [1.5] * 500}


@pytest.mark.parametrize(("rest", "line"), [("[" * 100_000, 3), ("[\n" * 100_000, 202), ("9" * 5000 + "}", 3)])
def test_the_line_of_what_no_parser_takes_is_named_whatever_brackets_texts_hold(rest: str, line: int) -> None:
    text = '{"[[": "[\\"[",\n"b": [[1], {}],\n"c":' + rest
    with pytest.raises((ValueError, RecursionError)) as caught:
        json.loads(text)
    assert not_json(caught.value, text).line == line


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a"', '{"a" 1}', "{'a': 1}", '{"a": [1 2]}', "{} {}", '"a', '"\t"', '"\\x"', "[" * 100_000, "9" * 5000],
    ids=lambda text: text[:9],
)
def test_json_that_is_none(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)) as caught:
        json.loads(text)
    fault = not_json(caught.value, text)
    assert fault.line == 1
    assert not re.search("[a-z]{3}", fault.text.zh)
    assert not re.search(r"sys\.|limit |recursion", fault.text.en)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<a", b"<a>", b"<a></b>", b"<a/><b/>", b"<a b='1' b='2'/>", b"<a>&x;</a>", b"<a>\0</a>", b" <?xml version='1.0'?><a/>",
        b"<?xml version='1.0' encoding='zorblax'?><a/>", b"<?xml version='1.0' encoding='utf-7'?><a/>", b"<a>&#0;</a>", b"<a>\xe6\x9e",
    ],
)  # fmt: skip
def test_xml_that_is_none(data: bytes) -> None:
    with pytest.raises((expat.ExpatError, LookupError, ValueError)) as caught:
        expat.ParserCreate().Parse(data, True)
    assert not re.search("[b-z]{3}", not_xml(caught.value).text.zh)


def test_bytes_that_are_no_text_have_a_line() -> None:
    data = b"ok = 1\nname = \xe9\n"
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode()
    fault = not_utf8(data, caught.value)
    assert (fault.line, fault.text.en) == (2, "byte 8 on is no UTF-8 text; save it as UTF-8")
