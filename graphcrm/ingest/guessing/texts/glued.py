"""Chinese names written in one with the department before them and the post behind: “财务部孙科长”, “李建国部长”, “设备部 冯正部长”."""

from __future__ import annotations

import re
from functools import lru_cache

from graphcrm.folding import simplified
from graphcrm.ingest.family_names import begins_as_family

__all__ = ["NICKNAME", "SHORT", "is_called_by_post", "post_apart", "unit_apart", "unit_of_post"]

#: How posts end that stand behind a name, with what says which of several it is.
_POST = (
    r"(?:常务|执行|高级|资深|党委|党组|副|总)*"
    r"(?:部长|处长|科长|课长|协理|襄理|副理|局长|院长|所长|厂长|校长|行长|段长|站长|队长|组长|班长|店长|矿长|主席|主任|经理|总监|董事长|总裁|书记|主管|总工|工程师|会计师|教授|医生|医师|护士|药师|研究员|架构师|设计师|分析师|专员|秘书|干事|(?<=副)总)"
)
_NAME_POST = re.compile(rf"(?P<name>[\u3400-\u9fff]{{2,3}}?)(?P<post>{_POST})")
_POST_NAME = re.compile(rf"(?P<post>{_POST}|C[A-Z]O|VP)(?P<name>[\u3400-\u9fff]{{2,3}})")
_ONLY_POST = re.compile(_POST)
#: “孙科长”, “欧阳部长”: a family name alone and the post.
_SHORT_POST = re.compile(
    rf"(?:[\u3400-\u9fff]|欧阳|上官|司马|诸葛|皇甫|尉迟|慕容|夏侯|东方|令狐|司徒|南宫|公孙|宇文)(?:总|工|{_POST})"
)
_UNIT = re.compile(
    r"(?P<unit>[\u3400-\u9fffA-Za-z]{1,12}?(?:部|处|科|室|办|中心|车间|分厂|事业部|公司))(?P<sign>[ :\uff1a–-]*)"
    r"(?P<rest>[\u3400-\u9fff].*)"
)
#: Ends of units before which nobody's name ends, so that a name may follow without a blank.
_DEPARTMENT = re.compile(r"(?:部|处|科|中心|车间)$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")
#: Words that begin as family names do, and ends of words that no name has.
_NO_NAME = re.compile(
    r"(?:安[全防保环质]|平台|高[级层压新]|金[融属]|车[间辆]|程序|方[案法]|党[群委办政]|部门|常委|纪[检委]|单[位元]|边防|常务|景区|农[业资]|林[业场]|石[化油]|水[务利电]"
    r"|包装|通[信讯]|顾问|申[报请]|左右|谈判|康复|冷[链藏]|养护|麻醉|管[理线]|储[运备]|余热|温[控室]|焦化|连锁|支[行部]|武装|强电|房产|师资|宣传|华[东南北中])"
    r".*|.*[部处科室组长总办副级会区司厂院所站局心工员]"
)  # fmt: skip
#: A department and the post in it: “生产制造部部长”, “采购中心副主任”.
_UNIT_POST = re.compile(
    r"(?!分管|负责|主管|兼|原|前)(?P<unit>[\u3400-\u9fffA-Za-z]{2,12}?(?:部|处|科|室|中心|车间|项目组))"
    r"(?:常务|执行|副)?(?:部长|处长|科长|室主任|车间主任|主任|总经理|经理|主管|总监|项目经理|负责人)(?:助理)?"
)
#: “王总”, “李处长”: a family name and the office.
SHORT = re.compile(
    r"([\u3400-\u9fff]{1,2}?)(?:副?总裁?|总经理|总工|工|处|局|董事长|董|老师|副?(?:本部|[总处局部科课系係次社院厅校行所队台站])长|[専专常]务|副?主任|副?经理|协理|襄理|副理|总监|副?书记|教授|博士|医生|医师|护士|姐|哥)"
)
#: “老王”, “小林”: how colleagues call somebody by the family name.
NICKNAME = re.compile(r"[老小]([\u3400-\u9fff])")


def post_apart(text: str) -> tuple[str, str]:
    """The name and the post of a text that is nothing else; two empty texts for any other, such as a post alone.

    >>> post_apart("李建国部长"), post_apart("冯正副总经理"), post_apart("孙科长"), post_apart("高级工程师"), post_apart("车间主任")
    (('李建国', '部长'), ('冯正', '副总经理'), ('', ''), ('', ''), ('', ''))
    >>> post_apart("董事长李卫"), post_apart("副总经理欧阳明"), post_apart("总工程师"), post_apart("主任科员")
    (('李卫', '董事长'), ('欧阳明', '副总经理'), ('', ''), ('', ''))
    """
    if _SHORT_POST.fullmatch(text) or _ONLY_POST.fullmatch(text):
        return "", ""
    found = _NAME_POST.fullmatch(text) or _POST_NAME.fullmatch(text)
    if not found or _NO_NAME.fullmatch(found["name"]) or not begins_as_family(found["name"]):
        return "", ""
    return found["name"], found["post"]


def unit_apart(text: str) -> tuple[str, str]:
    """The department and whom it stands before, who is named with a post or set apart; an empty text and the whole for any other.

    >>> unit_apart("物业公司-孟达")
    ('物业公司', '孟达')
    >>> unit_apart("财务部 宋杰"), unit_apart("财务部宋杰"), unit_apart("市场部安防"), unit_apart("上海公司党建")
    (('财务部', '宋杰'), ('财务部', '宋杰'), ('', '市场部安防'), ('', '上海公司党建'))
    >>> unit_apart("财务部孙科长"), unit_apart("设备部 冯正部长"), unit_apart("采购部经理"), unit_apart("孙科长")
    (('财务部', '孙科长'), ('设备部', '冯正部长'), ('', '采购部经理'), ('', '孙科长'))
    """
    found = _UNIT.fullmatch(text)
    rest = found["rest"] if found else ""
    plain = found is not None and (found["sign"] or " " in text or _DEPARTMENT.search(found["unit"]))
    apart = bool(plain and _HAN_NAME.fullmatch(rest) and not _NO_NAME.fullmatch(rest))
    if found and begins_as_family(rest) and (apart or _SHORT_POST.fullmatch(rest) or post_apart(rest)[0]):
        return found["unit"], rest
    return "", text


@lru_cache(maxsize=10_000)  # many have one post
def unit_of_post(title: str) -> str:
    """The department that a post begins with; "" for a post alone.

    >>> unit_of_post("生产制造部部长"), unit_of_post("信息科技部总经理"), unit_of_post("MES项目组项目经理"), unit_of_post("采购部长")
    ('生产制造部', '信息科技部', 'MES项目组', '')
    >>> unit_of_post("副总经理"), unit_of_post("部门经理"), unit_of_post("分管生产部副总经理"), unit_of_post("Head of IT")
    ('', '', '', '')
    """
    found = _UNIT_POST.fullmatch(simplified(title))
    return title[: found.end("unit")] if found else ""


def is_called_by_post(said: str) -> bool:
    """Whether a text names somebody by the family name and the post, perhaps with the department before: “李主任”, “财务部孙科长”, “老王”.

    >>> [is_called_by_post(said) for said in ("李部长", "财务部孙科长", "老王", "雷董事长", "采购部长", "王伟", "副董事长")]
    [True, True, True, True, False, False, False]
    """
    called = unit_apart(simplified(said))[1]
    nickname = NICKNAME.fullmatch(called)
    return begins_as_family(nickname[1] if nickname else called) and bool(nickname or SHORT.fullmatch(called))
