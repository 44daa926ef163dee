"""Rubrics: the weights and thresholds by which people, relationships and suppliers are rated. A team may change each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphcrm.i18n import Text

__all__ = ["Rubrics", "setting_table"]


def setting_table(about: Text, default: Mapping[str, Any], **keys: Text) -> Any:
    """A table with what it means, and what its keys mean where they are no codes of the data model."""
    return field(default_factory=lambda: default, metadata={"about": about, "keys": keys})


def _steps(*texts: Text) -> Mapping[str, Text]:
    """What is seen of somebody at each step of a dimension, −1 to 3."""
    return {str(step): text for step, text in enumerate(texts, -1)}


_DIMENSIONS = {
    "acceptance": Text("接受认可度", "acceptance"),
    "participation": Text("活动参与度", "participation"),
    "information": Text("信息传递", "information"),
    "guidance": Text("业务指导", "guidance"),
    "project_support": Text("项目支持度", "project support"),
    "rivals": Text("竞争态度", "attitude to rivals"),
}


@dataclass(frozen=True)
class Rubrics:
    """Tables of the settings by which somebody or something is rated; shares are 0..1, days whole days."""

    status_weights: Mapping[str, float] = setting_table(
        Text("六维现状评估各维度在综合分中的权重", "Weight of each dimension of the status in the composite"),
        {
            "acceptance": 0.20,
            "participation": 0.10,
            "information": 0.20,
            "guidance": 0.15,
            "project_support": 0.20,
            "rivals": 0.15,
        },
        **_DIMENSIONS,
    )
    anchors: Mapping[str, Mapping[str, Text]] = setting_table(
        Text("六维现状评估各维度每一分的行为描述", "What a score of each dimension of the status stands for"),
        {
            "acceptance": _steps(
                Text("拒绝或公开批评", "rejects or criticises us in public"),
                Text("礼节性接待", "courteous, no more"),
                Text("认可个别产品或人", "respects some of our products or people"),
                Text("认可公司与团队,主动肯定", "values our company and team, and says so to others"),
                Text("视为首选伙伴,在内部倡导", "advocates us as the first choice in their house"),
            ),
            "participation": _steps(
                Text("拒绝一切邀请", "declines every invitation"),
                Text("偶尔出席公开活动", "comes to public events now and then"),
                Text("受邀参加技术或业务交流", "joins technical or business exchanges when invited"),
                Text("主动参加考察、样板点,带同事", "comes to visits and reference sites and brings colleagues"),
                Text("主动发起并调动他人", "initiates activities and gets others to join"),
            ),
            "information": _steps(
                Text("误导,或只给对手", "misleads us, or informs rivals only"),
                Text("只给公开信息", "gives public information only"),
                Text("被问时给工作信息", "answers working questions"),
                Text("主动提供决策进程、他人态度", "volunteers how the decision goes and where others stand"),
                Text(
                    "及时给关键且可核实的信息,并核对我方理解",
                    "gives timely, verifiable key information and corrects us",
                ),
            ),
            "guidance": _steps(
                Text("设障", "obstructs"),
                Text("无指导", "gives none"),
                Text("对日常业务提建议", "gives hints on day-to-day business"),
                Text("指导方案与策略", "guides our solution and approach"),
                Text("共同制定并检验策略", "designs and tests the strategy with us"),
            ),
            "project_support": _steps(
                Text("反对我方方案", "opposes our solution"),
                Text("不表态", "is silent"),
                Text("私下支持", "supports us in private"),
                Text("会上公开支持并说明理由", "speaks up for us in formal meetings, with reasons"),
                Text("推动决策、承担风险", "drives the decision at their own risk"),
            ),
            "rivals": _steps(
                Text("支持对手", "backs a rival"),
                Text("一视同仁", "treats all alike"),
                Text("略偏我方", "leans to us"),
                Text("提示对手动向、限制其影响", "warns us of rivals and limits them"),
                Text("排他", "excludes rivals"),
            ),
        },
        **_DIMENSIONS,
    )
    status: Mapping[str, float] = setting_table(
        Text("六维现状评估的定级与趋势", "Level and trend of the six-dimension status"),
        {"enough": 4, "evidence_days": 180, "trend_days": 365, "trend": 0.5, "disputed": 2},
        enough=Text("至少已知几个维度才定级", "fewest known dimensions that give a level"),
        evidence_days=Text("证据最多比评估早几天", "most days by which evidence may precede the assessment"),
        trend_days=Text("趋势看多少天以内的评估", "age in days up to which assessments enter the trend"),
        trend=Text("每年升降几级算改善或下滑", "levels a year from which on it improves or declines"),
        disputed=Text("两位评估人相差几级算有分歧", "levels between two assessors from which on they disagree"),
    )
    gates: Mapping[str, float] = setting_table(
        Text(
            "六维现状评估:综合分达到多少定几级", "Composite of the six-dimension status from which on a level is given"
        ),
        {"against": -0.25, "limited": 0.6, "supports": 1.5, "exclusive": 2.5},
        against=Text("低于此为 −1 级", "below it the level is −1"),
        limited=Text("1 级(并须接受认可度 ≥ 1)", "level 1 (with acceptance of 1 at least)"),
        supports=Text("2 级(并须项目支持度 ≥ 2)", "level 2 (with project support of 2 at least)"),
        exclusive=Text(
            "3 级(并须竞争态度 3、项目支持度 ≥ 2)", "level 3 (with attitude to rivals 3, project support 2 at least)"
        ),
    )
    champion: Mapping[str, float] = setting_table(
        Text("教练与拥护者的判定", "Who is a coach, and who a champion"),
        {"support": 2, "information": 2, "share": 0.05},
        support=Text("教练:支持度至少", "a coach: support at least"),
        information=Text("教练:信息传递至少", "a coach: information at least"),
        share=Text("拥护者:影响份额至少", "a champion: influence share at least"),
    )
    plays: Mapping[str, Text] = setting_table(
        Text("对各支持度的人下一步怎么做", "What to do next with people, by their level of support"),
        {
            "distrust": Text(
                "坚持拜访、争取一切业务交流机会,用事实和样板重建信任",
                "keep visiting, take every chance of professional exchange, rebuild trust with facts and references",
            ),
            "demanding": Text(
                "管理期望值、信守承诺、一切书面确认",
                "manage expectations, keep promises, confirm everything in writing",
            ),
            "opposes": Text(
                "先弄清其反对背后的关切;请他所尊重的同行与之交流(graphcrm query introductions);不以个人手段孤立任何人",
                "understand the interest behind it; find a respected peer (graphcrm query introductions); never isolate by "
                "personal means",
            ),
            "neutral": Text(
                "展现实力、增强信心:公司考察、样板点、技术交流;建立专业信任",
                "show strength and build confidence: company visit, reference site, technical exchange; earn professional trust",
            ),
            "limited": Text(
                "帮助其取得一个具体的专业成果;把信任扩展到我方第二个人",
                "give them a concrete professional win; widen trust to a second person of ours",
            ),
            "supports": Text(
                "请其做一件具体的事(一次会议、一次评审);公开地互惠",
                "ask for a specific act (a meeting, a review); reciprocate openly",
            ),
            "exclusive": Text(
                "继续维持、发展为教练、帮助其成功;保护这段关系,补充一位接替联系人",
                "keep it up, develop a coach, help them succeed; protect the relationship, add a successor contact",
            ),
            "unknown": Text(
                "先了解其态度,可问与其往来最多的同事", "find out first; ask the colleague who meets them most"
            ),
        },
        distrust=Text("−1 不信任", "−1, distrust"),
        demanding=Text("−1 索求无度", "−1, demanding"),
        opposes=Text("−1 支持对手或反对,或未录入缘由", "−1, opposes or backs a rival, or no reason recorded"),
        neutral=Text("0 中立", "0, neutral"),
        limited=Text("1 支持有限", "1, limited support"),
        supports=Text("2 支持", "2, supports"),
        exclusive=Text("3 支持并排他", "3, supports exclusively"),
        unknown=Text("态度未知", "attitude unknown"),
    )
    contest: Mapping[str, float] = setting_table(
        Text("与对手的竞争态势", "The contest with a competitor"),
        {"tie_step": 0.05, "hold_least": 0.25, "hold_most": 4, "hold_ours": 1.5},
        tie_step=Text("关系 T 变化多少算升降", "change of a tie T that counts as one"),
        hold_least=Text("争取一个人的最低代价", "least cost of neutralising a person"),
        hold_most=Text("争取一个人的最高代价", "greatest cost of neutralising a person"),
        hold_ours=Text("我方一个人的代价", "cost of one of ours"),
    )
    relationship: Mapping[str, float] = setting_table(
        Text("客户关系四级的门槛;份额以 0–1 计", "Thresholds of the four relationship levels; shares are 0 to 1"),
        {
            "days": 365,
            "active_contacts": 5,
            "active_units": 2,
            "covered": 0.30,
            "supportive": 0.20,
            "contracts": 2,
            "first_tenure": 1,
            "wallet": 0.25,
            "two_way": 0.30,
            "executive_pairs": 1,
            "executive_meetings": 2,
            "partner_covered": 0.60,
            "advocacy": 0.40,
            "hostile": 0.15,
            "tenure": 2,
            "joint_activities": 2,
            "information": 2,
            "partner_wallet": 0.50,
            "partner_exclusive": 0.15,
            "threads": 2,
            "written_plans": 1,
            "alliances": 1,
            "importance": 4,
            "shared_goals": 1,
            "exclusive": 0.30,
            "switching_cost": 4,
            "fit_switching": 3,
            "fit_bargaining": 1,
            "fit_strategic": 5,
            "bow_tie": 0.60,
            "luxury": 0.10,
        },
        days=Text("看多少天以内的互动", "days of interactions that are looked at"),
        active_contacts=Text("二级:有效联系人数", "level 2: active contacts"),
        active_units=Text("二级:有有效联系人的部门数", "level 2: units with an active contact"),
        covered=Text("二级:已触达份额", "level 2: covered share"),
        supportive=Text("二级:支持份额", "level 2: supportive share"),
        contracts=Text("二级:合同数", "level 2: contracts"),
        first_tenure=Text("二级:或首份合同距今年数", "level 2: or years since the first contract"),
        wallet=Text("二级:钱包份额", "level 2: wallet share"),
        two_way=Text("二级:客户发起的互动占比", "level 2: part of the interactions that the customer started"),
        executive_pairs=Text("三级:高层对口数", "level 3: executive pairs"),
        executive_meetings=Text("三级:每对高层会面次数", "level 3: executive meetings of a pair"),
        partner_covered=Text("三级:已触达份额", "level 3: covered share"),
        advocacy=Text("三级:拥护份额", "level 3: share of advocates"),
        hostile=Text("三级:反对份额最多", "level 3: hostile share at most"),
        tenure=Text("三级:首份合同距今年数", "level 3: years since the first contract"),
        joint_activities=Text("三级:共同规划与联合创新次数", "level 3: joint planning and innovation"),
        information=Text("三级:关键人信息传递中位数", "level 3: median of the information key people pass on"),
        partner_wallet=Text("三级:钱包份额", "level 3: wallet share"),
        partner_exclusive=Text("三级:或排他份额", "level 3: or exclusive share"),
        threads=Text("三级:到每位决策者的最少线路", "level 3: fewest threads to any decider"),
        written_plans=Text("三级:书面确认的共同规划次数", "level 3: joint plans confirmed in writing"),
        alliances=Text("四级:联盟或持股数", "level 4: alliances or stakes"),
        importance=Text("四级与建议:双方重要性", "level 4 and fit: importance to each other"),
        shared_goals=Text("四级:双方认可的目标数", "level 4: goals agreed by both"),
        exclusive=Text("四级:排他份额", "level 4: exclusive share"),
        switching_cost=Text("四级:双方转换成本", "level 4: switching cost of both"),
        fit_switching=Text("建议三级及以上:双方转换成本", "to recommend level 3: switching cost of both"),
        fit_bargaining=Text(
            "建议三级及以上:议价能力最多相差", "to recommend level 3: bargaining power differs by at most"
        ),
        fit_strategic=Text("建议四级:战略匹配度", "to recommend level 4: strategic fit"),
        bow_tie=Text("领结指数达到多少算缺少结构", "bow-tie index from which on structure is missing"),
        luxury=Text("服务成本占收入多少以上算奢侈", "cost to serve as part of revenue above which it is a luxury"),
    )
    salience: Mapping[str, float] = setting_table(
        Text("权力—兴趣", "Power and interest"),
        {"share": 0.15, "contacts": 4, "days": 180, "high": 0.5},
        share=Text("影响份额达到多少算满", "influence share that counts in full"),
        contacts=Text("互动几次算满", "interactions that count in full"),
        days=Text("看多少天以内的互动", "days of interactions that are looked at"),
        high=Text("达到多少算高", "from which on either is high"),
    )
    supplier_weights: Mapping[str, float] = setting_table(
        Text("供应商六项的权重", "Weights of the six supplier criteria"),
        {
            "capital_qualification": 0.15,
            "people": 0.20,
            "reputation": 0.20,
            "service_system": 0.20,
            "scalability": 0.15,
            "complementarity": 0.10,
        },
        capital_qualification=Text("注册资本和资质", "capital and qualification"),
        people=Text("人员情况", "people"),
        reputation=Text("客户评价", "reputation"),
        service_system=Text("服务体系", "service system"),
        scalability=Text("可扩展性", "scalability"),
        complementarity=Text("竞争与互补", "complementarity"),
    )
    supplier: Mapping[str, float] = setting_table(
        Text("供应商等级与评审周期", "Grades of suppliers and their review cycle"),
        {"A": 4.2, "B": 3.5, "C": 2.8, "months_A": 12, "months_B": 6, "months_C": 3, "months_D": 3, "high": 3},
        A=Text("A 级总分", "total of grade A"),
        B=Text("B 级总分", "total of grade B"),
        C=Text("C 级总分,以下为 D", "total of grade C; below it is D"),
        months_A=Text("A 级评审周期(月)", "months between reviews, grade A"),
        months_B=Text("B 级评审周期(月)", "months between reviews, grade B"),
        months_C=Text("C 级评审周期(月)", "months between reviews, grade C"),
        months_D=Text("D 级评审周期(月)", "months between reviews, grade D"),
        high=Text("供应风险、盈利影响达到几分算高", "supply risk and profit impact from which on they are high"),
    )
    verify: Mapping[str, float] = setting_table(
        Text("待核实关系:两人之间可能有关系的得分", "What to find out: the score of a tie that may be missing"),
        {"common": 0.4, "meetings": 0.3, "unit": 0.2, "history": 0.1, "days": 365},
        common=Text("共同关系人的权重", "weight of common contacts"),
        meetings=Text("共同出席的权重", "weight of meetings of both"),
        unit=Text("同部门的权重", "weight of the same unit"),
        history=Text("历史交往的权重", "weight of a shared history"),
        days=Text("看多少天以内的共同出席", "days of meetings that are looked at"),
    )
    stars: Mapping[str, float] = setting_table(
        Text("明日之星的信号", "Signals of rising stars"),
        {"signals": 2, "share": 0.01, "ties": 2, "neighbours": 2, "grade": 2},
        signals=Text("至少几个信号", "fewest signals"),
        share=Text("影响份额上升多少", "rise of the influence share"),
        ties=Text("新增信任或影响几条", "new ties of trust or influence"),
        neighbours=Text("其他部门的关系人几位", "neighbours in other units"),
        grade=Text("职级最高几级", "highest grade"),
    )
