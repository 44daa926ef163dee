"""A workspace's settings: defaults, overrides, and typing errors that are reported instead of ignored."""

import os

import pytest

from graphcrm.configuration import load_settings, team_folder
from graphcrm.errors import InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.settings import DEFAULTS


def read(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_defaults_without_a_file(tmp_path):
    assert load_settings(None) is DEFAULTS
    assert load_settings(tmp_path / "none.toml") is DEFAULTS


def test_single_values_are_laid_over_the_defaults(tmp_path):
    found = read(
        tmp_path, '[confidence]\nC = 0.45\n[communication.A]\nmanagement = 60\n[coverage.A]\ntop = ["exec", "ar"]\n'
    )
    assert found.confidence == {**DEFAULTS.confidence, "C": 0.45}
    assert found.communication["A"]["management"] == 60
    assert isinstance(found.communication["A"]["management"], int)
    assert found.communication["A"]["operational"] == 30
    assert found.coverage["A"]["top"] == ("exec", "ar")
    assert found.coverage["S"] == DEFAULTS.coverage["S"]


def test_a_play_is_said_in_the_words_of_the_team(tmp_path):
    found = read(tmp_path, "[plays]\nneutral = 'wait'\nunknown = {zh = '问', en = 'ask'}\n")
    assert (found.plays["neutral"], found.plays["unknown"]) == (Text("wait", "wait"), Text("问", "ask"))
    assert found.plays["supports"] == DEFAULTS.plays["supports"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[confidense]\nA = 0.9\n", "confidense"),
        ("[confidence]\nF = 0.9\n", "confidence.F"),
        ("[confidence]\nA = 1.5\n", "confidence.A"),
        ("[confidence]\nA = true\n", "confidence.A"),
        ('[confidence]\nA = "high"\n', "confidence.A"),
        ("[communication.A]\nmanagment = 60\n", "communication.A"),
        ("[communication.A]\nmanagement = 60.5\n", "60.5"),
        ("[coverage.A]\ntop = ['boss']\n", "coverage.A.top"),
        ("[plays]\nneutral = 3\n", "plays.neutral"),
        ("[plays]\nneutral = ' '\n", "plays.neutral"),
        ("[plays]\nneutral = {zh = '等'}\n", "plays.neutral"),
        ('[plays]\nneutral = "a\\nb"\n', "plays.neutral"),
        ("[plays]\nhesitant = 'wait'\n", "plays.hesitant"),
        ("[anchors.acceptance]\n4 = 'adores us'\n", "anchors.acceptance"),
        ("[anchors.acceptance]\n2 = 5\n", "anchors.acceptance.2"),
        ("[anchors]\nacceptance = 'good'\n", "anchors.acceptance"),
        ("[anchors.tolerance]\n2 = 'good'\n", "anchors.tolerance"),
        ("influence = 3\n", "influence"),
        ("currency = 3\n", "currency"),
        ('currency = "euro"\n', "currency"),
        ("[currency]\nname = 1\n", "currency"),
        ("[confidence\n", "config.toml"),
    ],
)
def test_what_is_odd_is_refused_with_its_place(tmp_path, text, says):
    with pytest.raises(InputError) as refusal:
        read(tmp_path, text)
    assert says in refusal.value.text.en
    assert says in refusal.value.text.zh
    assert refusal.value.problems[0].code == "E03"


def test_the_currency_of_amounts_that_name_none(tmp_path):
    assert DEFAULTS.currency == "CNY"
    assert read(tmp_path, 'currency = "eur"\n').currency == "EUR"


def test_where_a_workspace_looks_for_its_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAPHCRM_HOME", raising=False)
    assert team_folder("w.graphcrm") == team_folder(str(tmp_path / "w.graphcrm")) == tmp_path.resolve()
    assert team_folder("neo4j://host") is None
    monkeypatch.setenv("GRAPHCRM_HOME", str(tmp_path / "team"))
    with pytest.raises(UsageError, match="GRAPHCRM_HOME is not a folder"):
        team_folder("neo4j://host")
    (tmp_path / "team").mkdir()
    assert team_folder("neo4j://host/db?workspace=w") == tmp_path / "team"
    assert team_folder("w.graphcrm") == tmp_path.resolve()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# a\n[confidense]\nA = 0.9\n", 2, "Did you mean confidence"),
        ("[decay]\nfloor = 0.2\n[confidence]\n\nF = 0.9\n", 5, "confidence.F"),
        ("[confidence]\nA = 0.9\n[communication.A]\n# x\nmanagment = 60\n", 3, "Did you mean management"),
        ("[coverage]\nA.top = ['boss']\n", 2, "coverage.A.top"),
        ("tie.active = 200000\n", 1, "tie.active"),
        ("[tie]\nscale = 1\n[gates]\nlimited = 9\n", 4, "gates.limited"),
        ("[confidence\n", 1, "cannot be read"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path, text, line, says):
    with pytest.raises(InputError) as refusal:
        read(tmp_path, text)
    assert f"config.toml:{line}: " in refusal.value.text.en
    assert f"config.toml:{line}" in refusal.value.text.zh
    assert says in refusal.value.text.en
    assert refusal.value.problems[0].line == line


def refusal(path):
    with pytest.raises(InputError) as refused:
        load_settings(path)
    assert str(path) in refused.value.text.zh
    assert "move it away" in refused.value.text.en
    return refused.value.text.en


def test_what_is_no_file_of_settings_is_refused_and_not_taken_for_none(tmp_path):
    """A link to nothing would silently mean the defaults; a pipe or an endless device must not be read."""
    folder, loop, dangling = tmp_path / "folder.toml", tmp_path / "loop.toml", tmp_path / "dangling.toml"
    folder.mkdir()
    loop.symlink_to(loop)
    dangling.symlink_to(tmp_path / "nothing")
    refusal(folder)
    refusal(loop)
    refusal(dangling)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
        assert "not an ordinary file" in refusal(tmp_path / "pipe.toml")
        (tmp_path / "endless.toml").symlink_to("/dev/zero")
        assert "not an ordinary file" in refusal(tmp_path / "endless.toml")


@pytest.mark.parametrize(
    "content",
    [b"#" * (1 << 20) + b"\n", b"\xff\xfe[\0", b"a = " + b"[" * 3000, b"[confidence]\nC = " + b"9" * 5000],
    ids=["long", "not UTF-8", "deep", "digits"],
)
def test_a_hostile_file_of_settings_is_refused(tmp_path, content):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    refusal(path)


def test_a_mark_of_utf8_before_the_first_table_is_none_of_its_name(tmp_path):
    assert read(tmp_path, "\ufeff[confidence]\nC = 0.45\n").confidence["C"] == 0.45


def test_the_folder_of_a_link_that_goes_round_is_the_one_it_lies_in(tmp_path):
    loop = tmp_path / "w.graphcrm"
    loop.symlink_to(loop)
    assert team_folder(str(loop)) == tmp_path


def test_what_a_score_stands_for_is_said_in_the_words_of_the_team(tmp_path):
    found = read(tmp_path, "[anchors.acceptance]\n-1 = 'slams the door'\n2 = {zh = '常夸我们', en = 'praises us'}\n")
    kept = DEFAULTS.anchors["acceptance"]
    assert found.anchors["acceptance"] == {
        **kept,
        "-1": Text("slams the door", "slams the door"),
        "2": Text("常夸我们", "praises us"),
    }
    assert found.anchors["rivals"] == DEFAULTS.anchors["rivals"]
    assert {tuple(steps) for steps in DEFAULTS.anchors.values()} == {("-1", "0", "1", "2", "3")}
