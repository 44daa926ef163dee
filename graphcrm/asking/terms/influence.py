"""Terms of who moves the decision: shares, bands, paths, circles."""

from __future__ import annotations

from graphcrm.asking.terms.term import term

__all__ = ["INFLUENCE"]

INFLUENCE = (
    term(
        "影响份额",
        "decision-influence share",
        "一个人在这项决定里所占的影响,所有人合计 100%。沿着“谁听谁的”从决策者往回追,看法有多大部分来自此人。",
        "How much of this decision a person carries; everybody together is 100%. Tracing back whom the deciders listen to, "
        "the part of their opinion that begins with this person.",
        "share",
        "share from",
        "份额下限",
        "share to",
        "份额上限",
        "影响力份额",
        "份额",
        "share_pct",
    ),
    term(
        "累计",
        "cumulative",
        "按影响份额从大到小依次相加到这一行为止。",
        "The shares of influence added up, largest first, down to this row.",
        "cumulative share",
        "累计份额",
    ),
    term(
        "档",
        "band",
        "影响份额:A 不低于 15%(关键)、B 5–15%(重要)、C 1–5%(一般)、D 低于 1%。"
        "路径强度:不低于 40% 畅通、15–40% 可行、5–15% 勉强、低于 5% 不现实。",
        "Of a share: A 15% and more (key), B 5–15% (important), C 1–5% (some), D below 1%. "
        "Of a path: 40% and more strong, 15–40% feasible, 5–15% a long shot, below 5% none.",
        "band A",
        "band B",
        "band C",
        "band D",
        "bands",
        "A–D",
        "份额档",
    ),
    term(
        "关键客户",
        "key person",
        "决策权重不低于 10%,或影响份额不低于 5%,或属于最该经营的三人组合,或被人工标记;理由列会写明是哪一条。",
        "Somebody with a decision weight of 10% or more, a share of 5% or more, a place in the best set of three people, or "
        "marked by hand; the column of reasons says which.",
        "关键人",
        "key persons",
        "why key",
        "关键理由",
    ),
    term(
        "决策权重",
        "decision weight (r)",
        "正式名单上的分量:直接登记的权重,否则按角色(决策、审批 3,采购、评估、技术把关 1,使用 0.5)折算,合计 100%。"
        "没有登记任何角色时按职级推定,并会说明。",
        "Weight on the formal list: as recorded, else by role (decider and approver 3; buyer, evaluator and technical evaluator 1; "
        "user 0.5), 100% in all. Assumed from grades, and said so, where no role is recorded.",
        "decision weight",
        "r",
        "weight",
        "权重",
    ),
    term(
        "差距",
        "gap",
        "影响份额的百分位减去职级的百分位。正数:影响比职级显示的大;负数:比职级显示的小。",
        "Percentile by share of influence minus percentile by grade. Positive: carries more than the chart says; negative: less.",
    ),
    term(
        "隐形影响者",
        "hidden influencer",
        "没有决策权重、影响份额不低于 2%、差距不低于 +25% 的人:名单上没有,却左右决定。",
        "Somebody without decision weight who carries 2% or more, with a gap of +25% or more: not on the list, yet moving the "
        "decision.",
        "hidden",
        "隐性",
        "隐形",
        "hidden influencers",
    ),
    term(
        "隐形概率",
        "P(hidden)",
        "在数据不确定性的多次抽样里,此人符合隐形影响者条件的比例。",
        "In how many of the draws over the uncertainty of the data this person counts as a hidden influencer.",
        "p_hidden",
    ),
    term(
        "外部影响者",
        "outside influencer",
        "不属于客户、但影响份额不低于 2% 的人,例如顾问或供应商。",
        "Somebody who does not work for the customer but carries 2% or more, such as an adviser or a supplier.",
        "outside",
    ),
    term(
        "名义权力",
        "figurehead",
        "客户中职级 4 以上、差距不高于 −25%、影响份额低于 5% 的人:头衔高,这次不起作用。",
        "One of the customer's people of grade 4 or 5 with a gap of −25% or less and a share below 5%: a title that does not "
        "move this decision.",
        "名义",
    ),
    term(
        "隐性决策链",
        "hidden chain",
        "通向决策者、强度不低于 5% 的一条路径,至少一步不走汇报线,且途中至少一人没有决策权重。",
        "A path to a decider, of strength 5% or more, with a step outside the reporting lines and somebody on it who has no "
        "decision weight.",
        "hidden decision chain",
        "隐性链",
        "决策链",
    ),
    term(
        "非正式度",
        "informality",
        "一条路径上不沿汇报线的步数占全部步数的比例。",
        "The part of a path's steps that do not follow a reporting line.",
    ),
    term(
        "不在名单",
        "not listed",
        "在路径或影子决策圈里,但没有决策权重的人。",
        "Somebody on the path, or in the shadow circle, who has no decision weight.",
        "unlisted",
        "名单外",
        "nominal",
        "名义成员",
    ),
    term(
        "影子决策圈",
        "shadow circle",
        "按影响份额从大到小、合计达到 80% 的最小一组人;与正式名单比较,就知道谁在名单外、谁只是挂名。",
        "The smallest group that, largest share first, carries 80%; against the formal list it shows who is missing there and who "
        "is there in name only.",
        "circle",
        "decision circle",
        "决策圈",
    ),
    term(
        "路径强度",
        "strength of a path (π)",
        "路径上各步有效权重的乘积:一种可信程度,不是成功概率。",
        "The product of the effective weights of its steps: how plausible the path is, not how likely it succeeds.",
        "strength",
        "强度",
        "path strength",
        "π",
        "pi",
        "route",
    ),
    term(
        "贡献",
        "contribution",
        "这条路径(或这位决策者)在结果里占的部分。",
        "The part of the result that comes from this path, or from this decider.",
    ),
    term(
        "固执度",
        "stubbornness (κ)",
        "本人原有看法的分量:1 表示与一位总被听从的顾问一样重;越大越不受别人影响。",
        "How heavily a person's own view counts: at 1 as much as one adviser who is always followed; the larger, the less others "
        "move them.",
        "κ",
        "kappa",
        "stubbornness",
    ),
    term(
        "影响层级",
        "tier",
        "影响从上游流向下游时所在的位置;排名表里同一层(并列)表示数据分不出先后。",
        "Where somebody stands when influence runs downstream; in a ranking, people of one tier cannot be told apart by the data.",
        "tiers",
        "并列档",
        "并列",
        "层",
    ),
    term(
        "客户级别",
        "customer tier",
        "S 战略、A 伙伴、B 重点/现金流、C 一般;决定联系频度、覆盖要求和赞助人配置。没有填的按 C。",
        "S strategic, A partner, B important or cash flow, C ordinary; it sets how often to meet, which roles to cover and who gets "
        "a sponsor. Not given counts as C.",
        "tier",
        "tier S",
        "tier A",
    ),
    term(
        "职级",
        "grade",
        "各组织可比的五级:5 股东/董事会、4 高层管理、3 部门负责人、2 科室/项目经理、1 业务操作。",
        "Five steps that compare across organisations: 5 owner or board, 4 general management, 3 department head, 2 section or "
        "project manager, 1 staff.",
    ),
)
