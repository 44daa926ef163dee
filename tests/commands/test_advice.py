"""Nothing that users are told to do is something that they cannot do: commands, options and queries in texts exist.

Every text of the package is read where it is written (``Text(zh, en)`` and the like), and every line of the documents. A
command is named as ``graphcrm import``, or by its name before an option (``map --pdf``). An option belongs to the command
named before it; where none is, to the command that the module is about.
"""

import ast
import re
from pathlib import Path

import click
import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.commands.language import described
from tests.commands.test_help import EVERY, cli
from tests.data_texts import data_texts

ROOT = Path(__file__).parent.parent.parent
LEAVES = dict(EVERY)
TOP = {path[0] for path in LEAVES}
NUMBERS = {query.number: ("query", query.name) for query in catalogue().values()}
GROUPS = {path[0] for path in LEAVES if len(path) > 1}

#: What follows the name of the program where it is spoken of, not called.
SPOKEN = {
    "again",
    "altered",
    "and",
    "at",
    "cannot",
    "does",
    "everywhere",
    "from",
    "gets",
    "has",
    "is",
    "itself",
    "keeps",
}
SPOKEN |= {"needs", "of", "only", "reads", "says", "shows", "stores", "to", "uses", "workspace", "writes"}

#: Commands that say the texts of a module, where it is not one command's own: each of them must have the options.
HOMES = {
    "graphcrm/asking/answers/rank.py": [("rank",), ("query", "rank")],
    "graphcrm/asking/answers/decision_chain.py": [("query", "decision-chain"), ("query", "influence-tree")],
    "graphcrm/asking/answers/ally_set.py": [("query", "ally-set")],
    "graphcrm/asking/answers/seeding.py": [("query", "seeding")],
    "graphcrm/asking/answers/changes.py": [("query", "changes")],
    "graphcrm/asking/answers/progress.py": [("query", "progress")],
    "graphcrm/maps/": [("map",)],
    "graphcrm/reports": [("report",)],
    "graphcrm/commands/query.py": [("query",)],
    "graphcrm/commands/help.toml: query": [("query",)],
    "graphcrm/workspace/everything.py": [("query",)],
    "graphcrm/analysis/opinion/scenario.py": [("query", "what-if")],
    "graphcrm/asking/terms": [("query", "key-influencers")],
    "graphcrm/graph/context.py": [("query", "key-influencers"), ("query", "kpi"), ("map",)],
    "graphcrm/store/cypher.py": [("cypher",)],
    "graphcrm/workspace/editing.py": [("edit", "edge")],
    "graphcrm/files.py": [("map",), ("report",), ("export",), ("digest",), ("portfolio",), ("query", "kpi")],
    "graphcrm/workspace/drawing.py": [("map",)],
    "graphcrm/workspace/reporting.py": [("report",)],
    "graphcrm/ingest/guessing": [("import",)],
    "graphcrm/workspace/exports.py": [("export",)],
    "graphcrm/commands/asked.py": [("query", "kpi"), ("rank",)],
    "graphcrm/commands/giving.py": [("query", "kpi"), ("digest",)],
    "graphcrm/commands/printing.py": [("query", "kpi")],
    "graphcrm/portfolio/": [("portfolio",)],
    "graphcrm/workspace/portfolios.py": [("portfolio",)],
    "graphcrm/commands/problems.py": [("import",), ("validate",)],
    "graphcrm/commands/bilingual.py": sorted(LEAVES),
    "graphcrm/commands/shell.py": [()],
    "graphcrm/commands/session.py": [("map",), ("report",), ("query", "kpi")],
    "graphcrm/workspace/anonymised.py": [("map",), ("report",), ("query", "kpi")],
    "graphcrm/workspace/scenarios.py": [("query", "what-if")],
    "graphcrm/workspace/briefing.py": [("brief",)],
    "graphcrm/ingest/lending.py": [("import",), ("validate",)],
}


def options(path):
    """The options of a command, with those of the groups above it; those of ``query --all`` are no query's."""
    command, found = cli, set()
    context = click.Context(cli)
    for name in ("", *path):
        if name:
            command = command.get_command(context, name)
        if path[:1] == ("query",) and len(path) > 1 and name == "query":
            continue
        found |= {o for p in command.get_params(click.Context(command)) for o in (*p.opts, *p.secondary_opts)}
    return found


ALLOWED = {path: options(path) for path in [*LEAVES, *{p[:1] for p in LEAVES}, ()]}

#: Words, options and paths are whole; anything else stands alone.
_TOKEN = re.compile(r"--[a-z][a-z-]*|[A-Za-z0-9.$/](?:[A-Za-z0-9_./:$\[\]?=<>-]*[A-Za-z0-9])?|--|\S|\n")
_GLOBAL = re.compile(r"(?<![\w-])(--workspace|-w|--lang)[ =][^\s`“”]+")
_ENDS = set("。;;\n")


def wrong(text, homes):
    """What a text names that does not exist."""
    words = _TOKEN.findall(_GLOBAL.sub("", text))
    command, called, faults = None, False, []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        option = re.match(r"--[a-z][a-z-]*", word)
        if word in ("graphcrm", ".venv/bin/graphcrm"):
            command, called = None, True
        elif option:
            called = called and command is None
            places = [command] if command is not None else homes
            if not places or not all(option[0] in ALLOWED[place] for place in places):
                faults.append(f"{' '.join(command or ('(no command)',))} {option[0]}")
        elif following.startswith("--") and word in TOP and not called:
            command = (word,)
        elif called and command == ("query",) and word == "…":
            command = ("query", "kpi")
        elif called and command == ("query",) and word in NUMBERS:
            command = NUMBERS[word]
        elif called and re.fullmatch(r"[a-z][a-z-]*", word):
            called, command = _step(word, command, faults)
        elif word in _ENDS:
            command, called = None, False
        else:
            called = False
    return faults


def _step(word, command, faults):
    """A word right after the program or a command: a command, one of its own, or no command any more."""
    longer = (*(command or ()), word)
    if longer in ALLOWED:
        return True, longer
    if word not in SPOKEN and (command is None or (len(command) == 1 and command[0] in GROUPS)):
        faults.append(f"graphcrm {' '.join(longer)}")
    return False, command


#: Before the words of the command whose help it is.
HELP = "graphcrm/commands/help.toml: "


def homes(path):
    """The commands to which an option without a command belongs."""
    for start, commands in HOMES.items():
        if path.startswith(start):
            return commands
    return []


def own(path):
    """The commands that a module of commands implements, or a help speaks of: an option in it is one of any of them."""
    from graphcrm.commands.shell import COMMANDS

    if path.startswith(HELP):
        words = tuple(path.removeprefix(HELP).split())
        return [leaf for leaf in LEAVES if leaf[: len(words)] == words]
    name = Path(path).stem
    tops = [top for top, place in COMMANDS.items() if place.split(":")[0] == name]
    return [leaf for leaf in LEAVES if leaf[0] in tops] if path.startswith("graphcrm/commands/") else []


_IMPORT = re.compile(r"^ *(?:from|import) .*", re.M)
_ADVISES = re.compile(r"graphcrm|--|\btyped\(")


def sentences():
    """(file, line, text) of every literal within a call that makes texts, where what is filled in is a placeholder, and of data files."""
    for path in sorted((ROOT / "graphcrm").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not _ADVISES.search(_IMPORT.sub("", source)):  # to look at every node of every module takes seconds
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Text", "fixed", "option"):
                for argument in node.args:
                    text = spelled(argument)
                    if "graphcrm" in text or "--" in text:
                        yield str(path.relative_to(ROOT)), node.lineno, text
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "typed":
                yield str(path.relative_to(ROOT)), node.lineno, f"graphcrm {spelled(node.args[0])}"
    helps = [(f"{HELP}{words}", text.zh, text.en) for words, said in described().items() for text in said.values()]
    for place, *both in (*(text for text in data_texts() if text[0] not in HELP), *helps):
        yield from ((place, 1, text) for text in both if "graphcrm" in text or "--" in text)


def spelled(node):
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.FormattedValue):
        return "…"
    if isinstance(node, ast.JoinedStr):
        return "".join(map(spelled, node.values))
    if isinstance(node, ast.BinOp):
        return spelled(node.left) + spelled(node.right)
    if isinstance(node, ast.IfExp):
        return f"{spelled(node.body)}\n{spelled(node.orelse)}"
    return "…"


def test_every_text_names_what_exists():
    seen, faults = 0, []
    for path, line, text in sentences():
        seen += 1
        for fault in wrong(text, homes(path)):
            option = fault.split()[-1]
            if not any(option in ALLOWED[leaf] for leaf in own(path)):
                faults.append(f"{path}:{line}: {fault} in {text!r}")
    assert not faults, "\n".join(faults)
    assert seen > 100


@pytest.mark.parametrize(
    "page", sorted(p.relative_to(ROOT) for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=str
)
def test_every_page_names_what_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`|^ *((?:graphcrm|python cli.py) .*)$", text, re.M)
    said = [a or b for a, b in code if "graphcrm " in (a or b)]
    faults = [f"{fault} in {line}" for line in said for fault in wrong(line.split("#")[0], [])]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("run graphcrm import --template DIR", []),
        ("graphcrm query Q04 --to c2", []),
        ("graphcrm query Q11 --to c2", ["query kpi --to"]),
        ("run graphcrm import --tempalte DIR", ["import --tempalte"]),
        ("clear them (graphcrm forget all)", ["graphcrm forget"]),
        ("clear them (graphcrm privacy retain --yes)", []),
        ("see graphcrm query win-rate", ["graphcrm query win-rate"]),
        ("graphcrm query kpi --to c2", ["query kpi --to"]),
        ("graphcrm query decision-chain --to c2", []),
        ("needed for map --pdf", []),
        ("needed for map --word", ["map --word"]),
        ("name them with --source", ["(no command) --source"]),
        ("this graphcrm cannot open it", []),
    ],
)
def test_what_does_not_exist_is_found(text, faults):
    assert wrong(text, []) == faults
