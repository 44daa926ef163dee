"""Headings put together of known words are read as a whole, and no other."""

import tomllib
from itertools import product

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.texts.composed import composed
from graphcrm.ingest.guessing.words import MAPPINGS, shapes
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book

SHAPES = tomllib.loads((MAPPINGS / "composed.toml").read_text(encoding="utf-8"))
del SHAPES["between"]
MEANINGS = [(shape, meaning) for shape, meanings in SHAPES.items() for meaning in meanings]


@pytest.mark.parametrize(
    ("heading", "shape", "meaning"),
    [
        ("最近一次拜访时间", "people", "last_met"),
        ("Date of most recent visit", "people", "last_met"),
        ("与我方关系等级", "people", ""),  # 我方 is a side, and no word of closeness
        ("关系等级", "people", "knows"),
        ("Rel. strength", "people", "knows"),
        ("对我方支持程度", "people", "stance"),
        ("Level of support for us", "people", "stance"),
        ("权力等级", "people", "influence"),
        ("Function in decision", "people", "roles"),
        ("在决策过程中的作用", "people", "roles"),
        ("后续动作", "people", "next_step"),
        ("单位名称", "people", "org"),
        ("关注点", "people", "business_need"),
        ("下次拜访时间", "people", ""),
        ("计划拜访日期", "people", ""),
        ("Next contact date", "people", ""),
        ("Level of interest", "people", ""),
        ("Support contract", "people", ""),
        ("关注", "people", ""),  # one word is no two
        ("发生日期", "meetings", "date"),
        ("Type of contact", "meetings", "kind"),
        ("会谈主要内容", "meetings", "summary"),
        ("计划签约时间", "opportunities", "due"),
        ("项目总额", "opportunities", "amount"),
        ("Estimated contract value", "opportunities", ""),
        ("所处阶段", "opportunities", "stage"),
        ("Strength of influence", "influence", "level"),
        ("Stärke des Einflusses", "influence", "level"),
        ("影响的强弱", "influence", "level"),
        ("Type of influence", "influence", ""),
        ("Degree of trust", "trust", "level"),
    ],
)
def test_a_heading_of_known_words_and_no_other(heading, shape, meaning):
    assert composed(heading, shape) == meaning


@pytest.mark.parametrize(("shape", "meaning"), MEANINGS)
def test_every_pair_of_words_means_what_it_is_listed_for(shape, meaning):
    [known] = [one for one in shapes() if one.name == shape]
    assert meaning in known.meanings.values()
    for words in product(*(group[:12] for group in SHAPES[shape][meaning])):
        for said in (" ".join(words), " ".join(reversed(words))):
            assert composed(said, shape) == meaning, said


def test_columns_so_headed_are_taken(tmp_path):
    rows = [
        ["客户姓名", "单位名称", "对我方支持度", "末次拜访", "关系等级", "对接销售"],
        ["王伟", "华岳集团", "支持", "2026-05-01", "强", "张三"],
        ["李强", "华岳集团", "反对", "2026-04-12", "弱", "张三"],
    ]
    [section] = guess([book(tmp_path / "a.xlsx", {"关键人": rows})], existing={}, options=options()).mapping.sheets
    assert [*section.columns.values()] == [(m,) for m in ("name", "org", "stance", "last_met", "knows", "owner")]
