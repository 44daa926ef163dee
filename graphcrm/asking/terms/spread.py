"""Terms of what spreads and what breaks: triangulation, fragmentation, messages, breadth."""

from __future__ import annotations

from graphcrm.asking.terms.term import term

__all__ = ["SPREAD"]

SPREAD = (
    term(
        "一致性 W",
        "Kendall W",
        "几种排名彼此一致的程度:100% 完全相同,0 毫无共识。",
        "How well several rankings agree: 100 % all the same, 0 no agreement at all.",
        "kendall_w",
        "concordance",
    ),
    term(
        "触达指数",
        "reach index (DII)",
        "从此人出发、沿影响关系逐步折减后触及的决策权重(Hubbell/Katz)。",
        "The decision weight that influence from this person comes to, discounted step by step (Hubbell, Katz).",
        "reach index",
        "DII",
    ),
    term(
        "影响 PageRank",
        "PageRank of influence",
        "沿“谁听谁的”随机往回走时停在此人处的比例;个性化 PageRank 每次从决策者重新开始。",
        "How often a random walk back along who listens to whom is at this person; personalised PageRank starts again at the deciders.",
        "PageRank",
        "personalised PageRank",
        "PPR",
    ),
    term(
        "HITS 枢纽值",
        "HITS hub score",
        "影响“有影响力所及之人”的程度;网络不连通时不稳。",
        "How far somebody moves people whom many others move as well; unstable where a network falls apart.",
        "HITS",
    ),
    term(
        "SALSA 枢纽值",
        "SALSA hub score",
        "在各自连通的部分里,此人发出的影响所占的比例。",
        "The part of all influence that comes from this person, within each part of the network that hangs together.",
        "SALSA",
    ),
    term(
        "Shapley 值",
        "Shapley value",
        "随机逐个联系各人时,此人平均带来多少新接触到的人。",
        "How many people on average come within reach when this one joins those contacted in random order.",
        "Shapley",
    ),
    term(
        "集体影响力",
        "collective influence",
        "本人与两步之外的人各自联系人数的乘积之和;只有一个联系人时为 0。",
        "The contacts of this person times those of people two steps away; 0 with a single contact.",
        "collective_influence",
    ),
    term(
        "电流中介度",
        "current-flow betweenness",
        "影响沿所有路径扩散(而不只是最佳路径)时经过此人的比例。",
        "The part of influence that passes this person when it spreads along all ways, not only the best ones.",
        "current_flow",
    ),
    term(
        "破碎度",
        "fragmentation (DF)",
        "人与人相距多远:0 人人直接相连,1 谁也连不到谁。",
        "How far apart people are: 0 everybody next to everybody, 1 nobody linked at all.",
        "fragmentation",
        "失去之后",
        "fragmentation after",
        "破碎度变化",
        "fragmentation change",
    ),
    term(
        "抽样误差",
        "sampling error",
        "模拟本身带来的标准误,与数据是否可靠无关。",
        "Standard error of the simulation itself; it says nothing about the data.",
        "standard error",
        "error_pct",
    ),
    term(
        "预计知悉人数",
        "people who hear",
        "消息最终传到的人数的期望,含最先得知者。",
        "How many people the message is expected to reach, those told first included.",
    ),
    term(
        "成本",
        "cost",
        "告知此人要花的成本;未给出时每人 1。",
        "What it costs to tell this person; 1 where it is not given.",
    ),
    term(
        "占部门人数",
        "of headcount",
        "活跃联系人占估计人数的比例;人数缺失则不计。",
        "Active contacts as part of the estimated headcount; not told where that is missing.",
        "占估计人数",
        "headcount ratio",
    ),
    term(
        "占已知人数",
        "of known people",
        "活跃联系人占地图上已知人员的比例。",
        "Active contacts as part of the people on the map.",
    ),
    term(
        "有两名以上的部门",
        "units with two",
        "有至少两名活跃联系人的部门所占比例。",
        "Units with two active contacts or more, as part of all units.",
    ),
    term(
        "已触达职能",
        "functions reached",
        "客户现有职能中有活跃联系人的比例。",
        "Functions of the customer in which we have an active contact, as part of all.",
    ),
)
