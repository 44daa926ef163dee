"""A question is found by what somebody wants to know, in either language."""

from functools import cache

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.search import SAID, SILENT, find_questions
from graphcrm.errors import UsageError
from graphcrm.folding import HAN

known = cache(catalogue)


def found(words):
    return [query.name for query in find_questions(known().values(), words).queries]


#: What people ask, by the question that must be the first one found.
ASKED = {
    "key-influencers": "who signs the contract | 谁最终签字 | who really decides | who has the power | 谁说了算 | "
    "who is the real decision maker | key-influencers | 关键决策人是谁",
    "hidden-influencers": "谁有影响力但不在名单上 | who works behind the scenes | 谁在幕后",
    "route": "how do I get to the CFO | how can I meet the president | who can introduce me to the CIO | "
    "怎么见到CFO | 怎么约到行长 | 谁能引荐 | 怎么接触到老大 | best way to reach someone | "
    "who can help me get an appointment with the CEO | how do we reach the board | 怎么才能约到董事长 | "
    "通过谁能认识总经理 | what is the shortest way to the decision maker",
    "brokers": "who is the gatekeeper | Q07 | Ｂｒｏｋｅｒｓ",
    "factions": "are there cliques | 有哪些派系 | 谁和谁是一个圈子 | which vendor faction",
    "kpi": "give me an overview of the account | 客户整体情况怎么样",
    "coverage-gaps": "where have we no one | 谁还没见过 | where are our blind spots | 还有谁没覆盖 | "
    "哪些部门还没接触 | 哪里没有我们的人 | 哪里没有人",
    "overdue": "when did we last meet the CEO | 哪些人最近没拜访 | who has not been contacted for a long time | "
    "好久没联系谁了 | which contacts are overdue | 哪些联系人逾期了 | who should we call this month",
    "cooling": "which relationships are getting cold | 哪些关系变冷了",
    "sponsor-gaps": "who needs an executive sponsor | 谁没有赞助人 | 赞助人 | which executives should sponsor whom",
    "sponsor-plan": "which executive should look after whom | 派哪位高层去对接 | 高层谁去对接谁",
    "single-threads": "who is the weakest link | do we depend on one person | 是不是全靠一个人 | "
    "is our contact too narrow",
    "bus-factor": "换届以后怎么办 | what if Carla leaves | what happens if our account manager quits | "
    "张三走了怎么办 | 谁走了怎么办 | what would happen if the CFO resigned | who leaves | "
    "who replaces Li when he retires | 老王退休了谁接替",
    "contest": "how do we compare with the competitor | 和对手比怎么样 | "
    "how strong is the competitor in this account | 对手在这个客户有多强 | who prefers the competitor",
    "cut-lines": "how could a rival hurt us",
    "forecast": "丢单的可能性有多大 | will we win | what are our chances | 能赢吗 | 胜算多大 | "
    "how likely are we to win this deal | 这个单子能不能拿下",
    "what-if": "如果吴总反对会怎样",
    "who-to-win": "whom should we convince first | 先搞定谁 | who should I convince first",
    "status": "who is on the fence | 谁态度中立 | who supports us | 谁支持我们 | 谁对我们友好 | "
    "who is friendly to us | 谁能帮我们说话",
    "vendor-perception": "what did he say about us | 客户满意吗 | what do they think of us | 客户怎么看我们",
    "third-party-map": "who are the consultants involved | 有哪些第三方 | who are the consultants",
    "rising-stars": "who are the future leaders | 谁会升职",
    "verify-next": "what should I find out | 还要打听什么",
    "changes": "who has changed sides | what changed since last month | 最近有什么变化 | "
    "what changed | what is new since the last review",
    "audit": "can I trust the data | 数据靠谱吗 | Is this RELIABLE? | is the information reliable | 数据准不准",
    "accounts": "list of accounts with their tier | 客户清单 | which accounts are dormant | 有哪些沉睡客户",
    "portfolio": "how are all my accounts doing | 所有客户的情况 | which customers are at risk | 哪个客户最危险",
    "card": "prepare me for a meeting with Wang | tell me about this person | 这个人的资料",
    "explain": "why is he ranked so high | 为什么他排第一",
    "needs": "what do they want | 客户想要什么 | what are their pain points | 客户的痛点是什么",
    "edges": "whom do they trust | 他和谁是同学 | who listens to whom | where does this number come from | "
    "这个数字怎么来的",
    "criteria": "how will they choose | 他们按什么标准选",
    "white-space": "what else can we sell them | 还能卖什么",
    "qualification": "is this deal worth bidding for | 值不值得投标",
    "promises": "what did we promise | 我们答应过什么 | what do we owe them",
    "findings": "what needs attention | 有什么风险 | 项目有什么风险 | 下一步做什么",
    "seeding": "who spreads the news | 消息先告诉谁",
    "influence-tree": "他听谁的 | 谁影响行长",
    "breadth": "我们的联系是不是太单一",
    "stage-coverage": "which departments do we not reach",
    "digest": "what should I do today | 今天要做什么",
    "visit-plan": "who should I meet next | whom should I visit this week | 下一步该见谁 | 这周拜访谁 | 下周该拜访谁",
    "back-test": "were we right last time | 上次预测准吗",
    "handover": "who takes over when I leave | 我离职要交接什么",
    "activity": "我们投入了多少时间 | how much do our visits cost",
    "blockers": "who is against us | who could stop the deal | 谁反对 | 谁在卡我们 | who blocks | "
    "who is our enemy | who hates us | who would vote no | 谁是我们的敌人 | 谁会投反对票",
    "hierarchy": "show the org chart | who reports to whom",
    "organisation": "组织架构",
    "across": "do other customers know them",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"), [(words, name) for name, line in ASKED.items() for words in line.split(" | ")]
)
def test_the_question_that_was_meant_comes_first(words, name):
    assert found(words)[0] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("whom do we not know", "coverage-gaps"),
        ("who influences the decider", "influence-tree"),
        ("what should we do next", "findings"),
    ],
)
def test_what_may_mean_several_questions_finds_each_among_the_first(words, name):
    assert name in found(words)[:3]


@pytest.mark.parametrize("words", ["who blocks", "谁反对"])
def test_opponents_are_found_by_columns_that_nobody_would_name(words):
    assert {"kpi", "factions", "forecast"} <= set(found(words))


def test_a_slip_is_read_as_what_it_looks_like_and_told():
    told = find_questions(catalogue().values(), "brokrs")
    assert told.queries[0].name == "brokers"
    assert told.instead == {"brokrs": ["brokers"]}
    assert not find_questions(catalogue().values(), "brokers").instead


def test_a_word_that_few_questions_have_counts_more():
    assert found("which vendor faction")[0] == "factions"


@pytest.mark.parametrize("words", ["", "  ", "who is the", "谁", "!?", "\u202e"])
def test_words_that_say_nothing_are_asked_for(words):
    with pytest.raises(UsageError, match="who blocks"):
        found(words)


def test_what_no_question_speaks_of_is_said():
    with pytest.raises(UsageError, match="xyzzy"):
        found("xyzzy")


def test_words_that_nobody_knows_are_left_out_where_others_are_known():
    told = find_questions(catalogue().values(), "what if Carla leaves")
    assert (told.queries[0].name, told.instead) == ("bus-factor", {})


def test_every_question_is_asked_for_in_everyday_words_of_both_languages():
    names = {query.answer.replace("_", "-"): query.name for query in catalogue().values()}
    assert SAID.keys() == names.keys()
    for answer, line in SAID.items():
        words = line.split()
        assert {bool(HAN.match(word)) for word in words} == {True, False}, answer
        assert SILENT.isdisjoint(words), answer
        assert names[answer] in found(" ".join(words))[:1], answer
