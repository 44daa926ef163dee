"""What an interaction was: its kind, its channel, whose voice it carried and from where, how severe. Choices like the others."""

from __future__ import annotations

from graphcrm.model.choice import Choice

__all__ = ["HEARD", "Channel", "Direction", "InteractionKind", "Severity", "VoiceSource"]


class InteractionKind(Choice):
    REGULAR_REVIEW = "regular_review", "定期沟通"
    DAILY_CONTACT = "daily_contact", "日常沟通"
    VISIT = "visit", "拜访"
    EXEC_VISIT = "exec_visit", "高层互访"
    EXEC_SUMMIT = "exec_summit", "高层峰会"
    TECH_EXCHANGE = "tech_exchange", "技术交流"
    HQ_VISIT = "hq_visit", "公司考察"
    REFERENCE_SITE = "reference_site", "样板点参观"
    EXHIBITION = "exhibition", "展会"
    WORKSHOP = "workshop", "研讨会"
    TRAINING = "training", "培训"
    JOINT_PLANNING = "joint_planning", "共同规划"
    JOINT_INNOVATION = "joint_innovation", "联合创新"
    MEAL_EVENT = "meal_event", "商务活动"
    TEAM_EVENT = "team_event", "团队/文体活动"
    CALL = "call", "电话"
    VIDEO = "video", "视频"
    MESSAGE = "message", "邮件/消息"
    COMPLAINT = "complaint", "投诉"
    PRAISE = "praise", "表扬"
    SURVEY = "survey", "满意度调查"
    VALUE_ADDED = "value_added", "增值服务"
    INFO_SHARE = "info_share", "信息分享"
    SUPPORT_WORK = "support_work", "配合支持"
    DISPUTE = "dispute", "争议"
    CARE = "care", "例行关怀"
    OTHER = "other", "其他"


class Channel(Choice):
    ONSITE = "onsite", "现场"
    ONLINE = "online", "线上"
    PHONE = "phone", "电话"
    MAIL = "mail", "邮件"
    CHAT = "chat", "即时消息"
    EVENT = "event", "活动"
    HOTLINE = "hotline", "热线"
    OTHER = "other", "其他"


class VoiceSource(Choice):
    HOTLINE = "hotline", "服务热线"
    SERVICE_REQUEST = "service_request", "服务请求"
    SALES_REPORT = "sales_report", "销售报告"
    RETURNS = "returns", "退货信息"
    WEB_FEEDBACK = "web_feedback", "网络反馈"
    INTERVIEW = "interview", "客户访谈"
    ISSUE_TEAM = "issue_team", "问题处理团队反馈"
    SURVEY = "survey", "客户调查"
    PARTNER_INTERVIEW = "partner_interview", "合作伙伴访谈"
    OBSERVATION = "observation", "直接观察"
    MARKET_RESEARCH = "market_research", "市场调研报告"


#: Sources of the customer's voice that come by themselves; the others are sought.
HEARD = frozenset(
    {
        VoiceSource.HOTLINE,
        VoiceSource.SERVICE_REQUEST,
        VoiceSource.SALES_REPORT,
        VoiceSource.RETURNS,
        VoiceSource.WEB_FEEDBACK,
    }
)


class Direction(Choice):
    OURS = "ours", "我方发起"
    THEIRS = "theirs", "对方发起"
    MUTUAL = "mutual", "双向"


class Severity(Choice):
    LOW = "low", "轻"
    MEDIUM = "medium", "中"
    SEVERE = "severe", "严重"
