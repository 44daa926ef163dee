"""Maps of power, plans of relationships, logs of visits and tenders as Chinese teams keep them."""

import pytest


@pytest.mark.parametrize("scale", ["(+2~-2)", "（★）", "【-2～2】"])
def test_a_scale_below_a_heading_is_part_of_it_and_nobody_else(said, scale):
    rows = [["基本信息", "", "立场", "备注"], ["姓名", "职务", scale, ""]]
    rows += [["赵强", "总工程师", 1, ""], ["钱敏", "部长", -1, ""], ["孙丽", "主任", 0, ""]]
    facts, _ = said({"权力地图": rows})
    assert {name for kind, name, *_ in facts if kind == "org"} <= {"我方", "Boreal", "Aster", "权力地图"}
    assert not any("2" in str(key) or "★" in str(key) for key in facts)


def test_stars_are_counted(said):
    rows = [["姓名", "客户", "职务", "关系程度", "负责人"]]
    rows += [["赵强", "Aster", "部长", "★★★☆☆", "王伟"], ["钱敏", "Aster", "主任", "★☆☆☆☆", "王伟"]]
    facts, _ = said({"联系人": rows})
    told = {key[2]: value["declared_level"] for key, value in facts.items() if key[0] == "knows"}
    assert told == {"赵强": 3, "钱敏": 1}
