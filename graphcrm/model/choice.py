"""What every enumeration of the model is: a member carries its code and its Chinese and English label; input accepts any of them."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Self

from graphcrm.i18n import Text

__all__ = ["Choice"]


class Choice(StrEnum):
    """A code with its labels.

    >>> class Side(Choice):
    ...     CUSTOMER = "customer", "客户"
    >>> Side.read("客户"), Side.read("Customer").label.zh
    (<Side.CUSTOMER: 'customer'>, '客户')
    """

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh or code
        member.en = en or code.replace("_", " ")
        return member

    @property
    def label(self) -> Text:
        return Text(self.zh, self.en)

    @property
    def told(self) -> Text:
        """The label with the code behind it, where that says something else.

        >>> class Side(Choice):
        ...     S1 = "s1", "客户", "customer"
        ...     OURS = "ours", "我方"
        >>> [side.told for side in Side]
        [Text(zh='客户（s1）', en='s1 (customer)'), Text(zh='我方（ours）', en='ours')]
        """
        return Text(f"{self.zh}（{self}）", str(self) if self.en == self.replace("_", " ") else f"{self} ({self.en})")

    @classmethod
    def read(cls, raw: str) -> Self:
        """The member with this code or label, or ValueError."""
        for wanted in dict.fromkeys((raw.strip().casefold(), unicodedata.normalize("NFKC", raw).strip().casefold())):
            for member in cls:
                if wanted in (member.value.casefold(), member.zh.casefold(), member.en.casefold()):
                    return member
                if "/" in member.zh and wanted in member.zh.casefold().split("/"):
                    return member
        raise ValueError(raw)
