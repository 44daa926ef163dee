"""Terms of the plan of an account: by what a decision is made, what could be sold where."""

from __future__ import annotations

from graphcrm.asking.terms.term import term

__all__ = ["PLAN"]

PLAN = (
    term(
        "标准权重",
        "criterion weight",
        "一条决策标准在决策中占多重:每个人把自己的一票按所给权重分给各条标准,各人的票按影响份额计,合计 100%。"
        "已知不足 40% 的决策影响时不给出。",
        "What a decision criterion counts for: everybody spreads one vote over the criteria by the weights they give, and votes count "
        "by share of influence; together 100%. Not shown where less than 40% of the influence is known.",
        "weight_pct",
    ),
    term(
        "已知影响",
        "influence known",
        "已知其对各条标准看重程度的人,合计占决策影响的多少。",
        "The share of influence of those people whose weights for the criteria are recorded.",
        "known_pct",
    ),
    term(
        "标准契合度",
        "criterion fit",
        "在客户看来,一家供应商在一条标准上有多合适:−2 明显不足 … 2 明显最好,按影响份额和看重程度加权。差距是我方减去最强对手。",
        "How well a vendor meets a criterion in the eyes of the customer: −2 clearly short … 2 clearly best, weighted by influence and "
        "by how much each person minds it. The gap is ours less the best rival's.",
        "our fit",
        "我方契合",
        "rival's fit",
        "对手契合",
    ),
    term(
        "触达",
        "reach",
        "我方与某处决策人中最好的一条关系的强度 T;尚不知由谁决定时为空。",
        "The strength T of our best tie to any of those who decide in a place; empty where nobody is known.",
    ),
    term(
        "机会金额",
        "amount",
        "一个产品在一个部门的估计金额;不同货币不相加,也不互相比较。",
        "What a product is estimated to bring in a unit; different currencies are neither added nor compared.",
        "金额",
    ),
    term(
        "风险份额",
        "share at risk",
        "一条发现涉及的决策影响份额;不是可能性。",
        "The share of the decision that a finding touches; not how likely anything is.",
        "severity",
    ),
    term(
        "商机资格",
        "qualification",
        "行业清单(MEDDPICC 等)的各项由已录入的事实算出:绿、黄、红,什么都没有记录时为未知;不能手填。",
        "The points of a checklist of the trade (MEDDPICC and others), computed from what is recorded: green, amber, red, and unknown "
        "where nothing of the kind is; none can be typed in.",
        "meddpicc",
        "champion",
        "拥护者",
    ),
)
