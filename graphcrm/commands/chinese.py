"""What click says, in Chinese, by the English that click's own gettext calls give."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        # help
        "Usage:": "用法：",
        "Options": "选项",
        "Commands": "命令",
        "Positional arguments": "位置参数",
        "Show this message and exit.": "显示帮助",
        "Show the version and exit.": "显示版本",
        "default: {default}": "默认 {default}",
        "env var: {var}": "环境变量 {var}",
        "required": "必填",
        "(dynamic)": "（运行时确定）",
        "deprecated": "已弃用",
        "{text} {deprecated_message}": "{text} {deprecated_message}",
        "(Deprecated) {text}": "（已弃用）{text}",
        "DeprecationWarning: The command {name!r} is deprecated.": "命令 {name} 已弃用。",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "命令 {name} 已弃用。{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "{name} 已弃用。{extra_message}",
        # the command line as a whole
        "Error: {message}": "错误：{message}",
        "Try '{command} {option}' for help.": "用 “{command} {option}” 查看用法。",
        "Missing command.": "请给出命令",
        "No such command {name!r}.": "没有命令 {name}。",
        "Got unexpected extra argument ({args})": "多出的参数：{args}",
        "Got unexpected extra arguments ({args})": "多出的参数：{args}",
        "Did you mean {possibility}?": "是否想用 {possibility}？",
        "(Did you mean one of: {possibilities}?)": "是否想用其中之一：{possibilities}？",
        "(Possible options: {possibilities})": "是否想用其中之一：{possibilities}？",
        # an option or argument
        "No such option {name!r}.": "没有选项 {name}。",
        "No such option: {name}": "没有选项 {name}。",
        "Option {name!r} does not take a value.": "选项 {name} 不接受值。",
        "Option {name!r} requires an argument.": "选项 {name} 需要一个值。",
        "Option {name!r} requires {nargs} arguments.": "选项 {name} 需要 {nargs} 个值。",
        "Argument {name!r} takes {nargs} values.": "参数 {name} 需要 {nargs} 个值。",
        "Missing argument": "缺少参数",
        "Missing option": "缺少选项",
        "Missing parameter": "缺少参数",
        "Missing {param_type}": "缺少 {param_type}",
        "Missing parameter: {param_name}": "缺少参数：{param_name}",
        "Choose from:\n\t{choices}": "可为：\n\t{choices}",
        # a value
        "Invalid value: {message}": "值无效：{message}",
        "Invalid value for {param_hint}: {message}": "参数 {param_hint} 的值无效：{message}",
        "Value must be an iterable.": "应为多个值。",
        "Takes {nargs} values but 1 was given.": "应为 {nargs} 个值，只给了 1 个。",
        "Takes {nargs} values but {len} were given.": "应为 {nargs} 个值，给了 {len} 个。",
        "{len_type} values are required, but {len_value} was given.": "应为 {len_type} 个值，给了 {len_value} 个。",
        "{len_type} values are required, but {len_value} were given.": "应为 {len_type} 个值，给了 {len_value} 个。",
        "{value!r} is not {choice}.": "{value!r} 应为 {choice}。",
        "{value!r} is not one of {choices}.": "{value!r} 应为 {choices} 之一。",
        "{value!r} is not a valid {number_type}.": "{value!r} 不是这里要的数。",
        "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
        "{value!r} is not a valid boolean.": "{value!r} 不是 true 或 false。",
        "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} 应为 {states} 之一。",
        "{value!r} is not a valid UUID.": "{value!r} 不是 UUID。",
        "{value!r} does not match the format {format}.": "{value!r} 不合格式 {format}。",
        "{value!r} does not match the formats {formats}.": "{value!r} 不合这些格式：{formats}。",
        # a file
        "file": "文件",
        "directory": "文件夹",
        "path": "路径",
        "Could not open file {filename!r}: {message}": "打不开文件 {filename!r}:{message}",
        "unknown error": "原因不明",
        "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
        "{name} {filename!r} is a file.": "{name} {filename!r} 是文件。",
        "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹。",
        "{name} '{filename}' is a directory.": "{name} '{filename}' 是文件夹。",
        "{name} {filename!r} is not readable.": "{name} {filename!r} 不可读。",
        "{name} {filename!r} is not writable.": "{name} {filename!r} 不可写。",
        "{name} {filename!r} is not executable.": "{name} {filename!r} 不可执行。",
    }
)
