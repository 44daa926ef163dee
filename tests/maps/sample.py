"""A fictional account of about forty people, filled by hand: what an analysis would hand to a map."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.records.edges import LineKind, MapEdge, MapEvidence
from graphcrm.maps.records.findings import MapGap, MapKpi, MapPath
from graphcrm.maps.records.model import MapModel, MapOpportunity
from graphcrm.maps.records.people import MapContact, MapName, MapNeed, MapPerson, MapReason

AS_OF = "2026-11-20"
OURS = {
    "HZ": ("周海", "Helen Zhou"),
    "AR": ("饶阿伦", "Arun Rao"),
    "LW": ("王莉", "Lisa Wang"),
    "MC": ("陈铭", "Mark Chen"),
}

UNITS = {
    "B": ("董事会", "Board"),
    "E": ("集团管理层", "Executive"),
    "F": ("财务", "Finance"),
    "I": ("信息技术", "IT"),
    "O": ("运营", "Operations"),
    "T": ("技术", "Technology"),
}

#: id | name | English name | title | English title | unit | grade | boss | support | roles | share | flags
_PEOPLE = """
p01|陈国栋|Chen Guodong|董事长|Chairman of the Board|B|5||0|approver|0.05|
p02|林慧敏|Lin Huimin|集团首席执行官|Group CEO|E|5|p01|0|decider|0.21|key_person
p03|Michael Sørensen||集团首席财务官|Group CFO|F|4|p02|-1|decider|0.13|key_person
p04|王志远|Wang Zhiyuan|集团首席信息官|Group CIO|I|4|p02|1|decider,approver|0.12|key_person
p05|赵倩|Zhao Qian|集团首席运营官|Group COO|O|4|p02|1|influencer|0.09|
p06|Anand Krishnan||集团首席技术官|Group CTO|T|4|p02|-1|technical_evaluator|0.07|
p07|刘建军|Liu Jianjun|采购副总裁|VP Procurement|F|3|p03|-1|buyer,gatekeeper|0.02|
p08|Sophie Laurent||财务副总裁|VP Finance|F|3|p03|0|approver|0.02|
p09|周晓雯|Zhou Xiaowen|数据与人工智能副总裁|VP Data & AI|I|3|p04|3|coach|0.06|
p10|Daniel O'Brien||基础设施副总裁|VP Infrastructure|I|3|p04|0|evaluator|0.02|
p11|孙浩|Sun Hao|信息安全副总裁|VP Information Security|I|3|p04|-1|gatekeeper|0.02|
p12|黄伟|Huang Wei|晶圆厂运营副总裁|VP Fab Operations|O|3|p05|3|user|0.02|
p13|Elena Petrova||供应链副总裁|VP Supply Chain|O|3|p05|1|influencer|0.01|
p14|吴佳怡|Wu Jiayi|平台工程副总裁|VP Platform Engineering|T|3|p06|-1|evaluator|0.008|
p15|何丽|He Li|IT 品类总监|Director, IT Category|F|3|p07|0|gatekeeper|0.004|
p16|徐明|Xu Ming|财务分析总监|Director, FP&A|F|3|p08|1|influencer|0.02|
p17|Priya Nair||数据平台总监|Director, Data Platform|I|2|p09|3|coach,user|0.05|
p18|马超|Ma Chao|分析总监|Director, Analytics|I|2|p09|2|user|0.01|
p19|郭静|Guo Jing|云平台总监|Director, Cloud|I|2|p10|0|evaluator|0.005|
p20|Tomás García||网络与数据中心总监|Director, Network & DC|I|2|p10||user|0.004|
p21|高翔|Gao Xiang|安全架构总监|Director, Security Architecture|I|2|p11|-1|evaluator|0.006|
p22|罗敏|Luo Min|二厂运营总监|Director, Fab-2 Operations|O|2|p12|3|coach|0.03|
p23|James Whitfield||制造执行系统总监|Director, MES|O|2|p12|2|evaluator|0.005|
p24|梁宇|Liang Yu|计划总监|Director, Planning|O|2|p13|0|user|0.004|
p25|Kenji Tanaka||架构总监|Director, Architecture|T|2|p06|-1|technical_evaluator|0.02|
p26|宋雨|Song Yu|寻源经理|Manager, Sourcing|F|2|p15|0|buyer|0.002|
p27|邓洁|Deng Jie|成本控制经理|Manager, Cost Control|F|2|p16|1|user|0.003|
p28|韩冰|Han Bing|数据工程经理|Manager, Data Engineering|I|2|p17|2|user|0.006|
p29|Fatima Al-Sayed||数据治理经理|Manager, Data Governance|I|2|p17|0|evaluator|0.004|
p30|曹颖|Cao Ying|商业智能经理|Manager, BI|I|2|p18|3|user|0.008|
p31|Lucas Meyer||云成本经理|Manager, Cloud FinOps|I|2|p19|0|influencer|0.006|
p32|彭飞|Peng Fei|二厂良率经理|Manager, Fab-2 Yield|O|2|p22|3|user|0.006|
p33|蒋琳|Jiang Lin|制造集成经理|Manager, MES Integration|O|2|p23|0|user|0.002|
p34|董波|Dong Bo|核心平台经理|Manager, Core Platform|T|2|p25|-1|evaluator|0.003|
p35|余昊|Yu Hao|高级数据工程师|Senior Data Engineer|I|1|p28|1|user|0.003|
p36|Grace Kim||机器学习工程师|ML Engineer|I|1|p28|3|user|0.003|
p37|叶子涵|Ye Zihan|数据工程师|Data Engineer|I|1|p28|0|user|0.001|
p38|Omar Haddad||数据管理员|Data Steward|I|1|p29||user|0.001|
p39|任雪|Ren Xue|商业智能开发|BI Developer|I|1|p30|1|user|0.001|
p40|夏天|Xia Tian|良率工程师|Yield Engineer|O|1|p32|1|user|0.001|
p41|贺林|He Lin|前基础设施总监|Former Director, Infrastructure|I|2|p10|2|||left
"""

#: person | our contact | tie strength | last contact
_CONTACTS = """
p01|HZ|0.15|2026-06-02  p02|HZ|0.34|2026-08-19  p04|HZ|0.66|2026-11-06  p04|AR|0.4|2026-10-12
p05|MC|0.45|2026-10-21  p06|AR|0.12|2026-09-12  p07|LW|0.35|2026-10-30  p09|AR|0.81|2026-11-18
p09|LW|0.5|2026-11-02  p10|AR|0.33|2026-10-02  p12|MC|0.64|2026-11-11  p13|MC|0.3|2026-09-28
p14|AR|0.2|2026-08-07  p15|LW|0.55|2026-11-03  p16|LW|0.42|2026-10-15  p17|AR|0.7|2026-11-19
p18|LW|0.38|2026-10-09  p19|AR|0.31|2026-09-30  p22|MC|0.72|2026-11-17  p23|MC|0.4|2026-10-12
p24|MC|0.14|2026-07-22  p26|LW|0.3|2026-09-21  p27|LW|0.12|2026-05-11  p28|AR|0.5|2026-11-01
p29|AR|0.3|2026-10-05  p30|LW|0.66|2026-11-05  p32|MC|0.45|2026-10-20  p33|MC|0.13|2026-06-15
p35|AR|0.42|2026-11-08  p36|AR|0.33|2026-10-28  p39|LW|0.35|2026-10-26  p40|MC|0.3|2026-09-09
p41|AR|0.5|2026-03-09
"""

#: id | name | English name | title | English title | grade | organisation | English | category | support | share | flags
_OUTSIDE = """
x01|何顾问|Adviser He|资深顾问|Senior Adviser|3|明策咨询|Mingce Consulting|third_party|0|0.04|independence_required
x02|许经理|Xu Jin|客户经理|Account Manager|2|东方系统集成|Orient Integration|supplier|1|0.01|
"""

#: source | target | level | confidence | months old | evidence
_INFLUENCES = """
p02|p01|4|B|3|Prepares every board paper
p03|p01|3|B|5|Presents the budget to the board
p05|p02|5|A|1|Chief of staff before COO
p06|p02|3|B|4|Weekly technology review
p07|p03|3|B|4|
p08|p03|3|C|6|
p16|p03|4|A|2|Owns the business case model
p09|p04|4|A|1|Presented our pilot to the IT board
p10|p04|2|B|8|
p11|p04|3|B|5|
p12|p05|4|A|2|Runs the fab steering group
p13|p05|2|B|9|
p22|p05|3|B|3|Regular breakfast with the COO
p14|p06|3|B|7|
p25|p06|5|A|2|Writes the target architecture
p15|p07|3|B|6|
p17|p09|5|A|1|Leads the evaluation team
p18|p09|2|B|6|
p21|p11|4|B|4|
p22|p12|4|A|2|
p17|p12|2|C|10|Heard at the supplier day
p26|p15|2|B|11|
p27|p16|2|B|9|
p30|p16|3|B|3|Builds the CFO's dashboards
p28|p17|3|A|2|
p31|p08|2|C|8|Monthly cloud cost review
p29|p21|2|D|14|
p32|p22|3|B|5|
p35|p28|2|B|6|
p36|p28|2|B|5|
p34|p25|2|B|7|
p40|p32|1|C|30|
x01|p04|3|B|3|Wrote the data strategy
x01|p25|3|A|3|
x02|p07|2|C|9|
"""

#: person | person | level | about
_CONFLICTS = """
p06|p09|2|Build versus buy
p11|p09|1|Data residency
p03|p04|1|IT budget
p25|p17|2|Platform choice
"""

#: person | severity | reason | English reason
_GAPS = """
p03|0.11|决策者,无人联系|Decider without any contact
p06|0.06|关系弱|Weak tie
x01|0.04|外部影响者,无人联系|Outside influencer, no contact
p08|0.02|批准者,无人联系|Approver without contact
p11|0.02|守门人,无人联系|Gatekeeper without contact
p25|0.02|无人联系|No contact
p21|0.006|无人联系|No contact
p31|0.006|无人联系|No contact
p20|0.004|无人联系|No contact
p34|0.003|无人联系|No contact
"""
_STRENGTH = {1: 0.10, 2: 0.25, 3: 0.45, 4: 0.65, 5: 0.85}
_CERTAIN = {"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40}
_CIRCLE = {"p02", "p03", "p04", "p05", "p06", "p09", "p17", "x01"}


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def sample(kind: str = "influence", edition: Edition = Edition.INTERNAL) -> MapModel:
    """The account as a map of one kind in one edition."""
    model = _decision(kind, edition)
    return _network(model) if kind == "network" else model


def _network(model: MapModel) -> MapModel:
    """The same people as a network of contacts: nothing is known of them but their ties."""
    people = tuple(
        MapPerson(
            id=p.id,
            name=p.name,
            grade=1,
            name_en=p.name_en,
            title=p.title,
            title_en=p.title_en,
            unit=p.unit,
            unit_en=p.unit_en,
            rank=rank,
            rank_lo=max(1, rank - 3),
            rank_hi=min(len(model.people), rank + 3),
            community=rank % 4,
            summary=Text(f"仅凭邮件:居第{rank}位。", f"From mail alone: rank {rank}."),
        )
        for rank, p in enumerate(model.people, 1)
    )
    lines = {(min(e.source, e.target), max(e.source, e.target)): i for i, e in enumerate(model.edges)}
    edges = tuple(
        MapEdge(LineKind.CONTACTS, a, b, (1 + i % 9) / 9, count=1 + i % 9, back=float(i % 3), mutual=i % 3 > 0)
        for (a, b), i in sorted(lines.items())
    )
    notice = Text("注意：仅凭邮件排不出可靠的次序。", "Caution: mail does not support a reliable order.")
    return replace(
        model,
        people=people,
        edges=edges,
        opportunity=None,
        data_grade=None,
        kpis=model.kpis[:1],
        paths=(),
        gaps=(),
        notices=(notice,),
    )


def _decision(kind: str, edition: Edition) -> MapModel:
    people = [_person(*row) for row in _rows(_PEOPLE)] + [_outsider(*row) for row in _rows(_OUTSIDE)]
    return MapModel(
        kind=kind,
        account=MapName("华芯半导体集团", "Huaxin Semiconductor Group"),
        as_of=AS_OF,
        people=tuple(people),
        edges=tuple(_edges({p.id: p.grade for p in people})),
        opportunity=MapOpportunity("集团数据平台", "Group Data Platform", 68_000_000, "CNY", "2027-03-31"),
        data_grade="B",
        kpis=(
            MapKpi(Text("相关人员", "Stakeholders"), Text("43", "43")),
            MapKpi(Text("可触达影响", "Covered"), Text("58%", "58%")),
            MapKpi(Text("支持 / 未知", "Supportive / unknown"), Text("27%", "27%"), of=Text("/ 8%", "/ 8%")),
            MapKpi(Text("关键人空白", "Key players uncovered"), Text("5", "5"), "bad", Text("/ 10", "/ 10")),
            MapKpi(Text("排他支持 / 反对", "Exclusive / opposing"), Text("6 / 8", "6 / 8")),
        ),
        paths=_paths(),
        gaps=tuple(MapGap(who, float(severity), Text(zh, en)) for who, severity, zh, en in _rows(_GAPS)),
        texts=(Text("κ 折半或加倍时,前五名不变。", "Halving or doubling κ leaves the first five unchanged."),),
        edition=edition,
    )


def _paths() -> tuple[MapPath, ...]:
    feasible, long_shot = Text("可行", "feasible"), Text("勉强", "long shot")
    first = Text(
        "到林慧敏的实际路径:罗敏>赵倩>林慧敏;罗敏不在正式名单。最弱一环：罗敏→赵倩。",
        "Effective path to Lin Huimin: Luo Min > Zhao Qian > Lin Huimin; Luo Min is not on the formal list. "
        "Weakest hop: Luo Min → Zhao Qian.",
    )
    second = Text(
        "到 Michael Sørensen 的实际路径经过成本模型的制作者。",
        "The effective path to Michael Sørensen runs through those who build the cost model.",
    )
    third = Text(
        "外部顾问经架构总监影响首席技术官。", "An outside adviser moves the CTO through the director of architecture."
    )
    return (
        MapPath(("p22", "p05", "p02"), 0.26, feasible, 0.5, first, ("p22", "p12", "p05", "p02")),
        MapPath(("p30", "p16", "p03"), 0.17, feasible, 1.0, second),
        MapPath(("x01", "p25", "p06", "p02"), 0.10, long_shot, 0.33, third),
    )


def _edges(grade: dict[str, int]) -> list[MapEdge]:
    edges = [MapEdge(LineKind.REPORTS_TO, row[0], row[7]) for row in _rows(_PEOPLE) if row[7]]
    edges.append(MapEdge(LineKind.REPORTS_TO, "p23", "p04", dotted=True))
    for source, target, level, confidence, months, text in _rows(_INFLUENCES):
        age = int(months)
        weight = _STRENGTH[int(level)] * _CERTAIN[confidence] * (0.25 + 0.75 * 2 ** (-age * 30.4 / 730))
        day = f"{2026 - (age > 10) - (age > 22)}-{(10 - age) % 12 + 1:02d}-12"
        edges.append(
            MapEdge(
                LineKind.INFLUENCES,
                source,
                target,
                weight,
                int(level),
                confidence,  # type: ignore[arg-type]
                stale=age > 12,
                inversion=weight >= 0.30 and grade[source] < grade[target],
                evidence=(MapEvidence(text, Text("会议纪要", "meeting note"), Text("拉奥", "Arun Rao"), day),)
                if text
                else (),
                observed_at=day,
                domain=Text("技术", "technical") if source in ("p25", "x01") else None,
            )
        )
    edges += [
        MapEdge(LineKind.TRUSTS, "p30", "p18", 0.22, 4, "B", derived=True, observed_at="2026-07-01"),
        MapEdge(LineKind.TRUSTS, "p22", "p13", 0.16, 3, "C", derived=True, observed_at="2026-05-01"),
        MapEdge(LineKind.INFLUENCES, "p04", "p09", 0.36, 3, "B", derived=True),
        MapEdge(LineKind.INFLUENCES, "p02", "p03", 0.36, 3, "B", derived=True),
    ]
    for a, b, level, about in _rows(_CONFLICTS):
        n = int(level)
        edges.append(
            MapEdge(LineKind.CONFLICTS, a, b, n / 3, n, "B", evidence=(MapEvidence(about),), observed_at="2026-09-01")
        )
    return edges


def _person(
    key: str,
    name: str,
    name_en: str,
    title: str,
    title_en: str,
    unit: str,
    grade: str,
    _boss: str,
    support: str,
    roles: str,
    share: str,
    flags: str,
) -> MapPerson:
    part = float(share) if share else None
    ranked = part is not None and part >= 0.01
    known = _contacts(key)
    who = name_en or name
    said = MapEvidence(
        "Spoke for us in the steering group", Text("会议纪要", "meeting note"), Text("王丽", "Lisa Wang"), "2026-09-30"
    )
    secret = MapNeed("Wants the CIO role next year; keep to ourselves.", private=True)
    return MapPerson(
        id=key,
        name=name,
        name_en=name_en,
        grade=int(grade),
        title=title,
        title_en=title_en,
        unit=UNITS[unit][0],
        unit_en=UNITS[unit][1],
        org="华芯半导体集团",
        org_en="Huaxin Semiconductor Group",
        support=int(support) if support else None,
        support_at="2026-09-30" if support else "",
        support_evidence=(said,) if support == "3" else (),
        stale=key in {"p13", "p23"},
        roles=tuple(r for r in roles.split(",") if r),
        share=part,
        band=None if part is None else "A" if part >= 0.15 else "B" if part >= 0.05 else "C" if part >= 0.01 else "D",
        rank_lo=max(1, int(0.3 / part)) if part and ranked else None,
        rank_hi=int(0.5 / part) + 2 if part and ranked else None,
        decision_weight={"p02": 0.5, "p04": 0.3, "p03": 0.2}.get(key),
        tie=max((c.strength for c in known), default=0.0),
        contacts=known,
        owner=MapName(known[0].name, known[0].name_en) if known else None,
        sponsor=MapName(*OURS["HZ"]) if int(grade) >= 4 else None,
        flags=frozenset(f for f in flags.split(",") if f),
        left_on="2026-04-30" if "left" in flags else "",
        summary=Text(
            f"{name}约占本决策影响力的 {round(part * 100)}%。",
            f"{who} carries about {round(part * 100)}% of the influence on this decision.",
        )
        if part and ranked
        else None,
        top_paths=(
            MapReason(Text(f"{name}>林慧敏", f"{who} > Lin Huimin"), 0.53),
            MapReason(Text(f"{name}>王志远", f"{who} > Wang Zhiyuan"), 0.18),
        )
        if part and part >= 0.05
        else (),
        needs=(MapNeed("Presented our pilot to the IT board."), secret) if key == "p09" else (),
        in_circle=key in _CIRCLE,
        listed="decider" in roles or "approver" in roles,
    )


def _contacts(key: str) -> tuple[MapContact, ...]:
    rows = [entry.split("|") for entry in _CONTACTS.split()]
    return tuple(
        MapContact(OURS[ours][0], float(strength), ours, OURS[ours][1], last)
        for person, ours, strength, last in rows
        if person == key
    )


def _outsider(
    key: str,
    name: str,
    name_en: str,
    title: str,
    title_en: str,
    grade: str,
    org: str,
    org_en: str,
    category: str,
    support: str,
    share: str,
    flags: str,
) -> MapPerson:
    return MapPerson(
        id=key,
        name=name,
        name_en=name_en,
        grade=int(grade),
        title=title,
        title_en=title_en,
        org=org,
        org_en=org_en,
        outside=True,
        org_category=category,
        support=int(support),
        share=float(share),
        band="C",
        tie=0.0,
        flags=frozenset(f for f in flags.split(",") if f),
        in_circle=key in _CIRCLE,
    )
