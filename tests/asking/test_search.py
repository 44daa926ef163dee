"""A question is found by what somebody wants to know, in either language."""

from dataclasses import replace
from functools import cache

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.search import SAID, SILENT, find_questions
from graphcrm.errors import UsageError
from graphcrm.folding import HAN
from graphcrm.i18n import Text

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


def question(name, asked="", heading="", help=""):
    """One that says nothing else, and for which nobody has other words."""
    column = replace(known()["brokers"].groups[0][0], name="-", heading=Text("-", heading))
    option = replace(known()["route"].own[0], name="-", help=Text("-", help))
    asked = Text(asked, "-")
    return replace(
        known()["brokers"], name=name, number="", answer="none", question=asked, groups=((column,),), own=(option,)
    )


def first(words, *questions):
    """The names of those found, the fitting ones first, and what was read instead."""
    told = find_questions(questions, words)
    return [query.name for query in told.queries], dict(told.instead)


@pytest.mark.parametrize(
    ("word", "said", "is_meant"),
    [
        ("find", "finds", True),
        ("find", "finder", True),
        ("find", "finders", True),
        ("find", "finding", True),
        ("find", "findings", False),  # a word with a stem of four letters ends there
        ("blocks", "blockade", True),  # one of five need not
        ("act", "react", False),
        ("boss", "bosses", True),
        ("bosses", "boss", True),
        ("dues", "due", True),
        ("used", "us", False),  # a stem has three letters
    ],
)
def test_a_latin_word_is_meant_from_its_beginning_on_by_its_stem(word, said, is_meant):
    try:
        meant = first(word, question("a", said)) == (["a"], {})
    except UsageError:
        meant = False
    assert meant is is_meant


def test_a_name_says_more_than_a_question_a_heading_and_a_help():
    told = [question("d", help="harbour"), question("c", heading="harbour"), question("b", "harbour")]
    assert first("harbour", *told, question("harbour"))[0] == ["harbour", "b", "c", "d"]


def test_what_weighs_less_than_an_eighth_of_the_best_is_left_out():
    # Harbour counts log(1 + 3/1), for a help says little, ferry log(1 + 3/2): 13.8, 1.4 and 1.8, of which 1.7 is enough.
    told = [question("harbour ferry"), question("b", help="harbour"), question("c", heading="ferry")]
    assert first("harbour ferry", *told)[0] == ["harbour ferry", "c"]


def test_a_word_in_headings_is_a_common_one_and_in_helps_it_is_not():
    others = [
        question(name, **{place: word})
        for name in "uvwxyz"
        for place, word in [("heading", "ferry"), ("help", "harbour")]
    ]
    assert first("harbour ferry", question("b", "ferry"), question("a", "harbour"), *others)[0][:2] == ["a", "b"]


def test_what_is_said_with_a_word_counts_two_fifths_of_it():
    # Gatekeeper is said with broker: 2 in a heading, 0.4 · 4 for broker in a question, 1 in a help.
    told = [question("c", help="gatekeeper"), question("b", "broker"), question("a", heading="gatekeeper")]
    assert first("gatekeeper", *told)[0] == ["a", "b", "c"]


def test_a_long_chinese_run_is_read_by_its_pairs():
    told = [question("c", help="港口费"), question("b", "口费"), question("a", "港口费")]  # 1, (0 + 4)/2, 4
    assert first("港口费", *told)[0] == ["a", "b", "c"]


@pytest.mark.parametrize(("words", "found"), [("港", ["a", "c"]), ("反对港", ["b"]), ("反对港口", ["b", "c"])])
def test_one_chinese_character_is_a_word_only_where_nothing_else_is(words, found):
    assert sorted(first(words, question("a", "港"), question("b", "反对"), question("c", "入港口处"))[0]) == found


@pytest.mark.parametrize(("word", "like"), [("abcd", "abxd"), ("abc", None)])
def test_only_a_word_of_four_letters_is_read_as_another(word, like):
    told = [question("a", "abxd"), question("b", "abx")]
    if like is None:
        with pytest.raises(UsageError, match=word):
            first(word, *told)
    else:
        assert first(word, *told) == (["a"], {word: [like]})


def test_no_more_than_eight_are_found():
    assert first("harbour", *[question(name, "harbour") for name in "abcdefghij"])[0] == [*"abcdefgh"]
