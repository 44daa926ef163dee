"""What each warning means, rows that cause it, and how to mend them."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.explanation import Explanation

__all__ = ["WARNINGS"]

_PEOPLE = "id,name,org,title,grade,reports_to\n"
_EDGES = "kind,from,to,level,source,reported_by,observed_at,evidence\n"
_BARE = "kind,from,to,level,source,reported_by,observed_at\n"

WARNINGS: dict[str, Explanation] = {
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
            "是同一人就只用一个编号,或导入后用 graphcrm duplicates 合并;确是两人则无需处理。",
            "Use one id if it is one person, or merge the two after the import with graphcrm duplicates; nothing needs to be done if "
            "not.",
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
    "W15": Explanation(
        Text(
            "HR 系统把公司最高负责人写成他自己的上级。这样写的人视为组织图的最高层:不记汇报线。",
            "HR systems write the head of a company as his or her own manager. Whoever is written so is the top of the chart, with no "
            "reporting line.",
        ),
        {"people.csv": _PEOPLE + "x2,甲,HY,董事长,5,x2\n"},
        Text(
            "属实就无需处理;如果是笔误,请写上级的编号或姓名。",
            "If so, nothing needs to be done; if it is a slip, write the id or the name of the manager.",
        ),
    ),
    "W16": Explanation(
        Text(
            "用 graphcrm import --accept-valid 时,汇报对象、责任人、部门这几格若不能采用(例如上级已离职、不在名单里),只舍弃这一格:"
            "此人与其下属都保留。",
            "With graphcrm import --accept-valid a cell of reports_to, owner or unit that cannot be used (a manager who has left and "
            "is not in the list) is given up alone: the person and everybody below stay.",
        ),
        {"people.csv": _PEOPLE + "x3,甲,HY,工程师,1,c99\n"},
        Text("改正这一格后再导入一次。", "Correct the cell and import it again."),
    ),
    "W17": Explanation(
        Text(
            "两个编号只差大小写、全角半角、重音的组合方式、空格或看不见的字符,人看不出区别,程序却当成两个。",
            "Two ids differ only by case, width, the composition of accents, spaces or invisible characters: people see one, the "
            "program two.",
        ),
        {"people.csv": _PEOPLE + "C6,甲,HY,科员,1,\n"},
        Text(
            "是同一个就统一写法;确实是两个,请让编号看得出不同。",
            "Write them alike if they are one; else make them differ visibly.",
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
