"""What each code of a problem means, rows that cause it, and how to mend them: what ``graphcrm explain W04`` says.

The rows go with the sample account (``graphcrm demo``): imported into it on 2026-06-30 they cause exactly this problem.
"""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.explained_warnings import WARNINGS
from graphcrm.model.explanation import Explanation

__all__ = ["EXPLAINED", "Explanation"]


_PEOPLE = "id,name,org,title,grade,reports_to\n"
_EDGES = "kind,from,to,level,source,reported_by,observed_at,evidence\n"
_BARE = "kind,from,to,level,source,reported_by,observed_at\n"

EXPLAINED: dict[str, Explanation] = {
    "E01": Explanation(
        Text(
            "单元格里的编号在导入文件和工作区里都没有,或属于另一种东西(例如要人员却写了组织)。",
            "The id in the cell is neither in the import nor in the workspace, or names something else (an organisation where "
            "a person is needed).",
        ),
        {"edges.csv": _BARE + "INFLUENCES,c6,c99,3,meeting_note,u1,2026-06-01\n"},
        Text(
            "改成已有的编号(报告里有最接近的那个),或在同一次导入里加上这一行。名称只在唯一时能代替编号。",
            "Write an id that exists (the report names the nearest one), or add its row to the same import. A name stands for an id "
            "only if one thing has it.",
        ),
    ),
    "E02": Explanation(
        Text(
            "一条关系的两端是同一个编号,或某组织、某部门的上级就是自己。",
            "Both ends of a relation are the same id, or an organisation or a unit is its own parent.",
        ),
        {"orgs.csv": "id,name,category,parent\nX9,甲公司,customer,X9\n"},
        Text(
            "改正其中一端;最高一级组织的上级留空。",
            "Correct one of the ends; leave the parent of the topmost organisation empty.",
        ),
    ),
    "E03": Explanation(
        Text(
            "值不属于这一列:不是数字或日期、超出范围、不在可选值之中,或与同一行的其他值不相容。",
            "The value does not belong to its column: no number or date, out of range, none of the choices, or at odds with "
            "another value of the row.",
        ),
        {"people.csv": _PEOPLE + "c6,王工,HY,系统架构师,9,c5\n"},
        Text(
            "按提示改正;可选值见空白模板(graphcrm import --template 目录)。不知道就留空,不要填 0。",
            "Correct it as the message says; the choices stand in the empty tables (graphcrm import --template DIR). Leave it "
            "empty if you do not know; 0 is a value.",
        ),
    ),
    "E04": Explanation(
        Text(
            "观察日期、互动日期等晚于导入日:还没有发生的事不能作为事实。",
            "Something was observed, or took place, after the day of the import: what has not happened yet is no fact.",
        ),
        {"edges.csv": _BARE + "INFLUENCES,c6,c7,2,meeting_note,u1,2026-12-24\n"},
        Text(
            "核对日期(年份写错最常见)。导入旧文件时用 graphcrm import --today 指定当时的导入日;计划写入 actions(行动)表。",
            "Check the date; a wrong year is the usual slip. graphcrm import --today sets the day for an old file; plans belong into "
            "the table actions.",
        ),
    ),
    "E05": Explanation(
        Text(
            "有效期的结束不晚于开始。期间包含开始那天,不含结束那天。",
            "A period ends before, or on the day when, it begins. The first day belongs to it, the last one does not.",
        ),
        {"contracts.csv": "id,from,to,start,end\nK-X,HY,US,2026-05-01,2026-05-01\n"},
        Text(
            "改正其中一个日期;仍然有效就把结束日期留空。",
            "Correct one of the dates; leave the end empty if it still holds.",
        ),
    ),
    "E06": Explanation(
        Text(
            "实线汇报连成一个环:甲向乙、乙向丙、丙又向甲汇报。环上的每一行都会列出。",
            "Solid reporting lines run in a circle: A reports to B, B to C and C to A. Every row of the circle is listed.",
        ),
        {"people.csv": _PEOPLE + "c5,郑总,HY,科技部总经理,3,c6\nc6,王工,HY,系统架构师,2,c5\n"},
        Text(
            "去掉写错的一条,或在关系表里把其中一条记为虚线(line = dotted)。",
            "Remove the wrong line, or record one of them in the table edges as dotted (line = dotted).",
        ),
    ),
    "E07": Explanation(
        Text(
            "同一人在同一时间有两个实线上级(人员表的 reports_to 与关系表的 REPORTS_TO 合在一起看)。",
            "Somebody has two solid line managers at the same time; reports_to of the table people and REPORTS_TO of the table "
            "edges count together.",
        ),
        {"edges.csv": "kind,from,to,line\nREPORTS_TO,c9,c7,solid\nREPORTS_TO,c9,c3,solid\n"},
        Text(
            "只留一条实线,另一条记为虚线(dotted);若是先后两任,给前一条写上失效日期。",
            "Keep one solid line and make the other dotted; if one followed the other, give the former its last day.",
        ),
    ),
    "E08": Explanation(
        Text(
            "影响和信任只在人与人之间。组织的影响要写成组织里某个人的影响。",
            "Influence and trust run between people. An organisation moves a decision through somebody who works for it.",
        ),
        {"edges.csv": _BARE + "INFLUENCES,ADV,c3,3,meeting_note,u1,2026-06-01\n"},
        Text("写那个具体的人的编号。", "Write the id of the person who does it."),
    ),
    "E09": Explanation(
        Text(
            "支持态度的对象(to)必须是我方或竞争对手;对第三方、供应商没有“支持度”。",
            "A stance is toward our company or a competitor; there is none toward third parties or suppliers.",
        ),
        {"edges.csv": _BARE + "STANCE,c2,ADV,1,meeting_note,u1,2026-06-01\n"},
        Text(
            "写我方或竞争对手的组织编号;若该组织其实是对手,先改它的类别(category)。",
            "Write the id of our company or of a competitor; if the organisation is one, correct its category first.",
        ),
    ),
    "E10": Explanation(
        Text(
            "3 表示“支持并排他”:替我方说话并拒绝别家。同一人不能在同一商机上对两家都是 3。",
            "3 means exclusive support: sells for one vendor and turns the others away. Nobody is at 3 for two vendors in the "
            "same matter at the same time.",
        ),
        {
            "edges.csv": _EDGES + "STANCE,c10,US,3,meeting_note,u1,2026-06-01,I168\n"
            "STANCE,c10,RIV,3,meeting_note,u1,2026-06-01,I168\n"
        },
        Text("按最近的可观察行为重新评:至多一家为 3。", "Grade again by what was seen last: at most one of them is 3."),
    ),
    "E11": Explanation(
        Text(
            "责任人(OWNS、人员表的 owner)和高层赞助人(SPONSORS)必须是我方人员。",
            "Whoever owns a contact (OWNS, or owner of the table people) or sponsors one (SPONSORS) is one of our own people.",
        ),
        {"edges.csv": "kind,from,to,status\nSPONSORS,c1,c6,proposed\n"},
        Text(
            "写我方人员的编号;此人若是我方的,核对其所属组织。",
            "Write the id of one of ours; if it is, check the organisation of that person.",
        ),
    ),
    "E12": Explanation(
        Text(
            "此人带有“不得处理”标记(本人要求或法律规定),凡提到他的行一律不导入。",
            "The person is flagged do_not_process, at their own request or by law: no row that names them is imported.",
        ),
        {"people.csv": "id,name,org,flags\nx1,不愿登记者,HY,do_not_process\n"},
        Text(
            "从文件中删去此人的所有行,不要改用别的编号重新登记;已记录的,用 graphcrm privacy erase 删除。",
            "Delete every row about them and do not enter them anew; what is recorded already goes with graphcrm privacy erase.",
        ),
    ),
    "E13": Explanation(
        Text(
            "必填的列或单元格是空的。评级类的关系还须有程度和观察日期。",
            "A required column or cell is empty. A judged relation also needs its level and the day of observation.",
        ),
        {"edges.csv": _BARE + "INFLUENCES,c6,c7,,meeting_note,u1,2026-06-01\n"},
        Text(
            "填上它;整批缺观察日期时用 graphcrm import --observed-at 一次补齐。",
            "Fill it in; graphcrm import --observed-at gives all rows without one the same day of observation.",
        ),
    ),
    "E14": Explanation(
        Text(
            "同一个键(例如同一人员编号)在导入里出现多次而内容不同,无法知道哪一行为准。",
            "The same key, such as the id of a person, is there more than once with different values; which one holds is unknown.",
        ),
        {"people.csv": _PEOPLE + "x1,甲,HY,工程师,1,\nx1,甲,HY,主管,2,\n"},
        Text(
            "只留一行;若是前后变化,在关系表里给各版本不同的生效日期(valid_from)。",
            "Keep one row; if it changed over time, give each version of the relation its own valid_from.",
        ),
    ),
    "E15": Explanation(
        Text(
            "文件或其中一行读不了:编码不明、引号没有成对、单元格数与标题不符、有密码、损坏或过大。",
            "A file, or a row of it, cannot be read: unknown encoding, unbalanced quotes, more or fewer cells than the heading, "
            "a password, damage, or too large.",
        ),
        {"people.csv": _PEOPLE + 'x1,"甲,HY,工程师,1,\n'},
        Text(
            "在所报的行改正,或从原系统重新另存为 UTF-8 的 CSV、.xlsx 或 JSON。",
            "Correct the line that is named, or save the file again as CSV in UTF-8, .xlsx or JSON.",
        ),
    ),
    **WARNINGS,
}
