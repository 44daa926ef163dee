"""Fictional accounts of any size, for the table of sizes."""

from __future__ import annotations

import random

from graphcrm.edition import Edition
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
UNITS = [
    ("财务", "Finance"),
    ("信息技术", "IT"),
    ("运营", "Operations"),
    ("市场", "Marketing"),
    ("采购", "Procurement"),
    ("法务", "Legal"),
    ("研发", "R&D"),
    ("人力", "HR"),
]


def crowd(size: int, kind: str = "influence", edition: Edition = Edition.INTERNAL, seed: int = 7) -> MapModel:
    """A pyramid of `size` people with two influences each."""
    rng = random.Random(seed)
    people, edges = [], []
    for i in range(size):
        boss = None if i == 0 else (i - 1) // 6
        depth = 0
        above = boss
        while above is not None:
            depth += 1
            above = None if above == 0 else (above - 1) // 6
        unit = UNITS[0 if i == 0 else (i if depth == 1 else _branch(i)) % len(UNITS)]
        name = (
            rng.choice(SURNAMES) + rng.choice("伟芳娜敏静丽强磊军洋勇艳杰涛明超") + rng.choice(["", "华", "国", "文"])
        )
        people.append(
            MapPerson(
                id=f"c{i:04d}",
                name=name,
                title=f"岗位{i}",
                title_en=f"Post {i}",
                unit=unit[0],
                unit_en=unit[1],
                grade=max(1, 5 - depth),
                support=rng.choice([-1, 0, 0, 1, 2, 3, None]),
                share=1 / size * rng.random() * 2,
                tie=rng.random(),
                roles=("decider",) if i < 2 else (),
            )
        )
        if boss is not None:
            edges.append(MapEdge(LineKind.REPORTS_TO, f"c{i:04d}", f"c{boss:04d}"))
        for _ in range(2):
            other = rng.randrange(size)
            if other != i:
                edges.append(
                    MapEdge(
                        LineKind.INFLUENCES,
                        f"c{i:04d}",
                        f"c{other:04d}",
                        rng.choice([0.1, 0.25, 0.45]),
                        3,
                        rng.choice("ABC"),
                    )
                )
    return MapModel(
        kind=kind,
        account=MapName("大集团", "Large Group"),
        as_of="2026-11-20",
        people=tuple(people),
        edges=tuple(edges),
        edition=edition,
    )


def _branch(i: int) -> int:
    while (i - 1) // 6 != 0:
        i = (i - 1) // 6
    return i
