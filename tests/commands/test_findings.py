"""Findings from the command line: accepting one, failing on new ones, an owner's digest as text, page and message."""

from email import message_from_string
from email.policy import default

import pytest

WHERE = ("--account", "HY", "--as-of", "2026-06-30")


def test_a_finding_can_be_lived_with_and_the_acceptance_be_undone(shell, workspace):
    words = ("-w", workspace, "accept", "gap:c8", "--by", "u9", "--reason", "秘书不参与", "--date", "2026-06-30")
    code, out, _ = shell(*words, "--lang", "zh")
    assert code == 0
    assert out.splitlines()[0].startswith("新增：接受 gap:c8：理由 秘书不参与")
    listed = shell("-w", workspace, "query", "findings", *WHERE, "--format", "csv")[1]
    assert next(line for line in listed.splitlines() if line.startswith("gap:c8,")).endswith(",accepted")
    shell("-w", workspace, "undo")
    listed = shell("-w", workspace, "query", "findings", *WHERE, "--format", "csv")[1]
    assert not next(line for line in listed.splitlines() if line.startswith("gap:c8,")).endswith(",accepted")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gpa:c8",), "Did you mean gap?"),
        (("c8",), "no key of a finding"),
        (("gap:",), "no key of a finding"),
        (
            ("gap:c8", "--until", "2026-06-01"),
            "until 2026-06-01 is not later than the day of the acceptance, 2026-06-30",
        ),
        (("gap:c8", "--reason", " "), "the reason is empty: say why"),
        (("gap:c8", "--by", "u99"), "u9"),
        (("gap:c8", "--by", "c1"), "“c1” is not one of ours"),
        (("gap:zz8",), "There is no finding “gap:zz8” on 2026-06-30. Did you mean gap:c8"),
        (("thread:c8",), "Did you mean"),
    ],
)
def test_what_cannot_be_accepted(shell, workspace, words, said):
    who = () if "--by" in words else ("--by", "u9")
    code, _, err = shell(
        "-w", workspace, "accept", "--reason", "x", *words, *who, "--date", "2026-06-30", "--lang", "en"
    )
    assert code in (2, 3)
    assert said in err


@pytest.mark.parametrize(("account", "on", "code"), [
    ("HY", "new", 1), ("HY", "open", 1), ("HYL", "new", 0), ("HYL", "open", 1), ("HYL", "rows", 1),
])  # fmt: skip
def test_new_findings_can_fail_a_run(shell, sample, account, on, code):
    """At the leasing company nothing is new on that day; `open` fails on what is new or open."""
    words = ("-w", sample, "query", "findings", "--account", account, "--as-of", "2026-06-30", "--fail-on", on)
    assert shell(*words)[0] == code


def test_somebody_of_theirs_owns_no_finding(shell, sample):
    code, _, err = shell("-w", sample, "query", "findings", *WHERE, "--owner", "c4", "--lang", "en")
    assert (code, "CFO Wu (c4) is not one of ours" in err) == (2, True)


def test_the_digest_of_an_owner(shell, sample):
    code, out, _ = shell("-w", sample, "digest", "--owner", "u1", "--as-of", "2026-06-30", "--lang", "zh")
    assert code == 0
    assert "promise:PR01" in out
    assert "gap:c4" not in out, "open for long is only counted"
    assert shell("-w", sample, "digest", "--owner", "c4", "--as-of", "2026-06-30")[0] == 2
    assert shell("-w", sample, "digest", "--owner", "u99")[0] == 2


def test_the_digest_as_a_message_that_is_not_sent(shell, sample, tmp_path):
    path = tmp_path / "digest.eml"
    words = ("-w", sample, "digest", "--owner", "u1", "--as-of", "2026-06-30", "--lang", "zh", "-o", str(path))
    assert shell(*words)[0] == 0
    message = message_from_string(path.read_text(encoding="utf-8"), policy=default)
    assert (message["X-Unsent"], message["To"], message["Date"]) == ("1", None, None)
    plain, page = message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()
    assert "提交五年总拥有成本测算初稿" in plain
    assert page.lower().startswith("<!doctype html>")
    assert "<script" not in page
    assert shell(*words)[0] == 2, "nothing is overwritten unasked"
    assert shell(*words, "--force")[0] == 0
    assert shell("-w", sample, "digest", "--owner", "u1", "-o", str(tmp_path / "digest.pdf"))[0] == 2
