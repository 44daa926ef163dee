"""Terms of how a recorded relation becomes a number, and of networks without grades and roles."""

from __future__ import annotations

from graphcrm.asking.terms.term import term

__all__ = ["WEIGHTS"]

WEIGHTS = (
    term(
        "有效权重",
        "effective weight (ŵ)",
        "一条影响关系实际计入的强度:程度对应的 p × 存在概率 q × 时间衰减 × 领域系数;最高 85%。",
        "The strength with which an influence counts: p of its level × q of its confidence × decay × domain factor; 85% at most.",
        "ŵ",
        "w",
        "weight",
        "effective influence weight",
        "权重",
        "combined weight",
        "weight together",
        "合成权重",
        "合并权重",
    ),
    term(
        "程度强度",
        "p",
        "程度 1–5 换成的数:10%、25%、45%、65%、85%(十个决定里大约采纳几个)。",
        "The number for levels 1 to 5: 10, 25, 45, 65, 85% (of ten decisions, about how many).",
        "level",
        "程度",
        "强度",
    ),
    term(
        "存在概率",
        "q",
        "这条关系确实存在的可能,由置信度而来:A 95%、B 80%、C 50%、D 25%、E 40%,多人独立报告会提高它;"
        "记录了询问过谁时,则看问过的人中几人提到。",
        "How likely the relation exists at all, from its confidence: A 95, B 80, C 50, D 25, E 40%; independent reporters raise it. "
        "Where it is recorded who was asked, from how many of them name it.",
        "existence probability",
        "存在",
    ),
    term(
        "置信度",
        "confidence A–E",
        "A 证实(文件或两位独立报告人)、B 很可能(第一手)、C 可能(第二手)、D 存疑(传闻或有矛盾)、E 未评。",
        "A confirmed by a document or two independent reporters, B first-hand, C second-hand, D doubtful (rumour or contradicted), "
        "E not graded.",
        "confidence",
        "confidence A",
        "confidence B",
        "confidence C",
        "confidence D",
        "confidence E",
    ),
    term(
        "衰减",
        "decay",
        "判断随时间打的折扣:影响每 730 天、信任每 365 天减半,但不低于四分之一。",
        "The discount for age: influence halves in 730 days, trust in 365, but never below a quarter.",
    ),
    term(
        "领域系数",
        "domain factor",
        "关系的领域与商机的领域不同时折半;任一方为“综合”则不打折。",
        "Half where the relation's domain is not that of the opportunity; nothing is taken off if either is general.",
        "domain",
    ),
    term(
        "推导",
        "derived",
        "没有直接登记、由信任(0.6 倍)或汇报线推出的影响;不写入数据,可用 --no-derived 关掉。",
        "Influence that nobody recorded but that follows from trust (0.6 of it) or a reporting line; never stored, left out with "
        "--no-derived.",
        "derived edge",
    ),
    term(
        "共识分",
        "consensus",
        "适用于这类关系的方法给出的标准分(加权平均);只用于没有职级和角色的网络。",
        "Weighted mean of the normal scores by the methods that fit the kind of tie; for networks without grades and roles.",
    ),
    term(
        "网络影响份额",
        "FJ share",
        "同一套影响份额的算法,用在没有决策者的网络上,每人权重相同。",
        "The same share of influence, in a network without deciders: everybody weighs the same.",
        "Friedkin–Johnsen",
        "fj_share",
        "影响份额",
    ),
    term(
        "PageRank",
        "PageRank",
        "重要的人听从谁,谁就重要:沿关系随机游走停留的比例;只看有没有关系。",
        "Whom the important listen to is important: where a random walk along the ties stays, whatever they weigh.",
    ),
    term(
        "PageRank(取对数)",
        "PageRank, damped",
        "同上,但关系按次数的对数计。",
        "The same, with ties weighing as the logarithm of their count.",
    ),
    term(
        "PageRank(原值)",
        "PageRank, weighted",
        "同上,但关系按原来的次数或强度计。",
        "The same, with ties weighing as they are.",
    ),
    term(
        "分摊联系人",
        "shared contacts",
        "联系人数,但同时联系很多人的人按其联系人数的平方根分摊。",
        "Contacts, of which those who have many count less: each by the root of their number.",
    ),
    term(
        "HITS 权威",
        "HITS authority",
        "被许多好的“询问者”指向的程度。",
        "How much somebody is pointed at by those who point well.",
        "authority",
        "hits",
    ),
    term(
        "入强度",
        "in-strength",
        "指向此人的关系强度之和(取对数)。",
        "Strength of all ties that lead to a person, as a logarithm.",
    ),
    term(
        "入总量",
        "volume",
        "指向此人的次数或强度之和,不取对数。",
        "All that leads to a person, as it is.",
    ),
    term(
        "联系人数",
        "contacts",
        "与此人有关系的不同的人数。",
        "How many different people have a tie with this person.",
        "distinct contacts",
    ),
    term(
        "超出职级",
        "beyond rank",
        "共识分中不能由职级和资历解释的部分;正数越大,实际影响越超出头衔。",
        "What grade and seniority do not explain of the consensus; the larger, the more influence beyond the title.",
        "residual",
    ),
    term(
        "上级概率",
        "P(superior)",
        "仅凭往来的方向和数量,候选人是此人上级的可能。",
        "How likely the candidate is the person's superior, by direction and number of ties alone.",
        "p_superior",
    ),
    term(
        "关系计数",
        "ties down / ties up",
        "两人之间各方向的往来数量。",
        "How many ties run either way between the two.",
        "ties down",
        "ties up",
        "上对下",
        "下对上",
    ),
    term(
        "方法一致",
        "agreement",
        "各种方法排序的一致程度(Kendall W):低于 0.6 时先不要相信排名。",
        "How far the methods agree (Kendall's W): do not trust a ranking below 0.6.",
        "Kendall W",
    ),
)
