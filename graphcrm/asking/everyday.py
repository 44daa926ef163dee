"""What people say, beside what the catalogue says: everyday words and the words of questions, columns and help that mean the same."""

from __future__ import annotations

__all__ = ["ALIKE", "SILENT"]

#: Words of one group stand for each other; the catalogue's own first.
ALIKE: tuple[tuple[str, ...], ...] = (
    ("hostile", "opposed", "oppose", "against", "block", "blocker", "enemy", "veto", "反对", "阻挠", "阻碍", "否决", "不支持", "敌对"),
    ("support", "supportive", "ally", "friend", "champion", "coach", "advocate", "for us", "支持", "拥护", "教练", "盟友", "自己人"),
    ("decision", "decider", "decide", "boss", "approve", "sign", "decisive", "决定", "决策", "拍板", "说了算", "老大"),
    ("influence", "influential", "power", "matter", "important", "key", "moves", "影响", "左右", "关键人", "重要", "有权"),
    ("hidden", "shadow", "informal", "secret", "invisible", "隐形", "影子", "隐性", "背后", "幕后", "名单外"),
    ("reach", "route", "access", "introduce", "meet", "接触", "公关", "路线", "引荐", "认识", "搭线", "够得着"),
    ("competitor", "rival", "vendor", "competition", "对手", "竞争", "竞品", "友商"),
    ("cooling", "cold", "fade", "lose touch", "变冷", "冷淡", "疏远"),
    ("overdue", "due", "contact", "call", "visit", "联系", "拜访", "该联系", "逾期"),
    ("leave", "quit", "resign", "departure", "离开", "离职", "走了", "跳槽"),
    ("gap", "missing", "uncovered", "blind", "空白", "缺口", "遗漏", "没覆盖", "盲区"),
    ("coverage", "cover", "覆盖", "触达"),
    ("sponsor", "executive", "赞助人", "高层", "领导"),
    ("thread", "single", "cut", "depend", "fragile", "单线", "脆弱", "依赖"),
    ("forecast", "lean", "win", "chance", "odds", "outcome", "倾向", "胜算", "赢面", "能赢", "结果"),
    ("verify", "find out", "unknown", "uncertain", "doubt", "核实", "不清楚", "未知", "存疑"),
    ("trustworthy", "audit", "quality", "reliable", "可信", "可靠", "质量", "准不准"),
    ("changed", "change", "new", "since", "变化", "改变", "最近"),
    ("circle", "faction", "camp", "group", "clique", "圈子", "派系", "山头", "小团体"),
    ("broker", "between", "gatekeeper", "bottleneck", "必经", "中介", "守门人", "把关"),
    ("supplier", "partner", "供应商", "合作伙伴"),
    ("needs", "need", "want", "interest", "pain", "诉求", "需求", "想要", "痛点"),
    ("promise", "promised", "owe", "commitment", "承诺", "答应", "欠"),
    ("criteria", "criterion", "requirement", "标准", "要求"),
    ("sold", "sell", "upsell", "cross-sell", "potential", "卖", "交叉销售", "潜力"),
    ("win", "effort", "priority", "first", "next step", "争取", "优先", "先做", "下一步"),
    ("accounts", "portfolio", "customers", "账户", "客户"),
    ("rising", "star", "talent", "future", "明日之星", "新秀", "后备"),
    ("why", "explain", "reason", "evidence", "because", "为什么", "依据", "原因", "凭什么"),
    ("level", "status", "relationship", "stage", "层级", "现状", "关系", "阶段"),
    ("superior", "hierarchy", "report", "chart", "上级", "层级", "汇报", "组织图"),
    ("scenario", "what if", "simulate", "假如", "如果", "推演", "会怎样"),
    ("message", "tell", "spread", "rumour", "消息", "传播", "告诉"),
    ("task", "todo", "act", "action", "finding", "处理", "待办", "行动"),
)  # fmt: skip

#: Words that every question has.
SILENT = frozenset(
    word
    for line in (
        "a an and any are at be by can could do does for from has have how i in is it me my of on or our should show that the",
        "their them there they this to us was we what when where which who whom whose will with would you",
    )
    for word in line.split()
)
