"""The line about the data says what there is to count, and no dash for what there is not."""

from graphcrm.asking.heading import quality


def test_the_data_are_told_as_far_as_there_are_any() -> None:
    full = {"grade": "A", "people": 13, "edges": 30, "edges_confident_pct": 79.2, "stances_known_pct": 84.6}
    assert quality({**full, "median_age_days": 1}).en == (
        "data grade A: 13 people, 30 influence edges, 79% of confidence ≥ B, 85% of stances recorded, median age 1 day"
    )
    assert quality({**full, "median_age_days": 1}).zh == (
        "数据质量 A：13 人、30 条影响关系，置信≥B 79%，已录态度 85%，中位数 1 天前"
    )
    alone = quality({"grade": "D", "people": 1, "edges": 0, "stances_known_pct": 100.0})
    assert (alone.en, alone.zh) == (
        "data grade D: 1 person, no influence edges, 100% of stances recorded",
        "数据质量 D：1 人、无影响关系，已录态度 100%",
    )
    derived = quality({"grade": "D", "people": 25, "edges": 23, "stances_known_pct": 84.0})
    assert (derived.en, derived.zh) == (
        "data grade D: 25 people, 23 influence edges (all derived, none recorded), 84% of stances recorded",
        "数据质量 D：25 人、23 条影响关系（均为推导，没有录入的），已录态度 84%",
    )
