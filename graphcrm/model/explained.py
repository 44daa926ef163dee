"""What each code of a problem means, rows that cause it, and how to mend them: what ``graphcrm explain W04`` says.

The rows go with the sample account (``graphcrm demo``): imported into it on 2026-06-30 they cause exactly this problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphcrm.i18n import Text

__all__ = ["EXPLAINED", "Explanation"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in sentences. `example` is the text of one or more CSV files by name; its last row is the one to look at."""

    meaning: Text
    example: Mapping[str, str]
    remedy: Text


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
            "改成已有的编号(报告里有最接近的那个),或在同一次导入里加上这一行。名称不是编号。",
            "Write an id that exists (the report names the nearest one), or add its row to the same import. A name is no id.",
        ),
    ),
    "E02": Explanation(
        Text(
            "一条关系的两端是同一个编号,或某人的上级、某组织的上级就是自己。",
            "Both ends of a relation are the same id, or somebody is their own superior, or an organisation its own parent.",
        ),
        {"people.csv": _PEOPLE + "c6,王工,HY,系统架构师,2,c6\n"},
        Text(
            "改正其中一端;最高负责人的汇报对象留空。",
            "Correct one of the ends; leave reports_to empty for the head of the company.",
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
            "从文件中删去此人的所有行,不要改用别的编号重新登记。",
            "Delete every row about them; do not enter them anew.",
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
    "W01": Explanation(
        Text(
            "影响或信任 4 以上、支持 2 以上或反对(−1),却没有写依据。关系照常使用,只是提醒:强判断要有可核对的来源。",
            "Influence or trust of 4 and more, or a stance of 2 and more or −1, without anything that it rests on. The relation "
            "counts as it stands; strong judgements should be open to checking.",
        ),
        {"edges.csv": _BARE + "INFLUENCES,c6,c7,4,meeting_note,u1,2026-06-01\n"},
        Text(
            "在 evidence(证据)列写互动编号、文件或一句有日期的话;没有依据就降低程度。",
            "Name an interaction, a document or a dated sentence in the column evidence; grade lower if there is none.",
        ),
    ),
    "W02": Explanation(
        Text(
            "支持态度观察于 180 天以前:值保留,但在覆盖指标里按“未知”计算。",
            "The stance was observed more than 180 days ago: its value is kept, but coverage counts it as unknown.",
        ),
        {"edges.csv": _BARE + "STANCE,c10,US,1,meeting_note,u1,2025-10-01\n"},
        Text(
            "向本人或其身边的人重新了解,用新的观察日期再记一条;不要只改日期。",
            "Find out again and record it with the new day of observation; do not merely change the date.",
        ),
    ),
    "W03": Explanation(
        Text(
            "同一组织里同名,或姓名只差一个字而职务相同:可能把一个人登记了两次,影响份额会被拆开。",
            "The same name in the same organisation, or a name one letter apart with the same title: one person may have been "
            "entered twice, which splits their share of influence.",
        ),
        {"people.csv": _PEOPLE + "x1,王工,HY,架构师,2,\n"},
        Text(
            "是同一人就只用一个编号;确是两人则无需处理。",
            "Use one id if it is one person; nothing needs to be done if not.",
        ),
    ),
    "W04": Explanation(
        Text(
            "同一方向既有信任又有影响。信任者通常是被影响者:甲信任乙,是乙影响甲,所以两者方向一般相反。",
            "Both trust and influence run the same way. Whoever trusts is usually the one influenced: if A trusts B, B moves A, "
            "so the two normally run in opposite directions.",
        ),
        {
            "edges.csv": _BARE + "INFLUENCES,c10,c9,2,meeting_note,u1,2026-06-01\n"
            "TRUSTS,c10,c9,3,meeting_note,u1,2026-06-01\n"
        },
        Text(
            "核对方向:INFLUENCES 从影响者到被影响者,TRUSTS 从信任者到被信任者。两者确实都成立则保留。",
            "Check the direction: INFLUENCES runs from the one who moves, TRUSTS from the one who relies on the other. Keep both "
            "if both are true.",
        ),
    ),
    "W05": Explanation(
        Text(
            "行动既没有写所服务的目标,也没有写商机,无法判断它是否值得。",
            "The action serves neither a goal nor an opportunity, so nobody can tell whether it is worth its cost.",
        ),
        {"actions.csv": "id,target,type,owner,due\nA90,c6,visit,u2,2026-07-15\n"},
        Text("在 goal 或 opportunity 列写编号。", "Name one in the column goal or opportunity."),
    ),
    "W06": Explanation(
        Text(
            "商机没有登记决策者;决策权重只能按职级推定,影响份额因此不可靠。",
            "No decider is recorded for the opportunity; the weights are then assumed from grades, and shares are less certain.",
        ),
        {"opportunities.csv": "id,name,customer\nHY-NEW,数据中台,HY\n"},
        Text(
            "在 roles(决策角色)表登记 decider;不知道是谁,先问清再登记。",
            "Record a decider in the table roles; find out first who it is.",
        ),
    ),
    "W07": Explanation(
        Text(
            "客户的这个部门及其下级部门里还没有登记任何人:地图上的空白。",
            "Nobody is known in this unit of the customer or below it: a blank on the map.",
        ),
        {"units.csv": "id,name,org,parent\nHY-AUD,审计部,HY,HY-GM\n"},
        Text(
            "登记那里的人员;与决策无关的部门可以不管。",
            "Add its people; a unit that has no part in the decision may stay empty.",
        ),
    ),
    "W08": Explanation(
        Text(
            "一个客户的影响关系全部来自同一个报告人:这是他一个人的看法,不是经过核对的地图。",
            "All influence in an account was reported by one person: one view, not a checked map.",
        ),
        {
            "orgs.csv": "id,name,category\nNEW,新客户,customer\n",
            "people.csv": "id,name,org\nn1,甲,NEW\nn2,乙,NEW\nn3,丙,NEW\n",
            "edges.csv": _BARE + "INFLUENCES,n1,n2,3,meeting_note,u1,2026-06-01\n"
            "INFLUENCES,n2,n3,2,meeting_note,u1,2026-06-01\n",
        },
        Text(
            "请另一位熟悉该客户的同事独立填写,用他自己的 reported_by 导入。",
            "Ask a second colleague who knows the account, and import the answers under their own reported_by.",
        ),
    ),
    "W09": Explanation(
        Text(
            "评级分布可疑:一个报告人的程度有六成以上是 5,或支持态度有七成以上不低于 2。多半是尺子用松了。",
            "The grades look odd: more than 60% of one reporter's levels are 5, or more than 70% of stances are 2 or more. "
            "Usually the scale was read too generously.",
        ),
        {
            "edges.csv": _EDGES
            + "".join(
                f"INFLUENCES,{a},{b},5,meeting_note,u9,2026-06-01,I168\n"
                for a, b in (("c10", "c9"), ("c9", "c5"), ("c11", "c4"), ("c7", "c11"), ("c8", "c7"))
            )
        },
        Text(
            "按模板里的提问逐条重评:“十个决定中有几次采纳”。5 是十次里八次以上。",
            "Grade again by the question in the template, of ten decisions how many; 5 is eight and more.",
        ),
    ),
    "W10": Explanation(
        Text(
            "自报熟悉度 4 或 5,但一年内没有两人一起的互动记录:不是记录漏了,就是关系已经冷了。",
            "The tie is declared as 4 or 5, but the two had no recorded interaction for a year: either the log is incomplete or "
            "the tie has cooled.",
        ),
        {
            "edges.csv": "kind,from,to,declared_level,source,reported_by,observed_at\n"
            "KNOWS,u6,c11,4,colleague_report,u6,2026-06-01\n"
        },
        Text(
            "补录互动(graphcrm log),或降低自报熟悉度。",
            "Log the interactions (graphcrm log), or declare a lower level.",
        ),
    ),
    "W11": Explanation(
        Text(
            "行动要争取、招待或赞助一位须保持独立的人(监理、认证、监管、招标代理或带此标记者)。这不合规,也会害了对方。",
            "The action would win over, entertain or sponsor somebody who must stay independent (supervision, certification, "
            "regulator, tender agent, or flagged so). It breaks the rules of conduct and harms them.",
        ),
        {"actions.csv": "id,target,type,owner,due,goal\nA91,v1,hospitality,u1,2026-07-15,G1\n"},
        Text(
            "取消,或改为公开、正式、可存档的沟通。",
            "Drop it, or make it an open, formal contact that can be put on file.",
        ),
    ),
    "W12": Explanation(
        Text(
            "这一列(工作表、文件)不是本系统认识的,或属于个人隐私,没有导入;其余照常。",
            "The column (sheet, file) is not one of ours, or is about private life; it was left out and the rest was taken.",
        ),
        {"people.csv": "id,name,org,titel\nx1,甲,HY,工程师\n"},
        Text(
            "是笔误就改列名;别的系统的列名可用 graphcrm import --mapping 对应;其他列不必处理。",
            "Correct a slip of the pen; graphcrm import --mapping names the columns of other systems; anything else needs nothing.",
        ),
    ),
    "W13": Explanation(
        Text(
            "评级类的行没有写来源或报告人,已按文件名补为 import:文件名。每个文件每列只报一次。",
            "Judged rows name no source or no reporter; import:FILE was filled in. Reported once for each file and column.",
        ),
        {"edges.csv": "kind,from,to,level,observed_at\nINFLUENCES,c6,c7,2,2026-06-01\n"},
        Text(
            "用 graphcrm import --source 和 --reported-by 说明是谁、从哪里知道的。",
            "Say who knows it, and from where, with graphcrm import --source and --reported-by.",
        ),
    ),
    "W14": Explanation(
        Text(
            "文字里有看不见的控制字符或改变书写方向的字符,已去除:它们会让两段不同的文字看起来一样。",
            "The text held invisible control characters, or ones that change the direction of writing; they were removed, since "
            "they make different texts look alike.",
        ),
        {"people.csv": _PEOPLE + "x1,甲\u202e,HY,工程师,1,\n"},
        Text(
            "核对清理后的文字;graphcrm validate --fix 写出清理后的副本。",
            "Check what is left; graphcrm validate --fix writes a clean copy.",
        ),
    ),
    "W18": Explanation(
        Text(
            "态度、往来、评估、诉求或赞助写在了待确认席位(标记 placeholder)上。席位是尚不知由谁担任的岗位,这些属于个人:"
            "行照常保存,但分析时不计入。",
            "A stance, contact, assessment, need or sponsorship was recorded of an open seat (flag placeholder). A seat is a post whose "
            "holder is not known yet, and these belong to a person: the row is kept, but no analysis counts it.",
        ),
        {
            "people.csv": "id,name,org,title,grade,flags\nx1,,HY,审计部总经理,3,placeholder\n",
            "edges.csv": _BARE + "STANCE,x1,US,1,meeting_note,u1,2026-06-01\n",
        },
        Text(
            "已知由谁担任时,用 graphcrm edit fill 席位 人员 把席位交给本人;不知道就删去这一行。",
            "Once the holder is known, hand the seat over with graphcrm edit fill SEAT PERSON; until then delete the row.",
        ),
    ),
}
