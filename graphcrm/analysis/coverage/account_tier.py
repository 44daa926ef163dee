"""The tier by which an account is measured."""

from __future__ import annotations

from graphcrm.model.choices import Tier
from graphcrm.model.records import Org

__all__ = ["tier_of"]


def tier_of(account: Org) -> str:
    """Tier of an account; C, the weakest claim, where none is recorded."""
    return account.tier or Tier.C.value
