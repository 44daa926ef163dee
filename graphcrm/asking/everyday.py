"""How people ask, beside what the catalogue says: everyday words by the answer that is meant, and words that say nothing."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SAID", "SILENT"]

#: By answer: words with which people ask for it.
SAID: Mapping[str, str] = {
    "key-influencers": "really decides decide decider decision maker influential powerful power important matters "
    "key people boss charge 说了算 拍板 老大 决策人 谁决定 影响力 关键人 重要 话语权 有权 左右 做主 管事",
    "hidden-influencers": "hidden shadow informal secret invisible behind scenes unofficial grey eminence 隐形 影子 隐性 "
    "背后 幕后 名单外 暗中",
    "decision-circle": "inner circle buying committee official decision makers 名单 核心圈 决策圈 委员会 决策人",
    "decision-chain": "chain path way decision decided 决策链 决策路径 路径 怎么决定 决策过程 链条",
    "hierarchy": "hierarchy inversion upstream tier layer 倒挂 层级 上下级 越级",
    "route": "reach get hold meet see access approach introduce door appointment talk speak way close boss decision "
    "maker 见到 见上 约到 约见 约上 接触 够得着 够到 引荐 引见 搭线 搭上 路线 认识 公关 联系上 找到 接近 介绍 老大 决策人 领导",
    "brokers": "broker between gatekeeper bottleneck middleman go through 必经 中间人 守门人 把关 绕不开 桥梁",
    "bridges": "across organisations bridge 跨组织 跨公司 桥梁 中介",
    "ally-set": "ally allies cultivate team work focus few people 盟友 经营 组合 重点 哪几个人 帮我们",
    "factions": "circle faction camp group clique side politics 圈子 派系 山头 小团体 阵营 派别 站队 帮派",
    "kpi": "overview summary health dashboard score well 总览 概况 整体 健康 指标 总体 概览",
    "coverage": "cover coverage knows know looks after look 覆盖 触达 谁认识谁 谁负责 对接",
    "coverage-gaps": "gap uncovered blind spot know missing nobody knows overlooked forgot 空白 缺口 遗漏 没覆盖 未覆盖 盲区 不认识 "
    "没接触 漏掉 漏了 短板",
    "levels": "three levels communication senior middle junior 三层 高层中层 基层 沟通",
    "overdue": "overdue due contact contacted call long time neglected seen spoken touch base 该联系 没联系 未联系 逾期 很久没 "
    "好久没 久未 到期 多久没 联系",
    "cooling": "cooling cold fade lose touch losing drifting weaker weakening worse 变冷 冷淡 疏远 变淡 淡了 冷了 变差",
    "sponsor-gaps": "sponsor without executive needs 赞助人 缺赞助 没有赞助 缺高层 没有高层",
    "sponsor-plan": "assign executive sponsor look after pair match executives 配置 分配 高层 领导 派谁 派哪位 谁去 出面 对接",
    "single-threads": "single thread depend only contact fragile hang rely narrow 单线 脆弱 依赖 全靠 一个人 只靠 单点 单一 太少",
    "bus-factor": "leave leaving left quit resign departure gone retire fired lose 离开 离职 走了 走人 跳槽 调走 退休 辞职 不在了",
    "contest": "competitor rival competition head compete compare versus ahead beat 对手 竞争 竞品 友商 竞对 较量 领先",
    "cut-lines": "cut attack hurt undermine vulnerable rival sabotage weak spot 切断 拆台 攻击 挖墙脚 下手 软肋 弱点",
    "forecast": "forecast lean win winning chance odds outcome predict likely probability lose 胜算 赢面 能赢 会赢 赢单 倾向 结果 "
    "预测 胜率 能成 拿下 把握",
    "what-if": "scenario simulate suppose 假如 如果 假设 推演 会怎样 试试",
    "who-to-win": "win over convince persuade effort priority first focus worth pays turn around 争取 说服 优先 搞定 先做 攻克 "
    "投入 突破 做工作",
    "introductions": "bring together introduce each other connect talk 促成 撮合 牵线 交流 见面",
    "status": "status relationship six dimensions support supporter friend side friendly help 现状 关系 六维 支持 拥护 自己人 盟友 "
    "站在我们 友好 友善 帮我们 帮忙 向着我们 说话",
    "relationship-level": "relationship level upgrade next improve maturity 层级 升级 关系等级 关系到 提升 深入",
    "grid": "grid quadrant power interest stakeholder salience 矩阵 象限 权力 兴趣 干系人 利益相关",
    "vendor-perception": "think perceive perception see opinion reputation image feel view 怎么看 看法 感知 印象 口碑 评价 看待 形象",
    "supplier-scorecard": "supplier rate scorecard 供应商 评估 评分 打分",
    "third-party-map": "third party consultant adviser partner integrator institute outside 第三方 顾问 合作伙伴 咨询 设计院 集成商 "
    "外部",
    "rising-stars": "rising star talent future promoted promotion career successor young 明日之星 新秀 后备 升职 提拔 接班 年轻 晋升 "
    "潜力股",
    "verify-next": "verify find unknown uncertain doubt check ask learn unsure research 核实 不清楚 未知 存疑 打听 查证 搞清 弄清 "
    "不知道 不确定 要问 摸清",
    "changes": "changed change new news since difference happened lately recently 变化 改变 最近 变了 新情况 动态 上个月 新消息",
    "audit": "trust trustworthy audit quality reliable data complete correct accurate 可信 可靠 靠谱 质量 准不准 数据 完整 准确",
    "portfolio": "accounts portfolio customers account 账户 客户 所有客户 全部客户 各客户 各个客户 哪个客户 大客户",
    "card": "card profile person know dossier 卡片 资料 档案 画像 这个人 是什么人 背景 详情",
    "explain": "explain reason because ranked computed 为什么 依据 原因 凭什么 怎么算 怎么得出 为何",
    "needs": "need want interest pain care expect wish worry 诉求 需求 想要 痛点 关心 在意 期望 顾虑 需要什么 要什么",
    "edges": "weight evidence come source tie listens influences said 权重 来源 出处 影响关系 谁听谁 谁说的 证据",
    "rank": "rank ranking network 排名 排序 网络",
    "hierarchy-rank": "superior org chart without reports 上级 汇报 组织图 没有组织图",
    "criteria": "criteria criterion requirement choose selection decide evaluate look matters 标准 要求 看重 按什么 怎么选 评标 "
    "选型",
    "white-space": "sell sold upsell cross-sell potential more business products expand grow 卖 交叉销售 潜力 增购 扩展 产品 生意 "
    "机会",
    "qualification": "qualify meddpicc bid bidding worth pursue go champion checklist 资格 值不值得 该不该 投标 要不要投 凭什么赢 商机",
    "promises": "promise promised owe commitment committed kept 承诺 答应 欠 兑现 许诺",
    "findings": "task todo act action attention urgent warning alarm problem risk risks issue wrong danger 待办 处理 问题 "
    "风险 预警 注意 紧急 警报 危险 不对劲",
    "triangulation": "second opinion another method agree robust double-check 换一种 算法 一致 稳健 佐证",
    "fragmentation": "break fall apart collapse 散了 瓦解 崩 失去",
    "seeding": "message spread rumour first announce word news 消息 传播 告诉 散布 传话 放风 通知 传开",
    "influence-tree": "influences decider listen listens opinion advise convinced 听谁 谁影响 影响他 意见 听取 受谁影响",
    "breadth": "broad many people contacts wide narrow few 普遍 多广 多少人 广度 太少 单一",
    "stage-coverage": "stage phase units departments 阶段 部门",
    "digest": "today morning day 今天 责任人 我该做 我要做 要做什么 该做什么 本周",
    "drill": "drill turn stress resilience worst case 演练 倒戈 反水 转向 压力测试 最坏",
    "visit-plan": "visit meet next see plan week trip schedule travel budget meeting step 拜访 该见 见谁 先见 行程 安排 计划 走访 "
    "这周 下周 下一步",
    "back-test": "right last time past hindsight lost track record back-test forecast predicted 复盘 回看 回测 当时 上次 事后 "
    "预测准 说对",
    "handover": "hand over handover take takes colleague leaves replace accounts 交接 接手 离职 离岗 移交 换人 接替",
    "activity": "cost channel spend often frequency expense money calls visits 花费 成本 费用 频率 多久一次 花了 投入产出 活动",
    "progress": "progress goal value result target better achieve 进展 进度 成果 目标 价值 过程 成效",
    "scenarios": "saved scenarios side 设想 保存 并排",
    "blockers": "against oppose opposed opponent block blocker enemy veto hostile resist stop kill sink carry hate "
    "dislike vote 反对 阻挠 阻碍 否决 不支持 敌对 敌人 作梗 卡我们 卡住 反感 挡路 搅局 不同意 唱反调 讨厌 投票 敌意",
    "across": "other customers accounts another account reference referral through 其他客户 别的客户 转介绍 推荐 其他账户 共同的人",
}  # fmt: skip

#: Words that every question has.
SILENT = frozenset(
    word
    for line in (
        "a about all am an and any anybody anyone are as at be been being by can could d did do does doing don for from give had",
        "has have he her him his how i if in into is isn it its just like list ll m may me might much my no not now of on or our out",
        "please re s shall she should show so some somebody someone still t tell than that the their them then there these they this",
        "to too up us ve very was we were what when where which while who whom whose why will with won would yet you your",
    )
    for word in line.split()
)
