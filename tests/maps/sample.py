"""A fictional account of about forty people, filled by hand: what an analysis would hand to a map."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.maps.model import (
    EdgeKind,
    Edition,
    Evidence,
    MapContact,
    MapEdge,
    MapGap,
    MapKind,
    MapKpi,
    MapModel,
    MapName,
    MapNote,
    MapOpportunity,
    MapPath,
    MapPerson,
    MapReason,
)

AS_OF = "2026-11-20"
ZHOU = ("周海", "Helen Zhou", "HZ")
RAO = ("饶阿伦", "Arun Rao", "AR")
WANG = ("王莉", "Lisa Wang", "LW")
CHEN = ("陈铭", "Mark Chen", "MC")

UNITS = {
    "B": ("董事会", "Board"),
    "E": ("集团管理层", "Executive"),
    "F": ("财务", "Finance"),
    "I": ("信息技术", "IT"),
    "O": ("运营", "Operations"),
    "T": ("技术", "Technology"),
}

# id, name, name_en, title, title_en, unit, grade, boss, support, roles, share, contact (who, T, last), flags
_PEOPLE: list[tuple] = [
    ("p01", "陈国栋", "Chen Guodong", "董事长", "Chairman of the Board", "B", 5, None, 0, "approver", .05, [(ZHOU, .15, "2026-06-02")], ""),
    ("p02", "林慧敏", "Lin Huimin", "集团首席执行官", "Group CEO", "E", 5, "p01", 0, "decider", .21, [(ZHOU, .34, "2026-08-19")], "key_person"),
    ("p03", "Michael Sørensen", "", "集团首席财务官", "Group CFO", "F", 4, "p02", -1, "decider", .13, [], "key_person"),
    ("p04", "王志远", "Wang Zhiyuan", "集团首席信息官", "Group CIO", "I", 4, "p02", 1, "decider,approver", .12, [(ZHOU, .66, "2026-11-06"), (RAO, .4, "2026-10-12")], "key_person"),
    ("p05", "赵倩", "Zhao Qian", "集团首席运营官", "Group COO", "O", 4, "p02", 1, "influencer", .09, [(CHEN, .45, "2026-10-21")], ""),
    ("p06", "Anand Krishnan", "", "集团首席技术官", "Group CTO", "T", 4, "p02", -1, "technical_evaluator", .07, [(RAO, .12, "2026-09-12")], ""),
    ("p07", "刘建军", "Liu Jianjun", "采购副总裁", "VP Procurement", "F", 3, "p03", -1, "buyer,gatekeeper", .02, [(WANG, .35, "2026-10-30")], ""),
    ("p08", "Sophie Laurent", "", "财务副总裁", "VP Finance", "F", 3, "p03", 0, "approver", .02, [], ""),
    ("p09", "周晓雯", "Zhou Xiaowen", "数据与人工智能副总裁", "VP Data & AI", "I", 3, "p04", 3, "coach", .06, [(RAO, .81, "2026-11-18"), (WANG, .5, "2026-11-02")], ""),
    ("p10", "Daniel O'Brien", "", "基础设施副总裁", "VP Infrastructure", "I", 3, "p04", 0, "evaluator", .02, [(RAO, .33, "2026-10-02")], ""),
    ("p11", "孙浩", "Sun Hao", "信息安全副总裁", "VP Information Security", "I", 3, "p04", -1, "gatekeeper", .02, [], ""),
    ("p12", "黄伟", "Huang Wei", "晶圆厂运营副总裁", "VP Fab Operations", "O", 3, "p05", 3, "user", .02, [(CHEN, .64, "2026-11-11")], ""),
    ("p13", "Elena Petrova", "", "供应链副总裁", "VP Supply Chain", "O", 3, "p05", 1, "influencer", .01, [(CHEN, .3, "2026-09-28")], ""),
    ("p14", "吴佳怡", "Wu Jiayi", "平台工程副总裁", "VP Platform Engineering", "T", 3, "p06", -1, "evaluator", .008, [(RAO, .2, "2026-08-07")], ""),
    ("p15", "何丽", "He Li", "IT 品类总监", "Director, IT Category", "F", 3, "p07", 0, "gatekeeper", .004, [(WANG, .55, "2026-11-03")], ""),
    ("p16", "徐明", "Xu Ming", "财务分析总监", "Director, FP&A", "F", 3, "p08", 1, "influencer", .02, [(WANG, .42, "2026-10-15")], ""),
    ("p17", "Priya Nair", "", "数据平台总监", "Director, Data Platform", "I", 2, "p09", 3, "coach,user", .05, [(RAO, .7, "2026-11-19")], ""),
    ("p18", "马超", "Ma Chao", "分析总监", "Director, Analytics", "I", 2, "p09", 2, "user", .01, [(WANG, .38, "2026-10-09")], ""),
    ("p19", "郭静", "Guo Jing", "云平台总监", "Director, Cloud", "I", 2, "p10", 0, "evaluator", .005, [(RAO, .31, "2026-09-30")], ""),
    ("p20", "Tomás García", "", "网络与数据中心总监", "Director, Network & DC", "I", 2, "p10", None, "user", .004, [], ""),
    ("p21", "高翔", "Gao Xiang", "安全架构总监", "Director, Security Architecture", "I", 2, "p11", -1, "evaluator", .006, [], ""),
    ("p22", "罗敏", "Luo Min", "二厂运营总监", "Director, Fab-2 Operations", "O", 2, "p12", 3, "coach", .03, [(CHEN, .72, "2026-11-17")], ""),
    ("p23", "James Whitfield", "", "制造执行系统总监", "Director, MES", "O", 2, "p12", 2, "evaluator", .005, [(CHEN, .4, "2026-10-12")], ""),
    ("p24", "梁宇", "Liang Yu", "计划总监", "Director, Planning", "O", 2, "p13", 0, "user", .004, [(CHEN, .14, "2026-07-22")], ""),
    ("p25", "Kenji Tanaka", "", "架构总监", "Director, Architecture", "T", 2, "p06", -1, "technical_evaluator", .02, [], ""),
    ("p26", "宋雨", "Song Yu", "寻源经理", "Manager, Sourcing", "F", 2, "p15", 0, "buyer", .002, [(WANG, .3, "2026-09-21")], ""),
    ("p27", "邓洁", "Deng Jie", "成本控制经理", "Manager, Cost Control", "F", 2, "p16", 1, "user", .003, [(WANG, .12, "2026-05-11")], ""),
    ("p28", "韩冰", "Han Bing", "数据工程经理", "Manager, Data Engineering", "I", 2, "p17", 2, "user", .006, [(RAO, .5, "2026-11-01")], ""),
    ("p29", "Fatima Al-Sayed", "", "数据治理经理", "Manager, Data Governance", "I", 2, "p17", 0, "evaluator", .004, [(RAO, .3, "2026-10-05")], ""),
    ("p30", "曹颖", "Cao Ying", "商业智能经理", "Manager, BI", "I", 2, "p18", 3, "user", .008, [(WANG, .66, "2026-11-05")], ""),
    ("p31", "Lucas Meyer", "", "云成本经理", "Manager, Cloud FinOps", "I", 2, "p19", 0, "influencer", .006, [], ""),
    ("p32", "彭飞", "Peng Fei", "二厂良率经理", "Manager, Fab-2 Yield", "O", 2, "p22", 3, "user", .006, [(CHEN, .45, "2026-10-20")], ""),
    ("p33", "蒋琳", "Jiang Lin", "制造集成经理", "Manager, MES Integration", "O", 2, "p23", 0, "user", .002, [(CHEN, .13, "2026-06-15")], ""),
    ("p34", "董波", "Dong Bo", "核心平台经理", "Manager, Core Platform", "T", 2, "p25", -1, "evaluator", .003, [], ""),
    ("p35", "余昊", "Yu Hao", "高级数据工程师", "Senior Data Engineer", "I", 1, "p28", 1, "user", .003, [(RAO, .42, "2026-11-08")], ""),
    ("p36", "Grace Kim", "", "机器学习工程师", "ML Engineer", "I", 1, "p28", 3, "user", .003, [(RAO, .33, "2026-10-28")], ""),
    ("p37", "叶子涵", "Ye Zihan", "数据工程师", "Data Engineer", "I", 1, "p28", 0, "user", .001, [], ""),
    ("p38", "Omar Haddad", "", "数据管理员", "Data Steward", "I", 1, "p29", None, "user", .001, [], ""),
    ("p39", "任雪", "Ren Xue", "商业智能开发", "BI Developer", "I", 1, "p30", 1, "user", .001, [(WANG, .35, "2026-10-26")], ""),
    ("p40", "夏天", "Xia Tian", "良率工程师", "Yield Engineer", "O", 1, "p32", 1, "user", .001, [(CHEN, .3, "2026-09-09")], ""),
    ("p41", "贺林", "He Lin", "前基础设施总监", "Former Director, Infrastructure", "I", 2, "p10", 2, "", None, [(RAO, .5, "2026-03-09")], "left"),
]  # fmt: skip

_OUTSIDE = [
    ("x01", "何顾问", "Adviser He", "资深顾问", "Senior Adviser", 3, "明策咨询", "Mingce Consulting", "third_party", 0, .04, "independence_required"),
    ("x02", "许经理", "Xu Jin", "客户经理", "Account Manager", 2, "东方系统集成", "Orient Integration", "supplier", 1, .01, ""),
]  # fmt: skip

# source, target, level, confidence, months old, evidence
_INFLUENCES = [
    ("p02", "p01", 4, "B", 3, "Prepares every board paper"), ("p03", "p01", 3, "B", 5, "Presents the budget to the board"),
    ("p05", "p02", 5, "A", 1, "Chief of staff before COO"), ("p06", "p02", 3, "B", 4, "Weekly technology review"),
    ("p07", "p03", 3, "B", 4, ""), ("p08", "p03", 3, "C", 6, ""), ("p16", "p03", 4, "A", 2, "Owns the business case model"),
    ("p09", "p04", 4, "A", 1, "Presented our pilot to the IT board"), ("p10", "p04", 2, "B", 8, ""), ("p11", "p04", 3, "B", 5, ""),
    ("p12", "p05", 4, "A", 2, "Runs the fab steering group"), ("p13", "p05", 2, "B", 9, ""), ("p22", "p05", 3, "B", 3, "Regular breakfast with the COO"),
    ("p14", "p06", 3, "B", 7, ""), ("p25", "p06", 5, "A", 2, "Writes the target architecture"), ("p15", "p07", 3, "B", 6, ""),
    ("p17", "p09", 5, "A", 1, "Leads the evaluation team"), ("p18", "p09", 2, "B", 6, ""), ("p21", "p11", 4, "B", 4, ""),
    ("p22", "p12", 4, "A", 2, ""), ("p17", "p12", 2, "C", 10, "Heard at the supplier day"), ("p26", "p15", 2, "B", 11, ""),
    ("p27", "p16", 2, "B", 9, ""), ("p30", "p16", 3, "B", 3, "Builds the CFO's dashboards"), ("p28", "p17", 3, "A", 2, ""),
    ("p31", "p08", 2, "C", 8, "Monthly cloud cost review"), ("p29", "p21", 2, "D", 14, ""), ("p32", "p22", 3, "B", 5, ""),
    ("p35", "p28", 2, "B", 6, ""), ("p36", "p28", 2, "B", 5, ""), ("p34", "p25", 2, "B", 7, ""), ("p40", "p32", 1, "C", 30, ""),
    ("x01", "p04", 3, "B", 3, "Wrote the data strategy"), ("x01", "p25", 3, "A", 3, ""), ("x02", "p07", 2, "C", 9, ""),
]  # fmt: skip
_STRENGTH = {1: 0.10, 2: 0.25, 3: 0.45, 4: 0.65, 5: 0.85}
_CERTAIN = {"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40}
_CONFLICTS = [("p06", "p09", 2, "Build versus buy"), ("p11", "p09", 1, "Data residency"), ("p03", "p04", 1, "IT budget"), ("p25", "p17", 2, "Platform choice")]


def sample(kind: MapKind = MapKind.INFLUENCE, edition: Edition = Edition.INTERNAL) -> MapModel:
    """The account as M1 or M2 in one edition."""
    people = [_person(*row) for row in _PEOPLE] + [_outsider(*row) for row in _OUTSIDE]
    grade = {p.id: p.grade for p in people}
    edges = [MapEdge(EdgeKind.REPORTS_TO, row[0], row[7]) for row in _PEOPLE if row[7]]
    edges.append(MapEdge(EdgeKind.REPORTS_TO, "p23", "p04", dotted=True))
    for source, target, level, confidence, age, text in _INFLUENCES:
        weight = _STRENGTH[level] * _CERTAIN[confidence] * (0.25 + 0.75 * 2 ** (-age * 30.4 / 730))
        day = f"{2026 - (age > 10) - (age > 22)}-{(10 - age) % 12 + 1:02d}-12"
        edges.append(
            MapEdge(
                EdgeKind.INFLUENCES, source, target, weight, level, confidence, stale=age > 12, observed_at=day,
                inversion=weight >= 0.30 and grade[source] < grade[target], domain=Text("技术", "technical") if source in ("p25", "x01") else None,
                evidence=(Evidence(text, Text("会议纪要", "meeting note"), "Arun Rao", day),) if text else (),
            )  # fmt: skip
        )
    edges += [
        MapEdge(EdgeKind.TRUSTS, "p30", "p18", 0.22, 4, "B", derived=True, observed_at="2026-07-01"),
        MapEdge(EdgeKind.TRUSTS, "p22", "p13", 0.16, 3, "C", derived=True, observed_at="2026-05-01"),
        MapEdge(EdgeKind.INFLUENCES, "p04", "p09", 0.36, 3, "B", derived=True),
        MapEdge(EdgeKind.INFLUENCES, "p02", "p03", 0.36, 3, "B", derived=True),
    ]
    edges += [MapEdge(EdgeKind.CONFLICTS, a, b, level / 3, level, "B", evidence=(Evidence(why),), observed_at="2026-09-01") for a, b, level, why in _CONFLICTS]
    gaps = [("p03", .11, "决策者,无人联系", "Decider without any contact"), ("x01", .04, "外部影响者,无人联系", "Outside influencer, no contact"), ("p06", .06, "关系弱", "Weak tie"),
            ("p08", .02, "批准者,无人联系", "Approver without contact"), ("p11", .02, "守门人,无人联系", "Gatekeeper without contact"), ("p25", .02, "无人联系", "No contact"),
            ("p21", .006, "无人联系", "No contact"), ("p31", .006, "无人联系", "No contact"), ("p20", .004, "无人联系", "No contact"), ("p34", .003, "无人联系", "No contact")]  # fmt: skip
    return MapModel(
        kind=kind,
        account=MapName("华芯半导体集团", "Huaxin Semiconductor Group"),
        as_of=AS_OF,
        people=tuple(people),
        edges=tuple(edges),
        opportunity=MapOpportunity("集团数据平台", "Group Data Platform", 68_000_000, "CNY", "2027-03-31"),
        data_grade="B",
        kpis=(
            MapKpi(Text("相关人员", "Stakeholders"), Text("43", "43")),
            MapKpi(Text("可触达影响", "Covered"), Text("58%", "58%")),
            MapKpi(Text("支持 / 未知", "Supportive / unknown"), Text("27%", "27%"), of=Text("/ 8%", "/ 8%")),
            MapKpi(Text("关键人空白", "Key players uncovered"), Text("5", "5"), "bad", Text("/ 10", "/ 10")),
            MapKpi(Text("排他支持 / 反对", "Exclusive / opposing"), Text("6 / 8", "6 / 8")),
        ),
        paths=(
            MapPath(("p22", "p05", "p02"), 0.26, Text("可行", "feasible"), 0.5,
                    Text("到林慧敏的实际路径:罗敏>赵倩>林慧敏;罗敏不在正式名单。最弱一环:罗敏→赵倩。", "Effective path to Lin Huimin: Luo Min > Zhao Qian > Lin Huimin; Luo Min is not on the formal list. Weakest hop: Luo Min → Zhao Qian."),
                    ("p22", "p12", "p05", "p02")),
            MapPath(("p30", "p16", "p03"), 0.17, Text("可行", "feasible"), 1.0,
                    Text("到 Michael Sørensen 的实际路径经过成本模型的制作者。", "The effective path to Michael Sørensen runs through those who build the cost model.")),
            MapPath(("x01", "p25", "p06", "p02"), 0.10, Text("勉强", "long shot"), 0.33, Text("外部顾问经架构总监影响首席技术官。", "An outside adviser moves the CTO through the director of architecture.")),
        ),  # fmt: skip
        gaps=tuple(MapGap(who, severity, Text(zh, en)) for who, severity, zh, en in sorted(gaps, key=lambda g: -g[1])),
        texts=(Text("κ 折半或加倍时,前五名不变。", "Halving or doubling κ leaves the first five unchanged."),),
        edition=edition,
    )


def _person(key, name, name_en, title, title_en, unit, grade, _boss, support, roles, share, contacts, flags) -> MapPerson:  # type: ignore[no-untyped-def]
    first = f"{name_en or name} carries"
    circle = key in {"p02", "p03", "p04", "p05", "p06", "p09", "p17"}
    role_set = tuple(r for r in roles.split(",") if r)
    return MapPerson(
        id=key, name=name, name_en=name_en, grade=grade, title=title, title_en=title_en, unit=UNITS[unit][0], unit_en=UNITS[unit][1],
        org="华芯半导体集团", org_en="Huaxin Semiconductor Group", support=support, support_at="" if support is None else "2026-09-30", stale=key in {"p13", "p23"},
        support_evidence=(Evidence("Spoke for us in the steering group", Text("会议纪要", "meeting note"), "Lisa Wang", "2026-09-30"),) if support == 3 else (),
        roles=role_set, share=share, band=None if share is None else "A" if share >= .15 else "B" if share >= .05 else "C" if share >= .01 else "D",
        rank_lo=None if share is None or share < .01 else max(1, int(.3 / share)), rank_hi=None if share is None or share < .01 else int(.5 / share) + 2,
        decision_weight={"p02": .5, "p04": .3, "p03": .2}.get(key), tie=max((t for _, t, _ in contacts), default=0.0),
        contacts=tuple(MapContact(who[0], t, who[2], who[1], last) for who, t, last in contacts), owner=MapName(*contacts[0][0][:2]) if contacts else None, sponsor=MapName("周海", "Helen Zhou") if grade >= 4 else None,
        flags=frozenset(f for f in flags.split(",") if f), left_on="2026-04-30" if "left" in flags else "",
        summary=None if not share or share < .01 else Text(f"{name}约占本决策影响力的 {round(share * 100)}%。", f"{first} about {round(share * 100)}% of the influence on this decision."),
        top_paths=() if not share or share < .05 else (MapReason(Text(f"{name}>林慧敏", f"{name_en or name} > Lin Huimin"), .53), MapReason(Text(f"{name}>王志远", f"{name_en or name} > Wang Zhiyuan"), .18)),
        notes=(MapNote("Presented our pilot to the IT board."), MapNote("Wants the CIO role next year; keep to ourselves.", private=True)) if key == "p09" else (),
        in_circle=circle, listed=any(r in role_set for r in ("decider", "approver")),
    )  # fmt: skip


def _outsider(key, name, name_en, title, title_en, grade, org, org_en, category, support, share, flags) -> MapPerson:  # type: ignore[no-untyped-def]
    return MapPerson(
        id=key, name=name, name_en=name_en, grade=grade, title=title, title_en=title_en, org=org, org_en=org_en, outside=True, org_category=category,
        support=support, share=share, band="C", tie=0.0, flags=frozenset(f for f in flags.split(",") if f), in_circle=key == "x01",
    )  # fmt: skip
