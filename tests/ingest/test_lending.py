"""The files of a folder were written with one program: what one of them leaves open, the others settle."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options

ORGS = "id,name,category\nHY,{},customer\n"
#: “Brûlé” alone is Western or Central European; the other names are Western beyond doubt.
OPEN, WESTERN = "Brûlé", "Núñez Ångström Señora François Müller Gonçalves São João Françoise Peña"


def folder(path, people, orgs, codec, also="cp1252"):
    (path / "people.csv").write_bytes(f"id,name,org\nc1,{people},HY\n".encode(codec))
    (path / "orgs.csv").write_bytes(ORGS.format(orgs).encode(also))
    return path


def test_a_folder_lends_its_encoding_and_says_so(tmp_path):
    plan = plan_import([folder(tmp_path, OPEN, WESTERN, "cp1252")], existing={}, options=options())
    assert plan.ok
    (said,) = [r.en for r in plan.remarks if "encoding" in r.en]
    assert all(word in said for word in ("people.csv", "cp1252", "orgs.csv", "--encoding"))
    assert any(OPEN in props for batch in plan.change.batches for props in batch.props)


@pytest.mark.parametrize(
    ("orgs", "also"), [("Plain", "ascii"), (WESTERN, "utf-8"), ("华岳银行股份有限公司", "gb18030")]
)
def test_nothing_is_lent_by_plain_files_unicode_or_another_writing(tmp_path, orgs, also):
    plan = plan_import([folder(tmp_path, OPEN, orgs, "cp1252", also)], existing={}, options=options())
    assert [p.code for p in plan.problems if p.is_error] == ["E15"]
    assert not [r for r in plan.remarks if "encoding" in r.en]


def test_nothing_is_lent_by_another_folder(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, OPEN, WESTERN, "cp1252")
    paths = [tmp_path / "a" / "people.csv", tmp_path / "b" / "orgs.csv"]
    assert plan_import(paths, existing={}, options=options()).by_code == {"E15": 1}


def test_other_peoples_files_lend_as_well(tmp_path):
    (tmp_path / "Team.csv").write_bytes(f"Name,Title,Company\n{OPEN},CIO,X\n".encode("cp1252"))
    (tmp_path / "Kontakte.csv").write_bytes(
        ("Name,Title,Company\n" + "".join(f"{n} Berg,CIO,X\n" for n in WESTERN.split())).encode("cp1252")
    )
    found = guess([tmp_path], existing={}, options=options())
    assert found.plan.counts["people"].rows == 11
    assert any("Team.csv" in t.en and "cp1252" in t.en for t in found.said)


@pytest.mark.parametrize(
    ("text", "codec"), [("田中,CIO", "iso2022_jp"), ("דוד כהן מנכל,בנק", "cp1255"), ("محمد علي,مدير", "cp1256")]
)
def test_what_no_known_encoding_reads_is_never_stored(tmp_path, text, codec):
    path = tmp_path / "people.csv"
    path.write_bytes(f"id,name,org\nc1,{text.split(',')[0]},HY\n".encode(codec))
    plan = plan_import([path], existing={}, options=options())
    assert plan.change is None
    assert plan.by_code["E15"] == 1
