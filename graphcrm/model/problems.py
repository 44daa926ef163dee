"""Problems that an import reports: codes, severity, and the place of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphcrm.i18n import Text

__all__ = ["ADVICE", "CODES", "TYPED", "Fold", "Problem", "fold"]

#: Different sentences of one warning about one column that are still printed one by one.
_SENTENCES = 3

#: What each code means. E = the row is rejected, W = a warning.
CODES: dict[str, Text] = {
    "E01": Text("编号不存在", "unknown id"),
    "E02": Text("起点与终点相同", "self-loop"),
    "E03": Text("值不合规", "value outside its range"),
    "E04": Text("日期在将来", "a day in the future"),
    "E05": Text("失效日期不晚于生效日期", "valid_to not after valid_from"),
    "E06": Text("实线汇报成环", "cycle in solid reporting lines"),
    "E07": Text("实线上级不止一个", "more than one active solid line manager"),
    "E08": Text("影响/信任的端点不是人员", "INFLUENCES/TRUSTS endpoint is not a person"),
    "E09": Text("态度对象不是我方或竞争对手", "STANCE target is not our company or a competitor"),
    "E10": Text("同一人对不同供应商同时“支持并排他”", "exclusive support (3) for different vendors"),
    "E11": Text("责任人/赞助人不是我方人员", "OWNS/SPONSORS from a person who is not ours"),
    "E12": Text("此人标记为不得处理", "person must not be processed"),
    "E13": Text("缺少必填值", "required value missing"),
    "E14": Text("同一键重复且内容不同", "the same key twice with different values"),
    "E15": Text("文件无法读取", "file cannot be read"),
    "W01": Text("程度≥4 或态度≥2/≤−1 而无证据", "level ≥ 4 or support ≥ 2 or ≤ −1 without evidence"),
    "W02": Text("支持态度超过 180 天", "support older than 180 days"),
    "W03": Text("可能重复的人员", "possible duplicate person"),
    "W04": Text("同方向同时记录了信任与影响", "trust and influence recorded in the same direction"),
    "W05": Text("行动没有目标或商机", "action without goal or opportunity"),
    "W06": Text("商机没有决策者", "opportunity without a decider"),
    "W07": Text("客户部门没有人员", "customer unit without people"),
    "W08": Text("影响关系全部来自一个报告人", "all influence edges reported by one person"),
    "W09": Text("程度分布可疑", "suspicious distribution of levels"),
    "W10": Text("自报熟悉度≥4 但一年内无互动", "declared ≥ 4 with no interaction in 365 days"),
    "W11": Text(
        "须保持独立者成为争取/招待/赞助对象", "independent person is target of winning over, hospitality or sponsoring"
    ),
    "W12": Text("未知列,未导入", "unknown column, not imported"),
    "W13": Text("来源信息已补全", "provenance filled in"),
    "W14": Text("已去除控制字符", "control characters removed"),
    "W15": Text("本人即上级:视为组织图的最高层", "own manager: taken as the top of the chart"),
    "W16": Text("这一格无法采用,该行保留", "the cell could not be used; its row stays"),
    "W17": Text("两个编号看起来一样", "two ids look the same"),
    "W18": Text("记在待确认席位上,不计入", "said of an open seat, does not count"),
}

#: What to do about a problem of each code, where nothing nearer to the case can be said.
ADVICE: dict[str, Text] = {
    "E01": Text("请改用已有的编号,或把缺的那一行加进导入文件", "Use an id that exists, or add its row to the import"),
    "E02": Text("请改正起点或终点,或删去这一行", "Correct one of the two ends, or delete the row"),
    "E03": Text("请改正这个单元格;不知道就留空", "Correct the cell; leave it empty if the value is not known"),
    "E04": Text(
        "请核对日期;graphcrm import --today 可指定导入日",
        "Check the date; graphcrm import --today sets the day of the import",
    ),
    "E05": Text(
        "请让失效日期晚于生效日期;仍有效就留空", "End it after it begins; leave valid_to empty if it still holds"
    ),
    "E06": Text("请去掉环中的一条,或改为虚线(dotted)", "Remove one line of the circle, or make it dotted"),
    "E07": Text(
        "请只留一条实线,其余改为虚线(dotted)或写明失效日期",
        "Keep one solid line; make the others dotted, or give them the day on which they ended",
    ),
    "E08": Text("请写人员的编号", "Write the id of a person"),
    "E09": Text("请写我方或竞争对手的组织编号", "Write the id of our company or of a competitor"),
    "E10": Text("最多对一家为 3;请核对其余", "At most one of them can be 3; check the others"),
    "E11": Text("请写我方人员的编号", "Write the id of one of our own people"),
    "E12": Text(
        "请从文件中删去此人的所有行;已记录的,用 graphcrm privacy erase 删除",
        "Delete every row about this person; what is recorded already goes with graphcrm privacy erase",
    ),
    "E13": Text("请填写这一列", "Fill in the column"),
    "E14": Text("请只留一行,或给各版本不同的生效日期", "Keep one of the rows, or give each version its own valid_from"),
    "E15": Text(
        "请改正,或重新另存为 UTF-8 的 CSV、.xlsx 或 JSON;空白模板:graphcrm import --template 目录",
        "Correct it, or save it again as CSV in UTF-8, .xlsx or JSON; empty tables: graphcrm import --template DIR",
    ),
    "W01": Text("请补写证据,或降低程度", "Add the evidence, or lower the level"),
    "W02": Text("请重新了解其态度", "Find out again where this person stands"),
    "W03": Text(
        "如是同一人,请只用一个编号,或导入后用 graphcrm duplicates 合并",
        "Give them one id if they are one person, or merge them after the import with graphcrm duplicates",
    ),
    "W04": Text("请核对方向", "Check the direction"),
    "W05": Text("请写明所支持的目标或商机", "Name the goal or opportunity that it serves"),
    "W06": Text("请在决策角色表中登记 decider(决策者)", "Add a decider to the table roles"),
    "W07": Text("请补充该部门的人员", "Add people of this unit"),
    "W08": Text("请找第二个人核对", "Ask a second person"),
    "W09": Text("请按提问逐条重新评级", "Grade again by the question in the template"),
    "W10": Text("请补录互动,或降低自报熟悉度", "Log the interactions, or lower the level"),
    "W11": Text("请取消此行动,或改为公开、正式的沟通", "Drop the action, or make it an open and formal contact"),
    "W12": Text("如非笔误,无需处理", "Nothing needs to be done unless it is a slip of the pen"),
    "W13": Text(
        "可用 graphcrm import --source 和 --reported-by 指定",
        "Name them with graphcrm import --source and --reported-by",
    ),
    "W14": Text("请核对清理后的文字", "Check the text that is left"),
    "W15": Text(
        "如属实无需处理;否则请写上级的编号", "Nothing needs to be done if so; else write the id of the manager"
    ),
    "W16": Text("请改正这个单元格后再导入一次", "Correct the cell and import it again"),
    "W17": Text("如是同一个,请统一写法", "Write them alike if they are one"),
    "W18": Text(
        "已知由谁担任?请用 graphcrm edit fill 席位 人员",
        "Is the holder known? Then graphcrm edit fill SEAT PERSON",
    ),
}

#: The same where a change was typed and there is no file.
TYPED: dict[str, Text] = {
    "E01": Text("请改用已有的编号,或先登记", "Use an id that exists, or record it first"),
    "E03": Text("请改正这个值;“列=”清空它", "Correct the value; “COLUMN=” empties it"),
    "E04": Text(
        "请核对日期;计划要做的事请用 graphcrm edit action",
        "Check the date; what is planned goes into graphcrm edit action",
    ),
    "E12": Text("关于此人什么都不记录", "Nothing is recorded about this person"),
    "E13": Text("请补上:列=值", "Add it as COLUMN=VALUE"),
    "W03": Text(
        "如是同一人,请用 graphcrm duplicates 合并", "If they are one person, merge them with graphcrm duplicates"
    ),
    "W13": Text("可用 source= 和 reported_by= 指定", "Name them with source= and reported_by="),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of an import: code, sentence, and file, line and column where known."""

    code: str
    text: Text
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    suggestion: Text | None = None

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    @property
    def advice(self) -> Text:
        """What to do: what the case suggests, else what helps with any problem of its code."""
        return self.suggestion or ADVICE[self.code]

    def as_dict(self) -> dict[str, object]:
        """Flat form for CSV and JSON."""
        return {
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "message_zh": self.text.zh,
            "message_en": self.text.en,
            "suggestion_zh": self.advice.zh,
            "suggestion_en": self.advice.en,
        }


@dataclass(frozen=True, slots=True)
class Fold:
    """Problems that are said once: of one code, about one column of one file.

    `alike` if all of them have the same sentence; else `first` stands for the others.
    """

    first: Problem
    lines: tuple[int, ...]
    count: int
    alike: bool


def fold(problems: Iterable[Problem]) -> tuple[Fold, ...]:
    """Repeated problems as one each: errors before warnings, in each the rare codes before the frequent ones.

    Problems with the same sentence are one. Warnings of which a column has more than three different sentences are one too;
    each different error is told, since each has to be mended. Nothing is lost: the counts add up to the problems.
    """
    found = list(problems)
    often = Counter(p.code for p in found)
    groups: dict[tuple[str, str, str], dict[tuple[Text, Text], list[Problem]]] = {}
    for p in found:
        groups.setdefault((p.code, p.file, p.column), {}).setdefault((p.text, p.advice), []).append(p)
    folds: list[Fold] = []
    for sentences in groups.values():
        several = list(sentences.values())
        if len(several) > _SENTENCES and not several[0][0].is_error:
            folds.append(_fold([p for same in several for p in same], alike=False))
        else:
            folds += [_fold(same, alike=True) for same in several]
    return tuple(sorted(folds, key=lambda f: (not f.first.is_error, often[f.first.code], f.first.code)))


def _fold(problems: Sequence[Problem], *, alike: bool) -> Fold:
    lines = sorted({p.line for p in problems if p.line is not None})
    return Fold(problems[0], tuple(lines), len(problems), alike)
