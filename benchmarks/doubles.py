"""A made-up workspace in which it is known who is recorded twice, and who only has the name of somebody else.

Doubles are written as people and systems write: other case, width or spaces, family name first, traditional characters, pinyin,
a slip of the hand, an initial, a second given name, a homophone, another family name after a marriage. Beside them stand people
who are *not* the same: namesakes in another organisation and in the same one, names of one other character, and whoever shares a
common name by chance. One namesake is planted for every two doubles, which is more than an account has.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graphcrm.folding import syllables
from graphcrm.model.facts import Batch, Fact
from graphcrm.snapshot import Snapshot, from_batches

__all__ = ["KINDS", "Doubled", "doubled"]

_FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
_WEIGHTS = [72, 72, 68, 54, 45, 31, 22, 21, 21, 19, 14, 14, 13, 13, 12, 12, 11, 11, 10, 9, 9, 8, 7, 7, 7, 7, 7, 6, 6, 6]
_CHARACTERS = (
    "伟芳娜敏静丽强磊洋艳勇军杰涛超明霞平刚鹏斌波辉婷雪玲红燕英华建国志文晓海春梅若兰思远泽宇浩然雨桐子涵俊峰佳怡立新永福德光景云"
    "安邦博才昌晨承川达丹东恩帆方飞刚歌冠广贵桂翰航河恒宏虹厚欢慧吉纪家嘉健江金锦京晶菊娟君凯康科乐蕾力利莉良琳龙璐曼茂苗民铭"
    "木楠宁培萍启琪谦倩青清庆秋然仁荣瑞森山珊尚诗士世书淑树帅顺松天田廷彤威维伟卫温武锡先贤翔祥欣鑫兴秀轩学亚岩阳瑶业一艺逸毅"
)
_ALIKE = {
    "伟": "炜",
    "静": "靖",
    "芳": "方",
    "敏": "闽",
    "明": "铭",
    "辉": "晖",
    "杰": "捷",
    "华": "骅",
    "志": "智",
    "宇": "雨",
}
_LATIN_FAMILIES = [
    "Smith", "Johnson", "Garcia", "Müller", "Schmidt", "Weber", "Keller", "Brandt", "Rossi", "Dubois",
    "Lefebvre", "Novak", "Kowalski", "Nielsen", "Hansen", "Virtanen", "O’Neil", "Fernández", "Díaz", "Moreau",
    "Bianchi", "Haas", "Vogel", "Winkler", "Lindqvist", "Petrov", "Horvath", "Costa", "Almeida", "Janssen",
    "Visser", "Fitzgerald", "Murphy", "Okafor", "Mensah", "Haddad", "Rahman", "Singh", "Patel", "Kumar",
    "Nguyen", "Tanaka", "Kimura", "Brown", "Jones", "Miller", "Davis", "Wilson", "Taylor", "Clark",
]  # fmt: skip
#: Most family names are rare: two parts make some four hundred more.
_FIRST = [
    "Acker", "Alten", "Berg", "Birk", "Blum", "Born", "Brand", "Eich", "Eisen", "Falken", "Feld", "Fried",
    "Gold", "Grün", "Hart", "Heim", "Hoch", "Kalten", "Kirch", "Lang", "Linden",
]  # fmt: skip
_LAST = [
    "mann", "berg", "stein", "feld", "hauer", "meister", "hof", "bach", "brink", "kamp", "rath", "auer", "thal",
    "worth", "ström", "lund", "gren", "quist",
]  # fmt: skip
_GIVEN = [
    "Anna", "Julia", "Maria", "Helga", "Sophie", "Claire", "Elena", "Laura", "Emma", "Olga", "José", "Carlos",
    "Luis", "Miguel", "Pedro", "Thomas", "Stefan", "Markus", "Peter", "Jan", "Lars", "Erik", "Paul", "Pierre",
    "Luc", "Marco", "Paolo", "James", "John", "Robert", "Michael", "David", "Daniel", "Sarah", "Emily", "Kate",
    "Priya", "Anil", "Ravi", "Amina", "Yusuf", "Kofi", "Ingrid", "Katrin", "Birgit", "Andreas", "Wolfgang",
    "Henrik", "Mats", "Anders",
]  # fmt: skip
_TITLES = [
    "采购经理", "首席信息官", "财务总监", "项目经理", "架构师", "运维主管", "副总裁", "总经理", "部门经理",
    "工程师", "IT主管", "数据专员", "法务", "质量经理", "市场总监", "CIO", "CFO", "Buyer", "Director",
    "Engineer", "Architect", "Controller", "Analyst", "Manager",
]  # fmt: skip
_ORGS = 8
_DAY = date(2026, 6, 30)


@dataclass(frozen=True)
class Doubled:
    """The day's snapshot, and the kind of every true pair by its two ids, the smaller first."""

    snapshot: Snapshot
    truth: dict[tuple[str, str], str]


def doubled(seed: int, people: int = 400) -> Doubled:
    """A workspace of so many people, one in ten of them recorded twice."""
    rng = random.Random(seed)
    rows: list[dict[str, object]] = []
    truth: dict[tuple[str, str], str] = {}

    def add(row: dict[str, object]) -> str:
        row["id"] = f"p{rng.randrange(10**9):09d}"
        rows.append({k: v for k, v in row.items() if v})
        return str(row["id"])

    for _ in range(people):
        add(_person(rng))
    originals = list(rows)
    for row in rng.sample(originals, people // 10):
        kind = rng.choice([k for k, fits in KINDS.items() if fits[0](str(row["name"]))])
        copy = _again(rng, row, KINDS[kind][1](rng, str(row["name"])), kind)
        pair = sorted((str(row["id"]), add(copy)))
        truth[pair[0], pair[1]] = kind
    for row in _namesakes(rng, originals, people // 20):
        lure = {**_person(rng), "name": row["name"]}
        if rng.random() < 0.3:
            lure["org"] = row["org"]
            lure["title"] = rng.choice([t for t in _TITLES if t != row.get("title")])
        else:
            lure["org"] = rng.choice([f"o{n}" for n in range(_ORGS) if f"o{n}" != row["org"]])
        add(lure)
    orgs = [Fact("org", f"o{n}", {"id": f"o{n}", "name": f"客户{n}", "category": "customer"}) for n in range(_ORGS)]
    facts = [Fact("person", str(row["id"]), row) for row in rows]
    batches = {"org": Batch.of("org", orgs, dated=False), "person": Batch.of("person", facts, dated=False)}
    return Doubled(from_batches(batches, _DAY), truth)


def _namesakes(rng: random.Random, people: list[dict[str, object]], number: int) -> list[dict[str, object]]:
    """Whose names somebody else has, too: two in three times a common one, Chinese with a single character."""
    common = [row for row in people if len(str(row["name"])) == 2]
    some = rng.sample(common, min(len(common), 2 * number // 3))
    return some + rng.sample([row for row in people if row not in some], number - len(some))


def _person(rng: random.Random) -> dict[str, object]:
    name = _chinese(rng) if rng.random() < 0.6 else f"{rng.choice(_GIVEN)} {_family(rng)}"
    org = f"o{rng.randrange(_ORGS)}"
    mail = f"m{rng.randrange(10**7)}@{org}.example" if rng.random() < 0.6 else None
    return {"name": name, "org": org, "title": rng.choice(_TITLES) if rng.random() < 0.8 else None, "email": mail}


def _family(rng: random.Random) -> str:
    return rng.choice(_LATIN_FAMILIES) if rng.random() < 0.25 else rng.choice(_FIRST) + rng.choice(_LAST)


def _chinese(rng: random.Random) -> str:
    weights = [*_WEIGHTS, *[4] * (len(_FAMILIES) - len(_WEIGHTS))]
    family = rng.choices(_FAMILIES, weights)[0]
    return family + "".join(rng.choice(_CHARACTERS) for _ in range(1 if rng.random() < 0.3 else 2))


def _again(rng: random.Random, row: dict[str, object], name: str, kind: str) -> dict[str, object]:
    """The same person as another list has it; who has married keeps the mail address or the title."""
    likely = 0.9 if kind == "married" else 0.5
    copy = {"name": name, "org": row["org"]}
    copy["title"] = row.get("title") if rng.random() < max(likely, 0.6) else None
    copy["email"] = row.get("email") if rng.random() < likely else None
    return copy


def _is_chinese(name: str) -> bool:
    return "\u4e00" <= name[0] <= "\u9fff"


def _is_latin(name: str) -> bool:
    return not _is_chinese(name)


def _respelt(rng: random.Random, name: str) -> str:
    if _is_chinese(name):
        return f"{name[0]} {name[1:]}" if rng.random() < 0.7 else f"{name[0]}\u3000{name[1:]}"
    return rng.choice([name.upper(), name.replace("’", "'").lower(), f" {name.replace(' ', chr(0xA0))} "])


def _comma(rng: random.Random, name: str) -> str:
    given, family = name.split(" ", 1)
    return f"{family}, {given}"


def _traditional(rng: random.Random, name: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(name))


def _pinyin(rng: random.Random, name: str) -> str:
    family, *given = syllables(name)
    said = f"{family.title()} {''.join(given).title()}"
    return said if rng.random() < 0.5 else " ".join(reversed(said.split()))


def _slip(rng: random.Random, name: str) -> str:
    at = rng.randrange(1, len(name) - 1)
    if rng.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _initial(rng: random.Random, name: str) -> str:
    given, family = name.split(" ", 1)
    return f"{given[0]}. {family}"


def _second(rng: random.Random, name: str) -> str:
    given, family = name.split(" ", 1)
    return f"{given} {rng.choice(_GIVEN)} {family}"


def _married(rng: random.Random, name: str) -> str:
    given, family = name.split(" ", 1)
    other = _family(rng)
    return f"{given} {other}" if rng.random() < 0.5 else f"{given} {family}-{other}"


def _homophone(rng: random.Random, name: str) -> str:
    at = next(n for n, c in enumerate(name) if n and c in _ALIKE)
    return name[:at] + _ALIKE[name[at]] + name[at + 1 :]


_Way = tuple[Callable[[str], bool], Callable[[random.Random, str], str]]
#: Ways to be written twice: whom they can befall, and what becomes of the name.
KINDS: dict[str, _Way] = {
    "case, width, spaces": (lambda name: True, _respelt),
    "family name first": (_is_latin, _comma),
    "traditional": (_is_chinese, _traditional),
    "pinyin": (_is_chinese, _pinyin),
    "slip": (_is_latin, _slip),
    "initial": (_is_latin, _initial),
    "second given name": (_is_latin, _second),
    "married": (_is_latin, _married),
    "homophone": (lambda name: any(c in _ALIKE for c in name[1:]), _homophone),
}
