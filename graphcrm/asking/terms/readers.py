"""Terms of who may read what."""

from __future__ import annotations

from graphcrm.asking.terms.term import term

__all__ = ["READERS"]

READERS = (
    term(
        "版本",
        "edition",
        "一份材料给谁看:内部版(客户团队)含全部;共享版(同事)不含报告人姓名和不宜外传的内容;"
        "客户可见版只有姓名、职务、部门、职级、汇报线和正式角色,没有我方的任何判断。用 --edition 选择。",
        "Who may read a file. The internal edition (the account team) has everything; the shared one (colleagues) no names of "
        "reporters and nothing in confidence; the customer-safe one has names, titles, units, levels, reporting lines "
        "and formal roles, and no judgement of ours. Chosen with --edition.",
        "shared",
        "internal",
        "customer-safe",
        "共享版",
        "内部版",
        "客户可见版",
    ),
    term(
        "不宜外传",
        "in confidence",
        "共享版的地图不含:个人的诉求、关于态度和冲突的证据原文、报告人姓名(内部版才有);共享版的导出不含任何证据原文。"
        "没有逐条的保密标记:不该被读到的内容,请不要录入。",
        "What maps of the shared edition leave out and the internal one has: needs of people, what was said of attitudes and conflicts in "
        "its words, and who said so; shared exports have no evidence in its words at all. Nothing is marked one by one: what must not be "
        "read is better not written down.",
        "restricted",
        "restricted evidence",
        "confidential",
        "private",
        "保密",
        "机密",
    ),
)
