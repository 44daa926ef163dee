"""The words of the shell: what every page says whatever stands in it."""

from __future__ import annotations

from graphcrm.i18n import Text

__all__ = ["SHELL"]

SHELL: dict[str, Text] = {
    "as_of": Text("截至 {d}", "As of {d}"),
    "offline": Text(
        "离线生成,不含跟踪,不访问网络", "generated offline, contains no tracking and makes no network requests"
    ),
    "needs_removed": Text("已移除不宜外传的诉求:{n} 条", "needs in confidence left out: {n}"),
    "search.label": Text("搜索", "Search"),
    "reset": Text("重置", "Reset"),
    "undo": Text("撤销", "Undo"),
    "table": Text("表格", "Table"),
    "png": Text("PNG", "PNG"),
    "png.label": Text("保存为 PNG 图片", "Save as PNG image"),
    "svg": Text("SVG", "SVG"),
    "svg.label": Text("保存为可编辑的 SVG 图形", "Save as SVG drawing that can be edited"),
    "file.done": Text("已保存 {n}", "{n} saved"),
    "print": Text("打印", "Print"),
    "language": Text("English", "中文"),
    "theme": Text("主题", "Theme"),
    "theme.label": Text("主题:浅色或深色", "Theme: light or dark"),
    "present": Text("演示", "Present"),
    "present.exit": Text("退出演示(Esc)", "Leave presentation (Esc)"),
    "help": Text("键盘帮助", "Keyboard help"),
    "close": Text("关闭", "Close"),
    "tools": Text("工具栏", "Tools"),
    "legend": Text("图例", "Legend"),
    "sort": Text("按{c}排序", "Sort by {c}"),
    "warning.altered": Text(
        "此文件在生成之后被改动过,只显示列表。", "This file was altered after it was built; only the list is shown."
    ),
}
