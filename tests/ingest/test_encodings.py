"""Text in a wrong encoding is never stored: whatever a file is written in, its names arrive as they are or the file is refused."""

from __future__ import annotations

import io
import random

import pytest

from graphcrm.ingest.cells import Bad, Memo
from graphcrm.ingest.encodings import codec_named, encoding_of
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.plan import plan_import
from graphcrm.ingest.readings import is_garbled
from graphcrm.ingest.sheet import unescaped
from graphcrm.model.tables import TABLES
from tests.ingest.conftest import account, csv_text, options, write

#: Names by the encoding in which a spreadsheet of that country writes them.
NAMES = {
    "cp1252": (
        "Émile Dupont|Åsa Lind|Jürgen Müller|Iker Núñez|José|François Hélène|Jørgen Sørensen|João Conceição|Zoë|Søren|Élodie Bénard"
        "|Müller|Peña|Björn Ågren|Ångström|Núria Muñoz|Weiß|Øystein Lie|Ñandú|Ólafur Þór|Noël|Gisèle|Agnès|Renée|Strauß|Kärcher GmbH"
        "|São Paulo|Mañana|Åke|Brûlé|Benoît|Jérôme Lefèvre|Begoña|Íñigo|Thérèse|Håkan|Gonçalo|Œuvre|Société Générale"
    ),
    "cp1250": (
        "Łukasz Wójcik|Šťastný|Dvořák|Jiří Novák|Kovács Éva|Gergő Tóth|Ľubomír|Małgorzata Żak|Stanisław|Željko Perić|Petru Băsescu"
        "|Zdeněk|Świątek|Grażyna|Božena Němcová|Łódź|Győr|Čapek|Žižka|Ivana Černá|Wałęsa|Ćosić|Đorđe|Růžička|Fűző|Erdős|Ştefan"
    ),
    "iso8859-2": "Łukasz Wójcik|Šťastný|Świątek|Zdeněk Žižka|Stanisław|Gergő Tóth|Ľubomír|Růžička|Paweł",
    "big5": "陳大文|林志明|王小明|張學友|李國華|黃志強|蔡英文|周杰倫|總經理|財務長|鄭|吳先生|劉德華|謝霆鋒|郭富城|業務經理",
    "cp932": "山田太郎|佐藤|鈴木一郎|高橋|田中さくら|スズキ|伊藤 部長|渡辺|小林|髙島|ﾀﾅｶ ｲﾁﾛｳ|株式会社日立",
    "gb18030": (
        "陈董|林行长|周总|王工|李|何监理|张经理|刘工|欧阳锋|周晓雯|孙采购|财务总监|赵|钱|马化腾|司马懿|诸葛亮|袁|董事长|冯|黄|郑|倪|邓|魏|许|闫|荀彧|喆"
        "|王喆|李昱|马骉|陈堃|吴昊|韩雪|华岳银行|信息科技部|采购|一期"
    ),
    "cp949": "김철수|이영희|박|최민호|정지훈",
    "euc_jp": "山田太郎|佐藤|スズキ|鈴木 一郎",
    "cp1251": "Иван Петров|Ольга|Дмитрий Смирнов",
}


def content(names, encoding):
    rows = [f"p{n},{name},HY" for n, name in enumerate(names)]
    return "\n".join(["id,name,org", *rows, ""]).encode(encoding)


def read(data):
    """The text as it would be stored, None if the file is refused."""
    try:
        return data.decode(encoding_of(io.BytesIO(data)))
    except Unreadable as refused:
        return None if refused.code == "E15" else refused


SINGLE = [(encoding, name) for encoding, names in NAMES.items() for name in names.split("|")]


@pytest.mark.parametrize(("encoding", "name"), SINGLE)
def test_one_name_is_read_right_or_refused(encoding, name):
    data = content([name], encoding)
    assert read(data) in (None, data.decode(encoding))


@pytest.mark.parametrize("count", [2, 3, 5, 9])
@pytest.mark.parametrize("encoding", NAMES)
def test_several_names_are_read_right_or_refused(encoding, count):
    names = NAMES[encoding].split("|")
    choose = random.Random(f"{encoding} {count}")
    for _ in range(60):
        data = content(choose.sample(names, min(count, len(names))), encoding)
        assert read(data) in (None, data.decode(encoding)), data


@pytest.mark.parametrize("encoding", NAMES)
def test_a_file_of_all_names_is_recognised(encoding):
    data = content(NAMES[encoding].split("|"), encoding)
    assert read(data) == data.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Émile Dupont"),
        ("cp1252", "Åsa Lind"),
        ("cp1252", "Jürgen Müller"),
        ("cp1252", "Iker Núñez"),
        ("cp1250", "Łukasz Wójcik"),
        ("iso8859-2", "Świątek"),
        ("big5", "陳大文"),
        ("cp932", "山田太郎"),
        ("gb18030", "陈董"),
        ("gb18030", "采购"),
        ("cp949", "김철수"),
        ("cp1252", "£650"),
        ("cp1252", "O’Neill,£40k – Siobhán"),
    ],
)
def test_a_single_name_may_be_enough(encoding, name):
    data = content([name], encoding)
    assert read(data) == data.decode(encoding)


def test_where_euros_would_be_a_control_character_nobody_wrote():
    data = content(["148 €", *(f"{a}ü{b}" for a in "BDFGHK" for b in "bdklmn")], "cp1252")
    assert read(data) == data.decode("cp1252")


def test_unicode_says_what_it_is():
    text = "id,name,org\nc1,陈董 Émile 山田,HY\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        data = text.encode(encoding)
        assert read(data) in ((None,) if encoding in ("utf-16-le", "utf-16-be") else (text, "\ufeff" + text))
    little = b"\xff\xfe" + text.encode("utf-16-le")
    assert read(little) == text


def test_utf_16_without_its_mark_is_named():
    with pytest.raises(Unreadable) as refused:
        encoding_of(io.BytesIO("id,name,org\nc1,Åsa,HY\n".encode("utf-16-be")))
    assert "--encoding utf-16-be" in refused.value.suggestion.en


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-7", "hz"])
@pytest.mark.parametrize("text", ["姓名,职务\n王伟,采购部经理\n", "Nom,Ville\nRené Müller,Zürich\n"])
def test_what_looks_like_ascii_or_has_empty_bytes_is_named(encoding, text):
    if encoding == "hz" and text.startswith("Nom"):
        text = "name\n王伟\n"
    with pytest.raises(Unreadable) as refused:
        encoding_of(io.BytesIO(text.encode(encoding)))
    assert f"--encoding {encoding}" in refused.value.suggestion.en


@pytest.mark.parametrize(
    "cell", ["+Z4tl", "+U05mS", "Ana +Z4tl,+U05mSw-", "+Z4tlXw-,M+APw-ller,M+APw", "+U05mS.,+U05mSw-", "~{MuN0"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_letters_in_ascii_are_named_though_the_end_of_a_run_is_lost(cell, end):
    with pytest.raises(Unreadable) as refused:
        encoding_of(
            io.BytesIO(
                f"name,other\nAna Ruiz,a\n{cell},CIO{end}".encode() if cell[0] != "~" else f"a\nb\n{cell}{end}".encode()
            )
        )
    assert refused.value.line == 3
    assert f"--encoding {'hz' if cell[0] == '~' else 'utf-7'}" in refused.value.suggestion.en


def test_utf_7_that_was_named_holds_no_half_characters(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(b"id,name,org\nc1,+2D0-,HY\n")
    plan = plan_import([path], existing={}, options=options(encoding="utf-7"))
    assert [(p.code, p.line, p.column) for p in plan.problems if p.code != "E01"] == [("E03", 2, "name")]


@pytest.mark.parametrize("text", ["a\ud83d", "\ude00", "a:\udfff"])
def test_no_column_of_any_table_takes_half_a_character(text):
    taken = {(t.name, f.name) for t in TABLES for f in t.columns if not isinstance(Memo(f.parse)[text], Bad)}
    assert taken == set()


def test_utf_32_with_its_mark_is_read_and_signs_in_ascii_stay_ascii():
    assert encoding_of(io.BytesIO("姓名\n王伟\n".encode("utf-32"))) == "utf-32"
    skills = b"name,skill,phone\nA,Java+Angular,+49123\nB,C+Software,+8613800001111\nC,R+DTeam-,~{x}\n"
    assert encoding_of(io.BytesIO(skills)) == "utf-8"


@pytest.mark.parametrize("place", [0, 1, 7, 40, 199])
@pytest.mark.parametrize("bad", [b"\xff", b"\xe9", b"\xc3", b"\xe9\x99", b"\x80"])
def test_one_bad_byte_in_unicode_is_named_by_its_line(place, bad):
    rows = [f"p{n},陈董{n},HY".encode() for n in range(200)]
    rows[place] = rows[place].replace("董".encode(), bad)
    with pytest.raises(Unreadable) as refused:
        encoding_of(io.BytesIO(b"id,name,org\n" + b"\n".join(rows)))
    assert refused.value.line == place + 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "cp932"])
def test_text_that_ends_within_a_character_is_refused(encoding):
    names = {"gb18030": "陈董", "utf-8": "陈董", "big5": "陳大文", "cp932": "山田太郎"}
    data = content([names[encoding]] * 3, encoding).rstrip(b"\n").removesuffix(b",HY")
    assert read(data) is not None
    assert read(data[:-1]) is None


def test_chinese_that_is_valid_utf_8_by_accident_is_not_taken_for_it():
    for name in ("钱", "袁", "魏"):
        assert content([name], "gb18030").decode("utf-8")  # Ǯ, Ԭ, κ
        assert read(content([name], "gb18030")) is None
    assert read(content(["Ģirts", "Šķēle", "Νίκος", "Đặng"], "utf-8")) is not None


def test_the_message_shows_both_readings_and_what_to_write():
    with pytest.raises(Unreadable) as refused:
        encoding_of(io.BytesIO(content(["Brûlé"], "cp1252")))
    error = refused.value
    assert "Brûlé" in error.text.en
    assert "Brűlé" in error.text.zh
    assert error.line == 2
    assert "--encoding cp1252" in error.suggestion.en


def test_a_named_encoding_decides(tmp_path):
    tables = account()
    tables["people"][2]["name"] = "Brûlé"
    folder = write(tmp_path / "t", tables)
    path = folder / "people.csv"
    path.write_bytes(csv_text([{"id": "c1", "name": "Brûlé", "org": "HY"}]).encode("cp1252"))
    for encoding, name in (("cp1252", "Brûlé"), ("Windows-1250", "Brűlé"), ("latin1", "Brûlé")):
        plan = plan_import([path], existing=_stored(tables), options=options(encoding=encoding))
        assert f'"name":"{name}"' in plan.change.batches[0].props[0]
    plan = plan_import([path], existing=_stored(tables), options=options(encoding="utf-8"))
    assert (plan.change, plan.problems[0].code, plan.problems[0].line) == (None, "E15", 2)


def _stored(tables):
    from graphcrm.ingest.plan import plan_rows
    from tests.ingest.test_roundtrip import stored

    return stored(plan_rows(tables, existing={}, options=options()))


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("GBK", "gb18030"),
        ("latin-1", "cp1252"),
        ("Shift_JIS", "cp932"),
        ("UTF8", "utf-8"),
        ("hex", None),
        ("", None),
        ("x\0", None),
    ],
)
def test_encodings_by_name(name, codec):
    assert codec_named(name) == codec


@pytest.mark.parametrize("text", ["JosÃ©", "MÃ¼ller", "â€œAcmeâ€", "é™ˆè‘£", "陈\ue40a", "M\ufffdller"])
def test_text_that_was_read_wrongly_before_is_refused_by_its_line(tmp_path, text):
    assert is_garbled(text)
    tables = account()
    tables["people"][2]["title"] = text
    plan = plan_import([write(tmp_path / "t", tables)], existing={}, options=options())
    assert [(p.code, p.line, p.column) for p in plan.problems if p.is_error] == [("E03", 4, "title")]


@pytest.mark.parametrize(
    "text", ["José", "Ã", "São Tomé", "ÂNGELA", "Ø", "“Acme”", "€ 5", "陈👩\u200d💼", "Đặng Văn Â", "naïve – café"]
)
def test_text_that_people_write_is_not_garbled(text):
    assert not is_garbled(text)


def test_escapes_of_a_workbook_are_units_of_which_two_make_a_character_and_half_of_one_is_lost():
    assert unescaped("_xD83D__xDE00_ a_x000D_ _xZZZZ_") == "😀 a\r _xZZZZ_"
    assert unescaped("Ana _xD83D_ _xDE00_") == "Ana \ufffd \ufffd"
