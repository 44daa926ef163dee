"""Commands and Python ask through one door: the same answer, the same refusal, the same entries in the audit trail."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import graphcrm
from graphcrm.asking import run as asking
from graphcrm.asking.catalogue import catalogue
from graphcrm.commands import shell
from graphcrm.commands.shell import clean
from graphcrm.errors import GraphcrmError
from graphcrm.rendering.document import document
from tests.workspace.questions import DAY, every_question, keep_scenarios

pytestmark = pytest.mark.usefixtures("few_draws")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    found = tmp_path_factory.mktemp("doors") / "asked.graphcrm"
    keep_scenarios(found)
    return found


class Watched(graphcrm.Workspace):
    """A workspace that knows how much of its audit trail was looked at.

    To read the trail as a workspace does (all of the file verified) costs more than many an answer; here only its rows are looked
    at, and not even those where nothing was written since the last look, neither into the file nor into the log beside it.
    """

    seen = 0
    written = ()

    def noted(self):
        """Entries of the audit trail since the last look."""
        written = tuple(path.read_bytes() for path in (Path(self.url), Path(f"{self.url}-wal")) if path.exists())
        if written == self.written:
            return []
        with closing(sqlite3.connect(self.url)) as file:
            new = file.execute(
                "SELECT author, action, subject FROM audit WHERE number > ? ORDER BY number", (self.seen,)
            ).fetchall()
        self.seen, self.written = self.seen + len(new), written
        return new


@pytest.fixture(scope="module")
def begun(sample):
    """How many entries the sample begins with."""
    return len(graphcrm.Workspace(sample).trail())


@pytest.fixture
def asked(sample, place, begun):
    """A workspace of which nobody has asked anything yet."""
    found = Watched(shutil.copy(sample, place))
    found.seen = begun
    return found


@pytest.fixture
def line(asked, capsys, monkeypatch):
    """The command line: an answer, or a refusal in both languages; with what stands in the audit trail afterwards.

    What is refused in a sentence that has both languages is asked in one of them; what click has to say is asked in both.
    """
    monkeypatch.delenv("GRAPHCRM_WORKSPACE", raising=False)
    told = []
    say = shell.say
    monkeypatch.setattr(shell, "say", lambda text, *more: (told.append(text), say(text, *more)))

    def in_one(lang, words):
        capsys.readouterr()
        code = shell.run(["-w", asked.url, "--lang", lang, *words, "--format", "json"])
        out, err = capsys.readouterr()
        return code, out, err.removesuffix("\n").removeprefix("错误：" if lang == "zh" else "Error: ")

    def call(*words):
        told.clear()
        code, out, zh = in_one("zh", words)
        trail = asked.noted()
        if code == 0:
            assert zh == ""
            return json.loads(out), trail
        (text,) = told
        if isinstance(text, str):
            *_, en = in_one("en", words)
        else:
            assert zh == clean(text.zh)
            en = clean(text.en)
        return (code, zh, en), [*trail, *asked.noted()]

    return call


@pytest.fixture
def answered_once(monkeypatch):
    """A question that the door before has asked just so is not computed again."""
    last = []

    def once(ask, run=asking.run):
        if not (last and ask == last[0]):
            last[:] = [ask, run(ask)]
        return last[1]

    monkeypatch.setattr(asking, "run", once)


def from_python(workspace, ask, explain):
    """The same of a call: the document or the refusal, and the entries."""
    try:
        said = json.loads(json.dumps(document(ask(), explain=explain)))
    except GraphcrmError as error:
        said = (error.exit_code, clean(error.text.zh), clean(error.text.en))
    return said, workspace.noted()


@pytest.mark.usefixtures("answered_once")
@pytest.mark.parametrize("name", list(catalogue()))
def test_every_question_from_both_doors(asked, line, name):
    for question in every_question():
        if question.query == name:
            ask_from_both_doors(asked, line, question)


def ask_from_both_doors(asked, line, question):
    explain = "explain" in question.params
    printed = line("query", question.query, *question.words)
    assert from_python(asked, lambda: asked.query(question.query, **question.params), explain) == printed, question
    said, _ = printed
    if question.wrong is None:
        assert said["query"] == question.query
    else:
        code, zh, en = said
        assert code == 2, question
        value = dict(question.given).get(question.wrong, "")
        for text in (zh, en):
            assert any(word in text for word in (f"--{question.wrong}", f"“{value}”", f"“{value.partition('=')[0]}”"))


@pytest.mark.parametrize("name", list(catalogue()))
def test_an_account_asks_what_a_workspace_asks(asked, name):
    about = asked.account("HY", as_of=DAY)
    assert asked.noted()
    plain = next(q for q in every_question() if q.query == name and q.wrong is None)
    more = {key: value for key, value in plain.params.items() if key not in ("account", "as_of")}
    expected = from_python(asked, lambda: asked.query(name, account="HY", as_of=DAY, **more), False)
    method = getattr(about, name.replace("-", "_"))
    assert from_python(asked, lambda: method(**more), False) == expected


def test_an_account_takes_a_query_by_name(asked):
    about = asked.account("HY", as_of=DAY)
    assert about.query("coverage-gaps", top=3).rows == asked.query("coverage-gaps", account="HY", as_of=DAY, top=3).rows
    assert about.query("coverage-gaps", top=3).rows


@pytest.mark.parametrize("kind", ["influence", "hierarchy"])
@pytest.mark.parametrize(
    "words", [[], ["--top=2", "--explain"], ["--tie=trusts"], ["--tie=none"], ["--draws=0"], ["--tye=trusts"]], ids=str
)
def test_the_command_rank_asks_the_queries_on_networks(asked, line, kind, words):
    name = {"influence": "rank", "hierarchy": "hierarchy-rank"}[kind]
    words = [f"--as-of={DAY}", *words] if "--draws=0" in words else [f"--as-of={DAY}", "--draws=20", *words]
    options = [word.removeprefix("--").partition("=") for word in words]
    given = {flag.replace("-", "_"): value if equals else True for flag, equals, value in options}
    said, trail = line("rank", f"--kind={kind}", *words)
    if "--tye=trusts" in words:
        assert said[0] == 2
        assert "--tie" in said[2]
    else:
        assert from_python(asked, lambda: asked.query(name, **given), "--explain" in words) == (said, trail)


def test_another_name_gets_the_same_near_misses(asked, line):
    (code, zh, en), trail = line("query", "key-influencer")
    assert (code, trail) == (2, [])
    assert "key-influencers" in zh
    assert "key-influencers" in en
    assert from_python(asked, lambda: asked.query("key-influencer"), False) == ((code, zh, en), [])


def test_a_query_answers_to_its_number_at_both_doors(asked, line):
    said, trail = line("query", "q11", "--account=HY", f"--as-of={DAY}")
    assert from_python(asked, lambda: asked.query("q11", account="HY", as_of=DAY), False) == (said, trail)
    assert said["query"] == "kpi"
    assert trail[0][1:] == ("query kpi", "HY")


def test_flags_of_every_query_may_stand_before_its_name(asked, line):
    for query in catalogue().values():
        plain = next(q for q in every_question() if q.query == query.name and q.wrong is None)
        for option in query.own:
            if option.kind == "flag":
                said, _ = line("query", option.flag, query.name, *plain.words)
                assert said["query"] == query.name
