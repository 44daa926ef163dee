"""Books of Japanese teams: a list of stakeholders with marks and days of an era, the deal on a form, who influences whom by post."""

from tests.ingest.guessing.conftest import attitudes

LIST = [
    ["白樺製薬様 ステークホルダー一覧"],
    ["作成:立花 健", "更新日:令和8年2月27日"],
    ["凡例 ◎:強い支持 ○:好意的 △:中立 ×:否定的"],
    [],
    [
        "会社",
        "部署",
        "役職",
        "氏名",
        "立場",
        "賛否",
        "関心事・課題",
        "当社担当",
        "最終訪問日",
        "次のアクション",
        "期限",
    ],
    ["白樺製薬㈱", "情報部", "部長", "高橋 健", "決裁者", "◎", "新工場の稼働", "立花", "R8.1.7", "提案の説明", "3/11"],
    ["〃", "購買部", "課長", "森田 陸斗", "購買窓口", "×", "", "立花", "R8.2.5", "見積の提出", "R9.1.20"],
    ["〃", "品質部", "部長", "石原 葵", "影響者", "△", "", "立花", "", "資料の送付", "3/15"],
    ["㈱北斗コンサルティング", "", "顧問", "水野 亮", "評価者", "○", "", "立花", "", "", ""],
]
DEAL = [
    ["案件名", "生産管理の更新"],
    ["顧客", "白樺製薬株式会社"],
    ["想定金額", "3億2,000万円(税抜)"],
    ["フェーズ", "提案中"],
    ["競合", "日向情報、港電算"],
]
TIES = [["誰が", "誰に", "影響の強さ"], ["森田課長", "高橋部長", "強"], ["水野さん", "高橋部長", "弱"]]
BOOK = {"一覧": LIST, "案件概要": DEAL, "関係メモ": TIES}
TAKEN, BUYS, WEIGHS, ADVISES = "高橋 健", "森田 陸斗", "石原 葵", "水野 亮"


def of_kind(facts, kind, name):
    return {key[1]: value[name] for key, value in facts.items() if key[0] == kind and name in value}


def test_roles_below_a_heading_of_attitudes_and_marks_by_their_legend(said):
    facts, asked = said(BOOK)
    roles = {TAKEN: ("decider",), BUYS: ("buyer",), WEIGHS: ("influencer",), ADVISES: ("evaluator",)}
    assert of_kind(facts, "role_in", "roles") == roles
    assert {who: level for (who, _), level in attitudes(facts).items()} == {TAKEN: 2, BUYS: -1, WEIGHS: 0, ADVISES: 1}
    assert not {one for one in asked if one.startswith("word:")}


def test_days_without_a_year_are_of_that_above_the_list_and_not_of_the_few_that_have_one(said):
    facts, _ = said(BOOK)
    steps = {value["type"]: value["due"] for key, value in facts.items() if key[0] == "action"}
    assert steps == {"提案の説明": "2026-03-11", "見積の提出": "2027-01-20", "資料の送付": "2026-03-15"}


def test_the_day_of_the_last_visit_is_that_of_a_visit(said):
    facts, _ = said(BOOK)
    assert of_kind(facts, "interaction", "kind") == {"2026-01-07": "visit", "2026-02-05": "visit"}


def test_one_firm_in_two_legal_spellings_and_an_amount_in_parts(said):
    facts, _ = said(BOOK)
    deal = facts["opportunity", "生産管理の更新"]
    assert (deal["customer"], deal["amount"], deal["currency"], deal["stage"]) == (
        "白樺製薬㈱",
        320_000_000,
        "JPY",
        "s2",
    )
    assert facts["org", "㈱北斗コンサルティング"]["category"] == "third_party"
    assert "白樺製薬株式会社" not in {key[1] for key in facts if key[0] == "org"}


def test_who_influences_whom_by_family_name_and_post(said):
    facts, _ = said(BOOK)
    ties = {key[1:3]: value["level"] for key, value in facts.items() if key[0] == "influences"}
    assert ties == {(BUYS, TAKEN): 4, (ADVISES, TAKEN): 2}
