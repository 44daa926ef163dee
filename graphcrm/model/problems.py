"""Problems that an import reports: codes, severity, and the place of each."""

from __future__ import annotations

from dataclasses import dataclass

from graphcrm.i18n import Text

__all__ = ["CODES", "Problem"]

#: What each code means. E = the row is rejected, W = a warning.
CODES: dict[str, Text] = {
    "E01": Text("编号不存在", "unknown id"),
    "E02": Text("起点与终点相同", "self-loop"),
    "E03": Text("值不合规", "value outside its range"),
    "E04": Text("观察日期晚于导入日", "observed later than the day of import"),
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
            "suggestion_zh": self.suggestion.zh if self.suggestion else "",
            "suggestion_en": self.suggestion.en if self.suggestion else "",
        }
