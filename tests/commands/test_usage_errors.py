"""What click says of a wrong command line and in its help is said in the language of the run, whatever click's version."""

import ast
import gettext
import re
from pathlib import Path

import click
import pytest

from graphcrm.commands.language import messages

MESSAGES = messages()
WRONG = {
    "no such option": (
        "query kpi --formt json",
        r"没有选项 --formt。是否想用其中之一：'?--bom'?, '?--force'?, '?--format'?？",
        r"No such option:? '?--formt'?\.? \((Did you mean one of|Possible options): '?--bom'?, '?--force'?, '?--format'?\??\)",
    ),
    "a value that is no number": (
        "undo x",
        r"参数 '\[NUMBER\]' 的值无效：'x' 不是这里要的数。",
        r"Invalid value for '\[NUMBER\]': 'x' is not a valid integer\.",
    ),
    "a number out of range": (
        "cypher --limit 0",
        r"参数 '--limit' 的值无效：0 不在范围 x>=1 之内。",
        r"Invalid value for '--limit': 0 is not in the range x>=1\.",
    ),
    "an open range": (
        "cypher --timeout -1",
        r"参数 '--timeout' 的值无效：-1\.0 不在范围 0<x<=86400 之内。",
        r"Invalid value for '--timeout': -1\.0 is not in the range 0<x<=86400\.",
    ),
    "one near miss": (
        "history --formt csv",
        r"没有选项 --formt。是否想用 '?--format'?？",
        r"No such option:? '?--formt'?\.? Did you mean '?--format'?\?",
    ),
    "no value": ("query kpi --top", r"选项 --top 需要一个值。", r"Option '--top' requires an argument\."),
    "a value too many": ("query kpi --wide=3", r"选项 --wide 不接受值。", r"Option '--wide' does not take a value\."),
    "a choice": (
        "query kpi --format yaml",
        r"参数 '--format' 的值无效：'yaml' 应为 'table', 'csv', 'json', 'html' 之一。",
        r"Invalid value for '--format': 'yaml' is not one of 'table', 'csv', 'json', 'html'\.",
    ),
    "a code with labels": (
        "log nothing_like_it u1 c7",
        r"参数 'KIND' 的值无效：'nothing_like_it' 应为 .*拜访（visit）.* 之一",
        r"Invalid value for 'KIND': 'nothing_like_it' is not one of .*'visit', .*",
    ),
    "an argument too many": ("query kpi more", r"多出的参数：more", r"Got unexpected extra argument \(more\)"),
    "arguments too many": ("query kpi a b", r"多出的参数：a b", r"Got unexpected extra arguments \(a b\)"),
    "no argument": ("assess", r"缺少参数 'PERSON'", r"Missing argument 'PERSON'\."),
    "no kind of report": ("report", r"缺少参数 'KIND'.*session、.*card、.*", r"Missing argument 'KIND'\. There are .*session, .*card, .*"),
    "no kind of map": ("map", r"缺少参数 'KIND'.*influence、.*", r"Missing argument 'KIND'\. There are .*influence, .*"),
    "no required option": ("map influence --account HY", r"缺少选项 .*--out.*'", r"Missing option .*--out.*\."),
    "no command": ("", r"请给出命令", r"Missing command\."),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_command_line_is_explained_in_one_language(shell, what, lang):
    words, zh, en = WRONG[what]
    code, out, err = shell("--lang", lang, *words.split())
    first, help_ = err.splitlines()
    assert (code, out) == (2, "")
    assert re.fullmatch(f"错误：{zh}" if lang == "zh" else f"Error: {en}", first)
    path = " ".join(("graphcrm", *(w for w in words.split()[: 2 if words.startswith("query") else 1])))
    assert help_ == (f"用 “{path} --help” 查看用法。" if lang == "zh" else f"See “{path} --help”.")


def test_the_language_is_asked_for_each_message(shell):
    for lang, says in (("zh", "没有选项"), ("en", "No such option"), ("zh", "没有选项")):
        assert says in shell("undo", "--lang", lang, "--dry-rn")[2]


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        ("zh", ("用法：", "选项：", "命令：", "显示帮助")),
        ("en", ("Usage: ", "Options:", "Commands:", "show this help")),
    ],
)
def test_headings_of_help_follow_the_language(shell, lang, heads):
    for words in (("--help",), ("edit", "--help")):
        _, out, _ = shell(*words, "--lang", lang)
        for head in heads:
            assert head in out
    other = {"zh": "Options", "en": "选项"}[lang]
    assert other not in out


def test_only_click_is_translated():
    assert gettext.gettext("Usage:") == "Usage:"
    assert click.core._ is not gettext.gettext


#: Where click speaks to whoever uses a command line, and what in there it says to programmers, on other systems or in dialogues.
SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
ELSEWHERE = re.compile(
    r"Aborted!|Could not determine name|No options defined|Arguments take exactly one|Name '\{name\}' defined twice"
    r"|Boolean option|Do you want to continue|Confirm the action|%\(prog\)s|Invalid start character|Choice\("
)


def test_the_catalogue_has_what_this_click_can_say():
    said = set()
    for name in SPEAKING:
        tree = ast.parse(Path(click.__file__).with_name(f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                said |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    assert len(said) > 40
    assert {message for message in said if message not in MESSAGES and not ELSEWHERE.match(message)} == set()


@pytest.mark.parametrize("english", MESSAGES)
def test_a_translation_needs_no_value_that_click_does_not_give(english):
    given = set(re.findall(r"\{(\w+)", english))
    assert set(re.findall(r"\{(\w+)", MESSAGES[english])) <= given


@pytest.mark.parametrize("words", [["import", ""], ["import", "--template", ""], ["query", "kpi", "-o", ""]])
def test_an_empty_name_is_not_the_current_folder(shell, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, _, err = shell(*words)
    assert (code, "the name is empty" in err) == (2, True), err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("map influence --account HY -o {dir}/a.pdf", "let -o end in .html; --pdf writes the .pdf beside it"),
        ("map influence --account HY -o {dir}/a.PNG", "--png writes the .png beside it"),
        ("map influence --account HY -o {dir}/a.xlsx", "what is written is a page: let -o end in .html"),
        ("map influence --account HY -o {dir}/a.gif", "what is written is a page: let -o end in .html"),
        ("report session --account HY -o {dir}/a.pptx", "--pptx writes the .pptx beside it"),
        ("report session --account HY -o {dir}/a.docx", "what is written is a page: let -o end in .html"),
        ("export csv -o {dir}/a.xlsx", "ends like xlsx, and csv is to be written: say graphcrm export xlsx"),
        ("export json -o {dir}/a.csv", "ends like csv, and json is to be written"),
    ],
)
def test_nothing_is_written_under_the_ending_of_something_else(shell, sample, tmp_path, line, told):
    code, out, err = shell("--workspace", sample, *line.format(dir=tmp_path).split())
    assert (code, out) == (2, "")
    assert told in err
    assert not list(tmp_path.iterdir())


def test_a_format_that_is_not_known_is_answered_once_with_those_that_are(shell, sample, tmp_path):
    _, _, err = shell("--workspace", sample, "export", "excel", "-o", tmp_path / "a.xlsx")
    assert err.count("graphml") == 1


def test_of_many_with_decision_weight_the_weightiest_is_named_first(shell, sample):
    _, _, err = shell(
        "--workspace",
        sample,
        "query",
        "decision-chain",
        "--account",
        "HY",
        "--opportunity",
        "HY-CORE",
        "--as-of",
        "2026-06-30",
    )
    assert "3 people have decision weight; name one with --to, the weightiest first: c2 (President Lin), c3 " in err


def test_a_day_written_otherwise_is_told_how_to_write_it(shell, sample):
    _, _, err = shell("--workspace", sample, "query", "kpi", "--account", "HY", "--as-of", "30/06/2026")
    assert "Write 2026-03-05" in err


def test_of_many_customers_some_are_named_with_a_sign_that_there_are_more(shell, tmp_path):
    rows = "".join(f"K{n:02},客户{n},customer\n" for n in range(12))
    (tmp_path / "orgs.csv").write_text(f"id,name,category\n{rows}", encoding="utf-8")
    assert shell("-w", tmp_path / "w.graphcrm", "import", tmp_path / "orgs.csv")[0] == 0
    _, _, err = shell("-w", tmp_path / "w.graphcrm", "query", "kpi")
    assert "there are 12 customers; name one with --account: K00 (客户0), K01 (客户1), " in err
    assert err.strip().endswith("K09 (客户9) …")
