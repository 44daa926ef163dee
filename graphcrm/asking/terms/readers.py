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
        "共享版的清单、导出、报告和地图都不含:证据原文、报告人和评估人、会议摘要、行动结果、接受某项发现的理由(内部版才有);"
        "地图和简报也不含个人的诉求。"
        "没有逐条的保密标记:不该被读到的内容,请不要录入。",
        "What lists, exports, reports and maps of the shared edition leave out and the internal one has: evidence in its words, who "
        "reported or assessed, summaries of meetings, results of actions, and why a finding is lived with; maps and briefs also leave out "
        "needs of people. Nothing is marked one by one: what must not be read is better not written down.",
        "restricted",
        "restricted evidence",
        "confidential",
        "private",
        "保密",
        "机密",
    ),
)
