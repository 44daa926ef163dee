"""For whom a page is built, and how far a value may travel."""

from __future__ import annotations

from enum import Enum

from graphcrm.i18n import Text

__all__ = ["OF_ONE_CUSTOMER", "Access", "Edition", "banner"]


#: What is said to whoever asks for everybody's in a customer-safe edition.
OF_ONE_CUSTOMER = Text(
    "客户可见版只含一个客户：请给出 account", "the customer-safe edition is of one customer: name it (account)"
)


class Access(Enum):
    """Class of a value. What nobody put into a class is private."""

    OPEN = "open"
    """What the customer's own papers say: names, posts, units, ranks, reporting lines, formal roles."""
    INSIGHT = "insight"
    """Our analysis and judgement, for colleagues."""
    PRIVATE = "private"
    """Remarks in confidence, restricted texts, names of reporters: the account team only."""


class Edition(Enum):
    """The readers of a page, and the classes that reach them."""

    INTERNAL = ("internal", Text("内部版", "internal edition"), frozenset(Access))
    """The account team: everything."""
    SHARED = ("shared", Text("共享版", "shared edition"), frozenset({Access.OPEN, Access.INSIGHT}))
    """Colleagues: no private notes, no restricted text, no names of reporters."""
    CUSTOMER_SAFE = ("customer-safe", Text("客户可见版", "customer-safe edition"), frozenset({Access.OPEN}))
    """May reach the customer."""

    def __init__(self, code: str, label: Text, admits: frozenset[Access]) -> None:
        self.code = code
        self.label = label
        self.admits = admits

    @classmethod
    def of(cls, code: str) -> Edition:
        """The edition with this code; ValueError if there is none."""
        for edition in cls:
            if edition.code == code:
                return edition
        raise ValueError(code)

    @property
    def insight(self) -> bool:
        """Whether the page speaks of analyses and judgements at all."""
        return Access.INSIGHT in self.admits


def banner(edition: Edition, classification: Text) -> Text:
    """The classification line, which no page can hide."""
    return Text("{own} · {edition}", "{own} · {edition}").format(own=classification, edition=edition.label)
