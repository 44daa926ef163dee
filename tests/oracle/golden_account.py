"""The published golden account (a bank of thirteen people) as import files."""

import csv
from pathlib import Path

AS_OF = "2026-06-30"
PEOPLE = (
    "c1 陈董 5 general|c2 林行长 4 general|c3 周CIO 4 it|c4 吴CFO 4 finance|c5 郑总 3 it|c6 王工 2 it|c7 孙采购 3 procurement|"
    "c8 李秘 1 general|c9 赵运维 2 operations|c10 钱工 1 operations|c11 冯风控 3 risk"
)
OUTSIDERS = (("t1", "何顾问", 3, "ADV"), ("s1", "许经理", 2, "SUP"))
OURS = (
    "u1 张 2 sales ar|u2 刘 2 engineering sr|u3 高副总 4 sales exec 5 4 2|u4 马 2 service fr|u5 CTO 4 it exec 5 4 2|"
    "u6 CFO 4 finance exec 4 3 1|u7 董事长 5 general exec 4 3 1"
)
INFLUENCES = (
    "c6>c3 5A, c6>c5 4A, c3>c2 4B, c4>c2 3B, c5>c3 3A, c7>c4 3C, c8>c2 3B, c2>c1 4B, c1>c2 3B, c11>c4 2C, c9>c5 2A, "
    "c10>c9 2B, c10>c6 1C, t1>c3 3B, t1>c6 3A, s1>c9 3B, s1>c7 2C, c3>c5 4A, c2>c3 4A, c2>c4 4A, c2>c7 2B, c5>c9 4A, "
    "c9>c10 4A, c6>c8 2C"
)
SUPPORT = {"c2": 0, "c3": 1, "c4": -1, "c5": 2, "c6": 3, "c7": -1, "c8": 0, "c9": 1, "c10": 2, "t1": 0, "s1": 1}
KNOWS = "u5-c3 .20|u1-c7 .55|u1-c9 .70|u1-c5 .62|u2-c6 .80|u2-c5 .50|u2-c10 .40|u3-c2 .32|u3-c3 .45|u4-c9 .60"
WEIGHTS = {"c2": 0.5, "c3": 0.3, "c4": 0.2}

Cells = dict[str, object]


def write_table(folder: Path, table: str, rows: list[Cells]) -> None:
    """Write one table; columns in the order in which they first occur."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        writer.writerows(rows)


def _people() -> list[Cells]:
    rows: list[Cells] = []
    for entry in PEOPLE.split("|"):
        who, name, grade, function = entry.split()
        rows.append({"id": who, "name": name, "org": "HY", "grade": grade, "function": function})
    rows += [{"id": i, "name": name, "org": org, "grade": grade} for i, name, grade, org in OUTSIDERS]
    for entry in OURS.split("|"):
        who, name, grade, function, role, *terms = entry.split()
        row: Cells = {"id": who, "name": name, "org": "US", "grade": grade, "function": function, "role": role}
        rows.append(row | dict(zip(("ability", "willingness", "sponsor_capacity"), terms, strict=False)))
    return rows


def _edges() -> list[Cells]:
    source: Cells = {"source": "colleague_report", "reported_by": "u1", "observed_at": AS_OF}
    rows: list[Cells] = []
    for entry in INFLUENCES.split(", "):
        pair, grading = entry.split()
        u, v = pair.split(">")
        rows.append({"kind": "INFLUENCES", "from": u, "to": v, "level": grading[0], "confidence": grading[1], **source})
    for person, level in SUPPORT.items():
        rows.append({"kind": "STANCE", "from": person, "to": "US", "level": level, "confidence": "B", **source})
    for entry in KNOWS.split("|"):
        pair, score = entry.split()
        i, v = pair.split("-")
        rows.append({"kind": "KNOWS", "from": i, "to": v, "external_score": score, "external_date": AS_OF, **source})
    return rows


def write_golden(folder: Path) -> Path:
    """Write the golden account into a folder and return it."""
    categories = {"US": "our_company", "HY": "customer", "ADV": "third_party", "SUP": "supplier", "RIV": "competitor"}
    orgs: list[Cells] = [
        {
            "id": i,
            "name": i,
            "category": category,
            "subtype": "consultant" if i == "ADV" else "",
            "tier": "A" if i == "HY" else "",
        }
        for i, category in categories.items()
    ]
    write_table(folder, "orgs", orgs)
    write_table(folder, "people", _people())
    write_table(folder, "edges", _edges())
    core: Cells = {"id": "HY-CORE", "name": "core", "customer": "HY", "stage": "s2", "decision_rule": "weighted"}
    write_table(folder, "opportunities", [core | {"domain": "general", "status": "open", "competitors": "RIV"}])
    roles: list[Cells] = [
        {
            "person": p,
            "opportunity": "HY-CORE",
            "roles": "decider",
            "decision_weight": weight,
            "source": "org_chart",
            "reported_by": "u1",
            "observed_at": AS_OF,
        }
        for p, weight in WEIGHTS.items()
    ]
    write_table(folder, "roles", roles)
    return folder
