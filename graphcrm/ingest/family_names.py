"""How names, titles and organisations look in East Asian encodings: what tells one reading of the same bytes from another."""

from __future__ import annotations

import re

from graphcrm.folding import simplified

__all__ = ["COMMON", "ENDINGS", "FAMILY_NAMES", "begins_as_family", "in_chinese_order"]

_JAPANESE = (
    "佐鈴高田伊渡山中小加吉斎松井木林清森池橋石前藤後岡長村近坂遠青福太西三原岩柴菊竹野大川今上内安宮本阿"
    "部工金浜平島武矢水永"
)
#: Characters with which most names begin, by the encoding of those who bear them; the frequent family names of each country.
FAMILY_NAMES = {
    "gb18030": (
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
        "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
        "汤诸欧司上冉关章施俞穆祝季童柯"
    ),
    "cp950": (
        "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林羅高鄭梁謝宋唐許韓鄧馮曹彭曾蕭田董潘袁蔡蔣余于杜葉程魏蘇呂丁任盧"
        "姚沈鍾鐘姜崔譚陸范汪廖石金韋賈夏方鄒熊白孟秦邱侯江尹薛段雷龍黎史陶賀毛郝顧龔邵萬錢戴嚴莫孔湯歐簡游賴"
        "洪翁阮柯施連"
    ),
    "cp949": (
        "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄원천방공현함변"
        "염여추도소석선설마길연위표명기반왕"
    ),
    "cp932": _JAPANESE,
    "euc_jp": _JAPANESE,
}
_JAPANESE_ENDINGS = ("社長", "部長", "課長", "係長", "会社", "銀行", "病院", "大学")
#: How titles and organisations end there.
ENDINGS = {
    "gb18030": (
        "总监", "经理", "董事", "总裁", "主任", "部长", "处长", "科长", "局长", "行长", "校长", "院长", "厂长", "主管", "专员",
        "工程师", "公司", "集团", "银行", "医院", "大学", "采购", "财务", "销售", "市场", "技术", "人事",
    ),
    "cp950": (
        "總監", "經理", "董事", "總裁", "主任", "部長", "處長", "科長", "局長", "行長", "校長", "院長", "廠長", "主管", "專員",
        "工程師", "公司", "集團", "銀行", "醫院", "大學",
    ),
    "cp932": _JAPANESE_ENDINGS,
    "euc_jp": _JAPANESE_ENDINGS,
}  # fmt: skip
#: The five hundred commonest characters of a language, where it is the one that is expected.
COMMON = {
    "gb18030": frozenset(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
        "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
        "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
        "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
        "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
        "必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
        "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信"
        "马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连"
        "断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存"
        "候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    )
}
#: Rarer family names; those that begin everyday words of sheets, such as 通, 国, 全, are left out.
_RARER = (
    "鲁倪庞樊殷聂耿葛邢裴岑霍翟阎柴涂舒卜阮凌巩柯缪祁娄褚闵靳卓臧瞿晏尤裘奚骆窦佟穆仇翁喻郎苗屈邬盛柏盖蒲焦尚连车蓝危古丛卫谈郁"
    "单包左吉钮嵇滑荣荀羊於惠甄曲封芮储汲邴糜井巫乌巴弓牧隗谷宓蓬郗班仰仲伊宫宁栾暴甘厉戎符景詹束幸韶郜蓟薄怀邰从鄂咸籍赖蔺屠"
    "蒙池乔胥苍闻莘党贡劳逄姬申扶堵宰郦雍却璩桑桂濮牛寿扈燕冀郏浦温庄慕茹习宦艾鱼慎戈庾暨居衡匡寇禄阙殳沃蔚越夔隆厍晁勾敖融冷訾辛"
    "阚那简饶毋沙乜鞠丰巢蒯查荆游竺逯益桓佘苑初亓仝邸兰冼练苟晋楚鹿麻麦门牟戚綦琚揭檀滕撒盘"
    "康齐易伍颜岳柳纪梅毕鲍房费席米宗边卞隋刁虞迟邝官栗鄢谌粟楼廉禹漆狄赫杭况辜宿阳郗蔺缑仉笪谯佴澹淳轩闾滦芦昝茆郄傅洪段雷池沙师农"
)
#: Family names of two characters; the first alone begins everyday words, or is a family name, too.
_DOUBLE = re.compile(
    "长孙|东方|东郭|东门|公孙|公冶|南宫|西门|百里|第五|独孤|太史|令狐|上官|司马|司徒|司空|诸葛|宇文|皇甫|尉迟|端木"
    "|欧阳|夏侯|慕容|钟离|赫连|淳于|濮阳|鲜于"
)
#: Family names with which everyday words of sheets begin, too, and those words.
_ALSO_WORDS = "文成路解时项商应明"
_EVERYDAY = re.compile(
    r"文(?:档|件|化|员|书|案|字|本)|成(?:本|员|都|果|交|功|熟|立|为|长|品)|路(?:线|径|由|演|桥)|解(?:决|释|除)|时(?:间|长|效|候|常|机)"
    r"|项目|商(?:务|机|业|户|品|标|城|谈|议)|应(?:用|收|付|急|对|该|届)|明(?:确|细|显|年|天|日)"
)
_FAMILIES = frozenset("".join(FAMILY_NAMES.values()) + _RARER + _ALSO_WORDS)


def begins_as_family(text: str) -> bool:
    """Whether a Chinese text begins with a family name, and with no everyday word that does, too.

    >>> begins_as_family("康宁"), begins_as_family("商鞅"), begins_as_family("商务"), begins_as_family("南宫霏"), begins_as_family("全部")
    (True, True, False, True, False)
    """
    plain = simplified(text)
    known = text[0] in _FAMILIES or plain[0] in _FAMILIES
    return bool(_DOUBLE.match(plain)) or (known and not _EVERYDAY.match(plain))


def in_chinese_order(given: str, family: str) -> str:
    """A Chinese name of two columns, the family name first: as the columns call them unless only the given one holds a family name.

    >>> in_chinese_order("伟", "王"), in_chinese_order("李", "娜"), in_chinese_order("欧阳", "娜"), in_chinese_order("安", "李")
    ('王伟', '李娜', '欧阳娜', '李安')
    """
    whole = len(given) == 1 or _DOUBLE.fullmatch(simplified(given))
    swapped = family and whole and begins_as_family(given) and not begins_as_family(family)
    return given + family if swapped else family + given
