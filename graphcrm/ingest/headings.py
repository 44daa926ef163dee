"""Headings: which column of which table a heading means, and which columns are never imported."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from graphcrm.i18n import Text
from graphcrm.model.fields import Field, shown
from graphcrm.model.sheets import sheet
from graphcrm.model.tables import BY_NAME, TABLES, Table, table

__all__ = ["AS_KEPT", "column", "is_private", "meant_table", "not_imported", "otherwise", "table_of", "tables_text"]

#: What is said of files that are none of our tables.
AS_KEPT = Text(
    "平常自己记的名单用 graphcrm import --guess 导入", "a list as you keep it is read by graphcrm import --guess"
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PRIVATE_ZH = re.compile(
    "出生|生日|年龄|属相|星座|性别|身份证|护照|证件号|社保号|家庭|住址|家址|私人|个人手机|个人电话|配偶|妻子|丈夫|子女|孩子|父母|婚姻|婚否"
    "|健康|疾病|病史|血型|残疾|宗教|信仰|民族|种族|籍贯|政治面貌|党派|党员|入党|性取向|性生活|指纹|人脸|生物识别|虹膜|声纹"
    "|工资|薪酬|收入水平|个人资产|银行卡|银行账号|房产|车牌|未成年|行程|旅行|出行|爱好|兴趣|嗜好|礼品|礼物|送礼|饮酒|烟酒"
)
_PRIVATE_EN = re.compile(
    r"\b(birth\w*|dob|bday|age|zodiac|gender|sex|sexual\w*|ssn|social security|id (card|number|no)|national id"
    r"|identity (card|number)|passport\w*|driv\w+ licen[cs]e|home (address|phone|tel)"
    r"|(private|personal|home) (\w+ )?(phone|mobile|cell|tel|email|address|number)"
    r"|spouse|wife|husband|child|children|kids?|famil(y|ies)|parents|marital|married"
    r"|health\w*|illness|disease|medical|blood type|disabilit\w+|religio\w*|faith|church|ethnic\w*|race|nationality"
    r"|politic\w*|(?<!third )(?<!counter )party|biometric\w*|fingerprint\w*|face id|iris|dna|salary|income|wealth|bank account|credit score"
    r"|personal finances?|minors?|travel\w*|hobb(y|ies)|interests|pastimes?|gifts?|presents?|alcohol|drink\w*|smok\w+)\b"
)


def plain(heading: str) -> str:
    """A heading without case, width, invisible characters and outer space; line breaks and several spaces are one space."""
    words = unicodedata.normalize("NFKC", heading)
    if not words.isascii():
        words = _INVISIBLE.sub("", words)
    return " ".join(words.split()).strip(" *").casefold()


@cache
def _names(name: str) -> Mapping[str, Field]:
    known: dict[str, Field] = {}
    for field in BY_NAME[name].columns:
        for word in (field.name, field.name.replace("_", " "), field.zh):
            known.setdefault(plain(word), field)
    return known


def column(of: Table, heading: str) -> Field | None:
    """The column that a heading names by code, by Chinese label, or by both with a bar between (``grade|职级``)."""
    names = _names(of.name)
    whole = plain(heading)
    if whole in names:
        return names[whole]
    parts = [names.get(p.strip()) for p in whole.split("|")]
    return parts[0] if len(parts) > 1 and all(p is not None and p is parts[0] for p in parts) else None


#: Words of private life that are plain business beside these: product family, account health, child accounts, party id.
_BUSINESS_EN = re.compile(
    r"\b(?:(?:product|account|project|deal|opportunity|pipeline|contract|service|system|asset|ticket|case|platform|portfolio"
    r"|relationship|subscription|brand|software|part|vehicle|net|gross|operating)s? (?:family|families|health\w*|child|children|age"
    r"|income|parents|race|minors?|travel\w*|interests)|(?:child|minor|parents) (?:account|org|compan|unit|project|case|record|product"
    r"|opportunit|deal|object|version|item)\w*|famil(?:y|ies) (?:of products|code)|wealth management"
    r"|(?:bill|sold|ship|pay) to party|(?:contracting|business|trading|legal) party"
    r"|present (?:customer|client|us|ours|vendor|at|from)"
    r"|party (?:id|key|name|type|number|no|role|code|site|identifier|master)|health (?:score|index|check))\b"
)
_BUSINESS_ZH = re.compile(
    "(?:客户|项目|账户|系统|商机|合同|产品|关系|业务)健康|健康(?:度|分|评分|指数|检查)"
    "|(?:购买|采购|产品|合作)兴趣|兴趣(?:度|级别|等级)|(?:产品|品牌)家族"
)


@lru_cache(maxsize=10_000)
def is_private(heading: str) -> bool:
    """Whether a heading announces something about a person's private life.

    >>> is_private("Home address"), is_private("Product family"), is_private("Family"), is_private("客户健康度")
    (True, False, True, False)
    >>> is_private("Present"), is_private("Present (customer)")
    (True, False)
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", unicodedata.normalize("NFKC", heading))
    words = re.sub(r"[^\w]|_", " ", words).casefold()
    words = _BUSINESS_ZH.sub(" ", _BUSINESS_EN.sub(" ", " ".join(words.split())))
    return bool(_PRIVATE_ZH.search(words) or _PRIVATE_EN.search(words))


def not_imported(of: Table, heading: str) -> Text:
    """What is said about a column that is left out (W12)."""
    if is_private(heading):
        return Text(
            f"列“{shown(heading)}”属于个人隐私，从不导入：这里只保存职业信息",
            f"the column “{shown(heading)}” is about private life and is never imported: only professional facts are kept",
        )
    near = difflib.get_close_matches(plain(heading)[:60], _names(of.name), 1, 0.75)
    zh = f"；是否想写“{near[0]}”？" if near else ""
    en = f"; did you mean “{near[0]}”?" if near else ""
    return Text(
        f"表 {of.name} 没有列“{shown(heading)}”，未导入{zh}",
        f"the table {of.name} has no column “{shown(heading)}”; it was not imported{en}",
    )


def table_of(name: str) -> Table | None:
    """The table that the name of a file, sheet or JSON member means; ``people|人员`` too, and ``listens`` for edges."""
    parts = [table(p) for p in unicodedata.normalize("NFKC", name).strip("\ufeff ").split("|")]
    if all(p is not None and p is parts[0] for p in parts):
        return parts[0]
    narrow = sheet(name)
    return None if narrow is None else narrow.of


def meant_table(name: str) -> Text:
    """The table that was probably meant, to stand behind what is said of the name; nothing if it is like none."""
    near = difflib.get_close_matches(plain(name)[:60], [w for t in TABLES for w in (t.name, t.zh)], 1)
    return Text(f"；是否指“{near[0]}”？", f"; did you mean “{near[0]}”?") if near else Text("", "")


def otherwise(name: str) -> Text:
    """What to do with something called so that is none of our tables."""
    return AS_KEPT + Text("；", "; ") + tables_text(name)


def tables_text(name: str) -> Text:
    """The names of all tables, and the one that was probably meant."""
    every = Text(
        f"可用的表名：{'、'.join(f'{t.name}（{t.zh}）' for t in TABLES)}",
        f"tables: {', '.join(t.name for t in TABLES)}",
    )
    return every + meant_table(name)
