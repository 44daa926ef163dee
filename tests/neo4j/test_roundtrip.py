"""What one store gives away the other takes, and the same day stands there: workbook, tables and document, either way."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphcrm.commands.shell import cli
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.neo4j.conftest import Place

HUAYUE = str(Path(__file__).parents[2] / "datasets" / "huayue")
DAY = "2026-06-30"
FORMS = {"xlsx": "all.xlsx", "json": "all.json", "csv": "tables"}


def run(address: str, *words: str) -> str:
    done = CliRunner().invoke(cli, ["--workspace", address, *words], obj={})
    assert done.exit_code == 0, done.output + repr(done.exception)
    return done.output


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("from_server", [True, False])
def test_an_export_of_one_store_is_the_same_day_on_the_other(
    place: Place, tmp_path: Path, form: str, from_server: bool
) -> None:
    embedded = str(tmp_path / "w.graphcrm")
    source, target = (place.url, embedded) if from_server else (embedded, place.url)
    run(source, "import", HUAYUE, "--today", DAY)
    out = str(tmp_path / FORMS[form])
    run(source, "export", form, "--as-of", DAY, "-o", out)
    run(target, "import", out, "--today", DAY)
    with open_store(source) as gave, open_store(target) as took:
        assert take(took, date.fromisoformat(DAY)) == take(gave, date.fromisoformat(DAY))
    again = run(source, "import", out, "--today", DAY)
    with open_store(source) as gave:
        assert take(gave, date.fromisoformat(DAY)) is not None
        assert len(gave.history("p5")[0]) == 1, again  # importing it unchanged changes nothing
