"""What whoever keeps a sheet calls their own side in Chinese: 我方, 我司, 我公司 …, as a choice within a pattern."""

from __future__ import annotations

__all__ = ["US_ZH"]

US_ZH = "我方|我司|我公司|我们|本公司|咱们"
