"""Lists of bids with their results, titles of papers before companies, grids of who knows whom, and weekly reports."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "title",
    [
        "Buying Center Wessling Verpackung GmbH",
        "Stakeholder map Halden Marine Ltd",
        "Stakeholder analysis Halden Marine Ltd",
        "Buying committee: Ruvo S.p.A.",
    ],
)
def test_what_a_paper_is_called_is_no_part_of_the_company_behind_it(said, title):
    rows = [[title], ["Name", "Position", "Einfluss"], ["Jens Roth", "Einkaufsleiter", "hoch"]]
    facts, _ = said({"Blatt1": [*rows, ["Ilse Kamp", "Leiterin Produktion", "mittel"]]})
    assert facts["person", "Jens Roth"]["org"] == title.replace(":", "").split(" ", 2)[2]


def test_lists_of_bids_tell_their_result_who_won_who_decided_and_who_led_them(said):
    rows = [
        ["Tender", "Customer", "Our bid lead", "Award expected", "Value", "Result", "Winner", "Decided by"],
        ["Signalling", "Calloway Rail", "Kim Ferro", "30/06/2026", "£1.4m", "open", "", "Bea Lockhart"],
        ["Depot CCTV", "Calloway Rail", "Piet Smulders", "28/02/2026", "£260k", "lost", "Kestrel", "Imran Sheikh"],
        ["Ticketing", "Metro Avon", "Kim Ferro", "15/01/2026", "£900k", "won", "Boreal", "Hugh Menzies"],
    ]
    facts, _ = said({"Tenders": rows})
    deals = {key[1]: (one["status"], one.get("competitors")) for key, one in facts.items() if key[0] == "opportunity"}
    assert deals == {"Signalling": ("open", None), "Depot CCTV": ("lost", ("Kestrel",)), "Ticketing": ("won", None)}
    decided = {key[1:]: one["roles"] for key, one in facts.items() if key[0] == "role_in"}
    assert decided["Imran Sheikh", "Depot CCTV"] == ("decider",)
    assert len(decided) == 3
    assert facts["person", "Kim Ferro"]["org"] == facts["person", "Piet Smulders"]["org"] == "Boreal"


def test_chinese_lists_of_bids_tell_who_won(said):
    rows = [["招标项目", "招标单位", "预算(万元)", "开标日期", "投标结果", "中标单位", "投标负责人"]]
    rows += [["管网监测平台", "洛安热力", "620", "2026-03-15", "未中标", "海图软件", "方哲"]]
    rows += [["调度大屏", "启元铝业", "180", "2026-04-20", "中标", "", "柯然"]]
    facts, _ = said({"投标台账": rows})
    deals = {key[1]: (one["status"], one.get("competitors")) for key, one in facts.items() if key[0] == "opportunity"}
    assert deals == {"管网监测平台": ("lost", ("海图软件",)), "调度大屏": ("won", None)}
