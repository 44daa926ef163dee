"""What closes a page: a policy that names the digests of its own scripts and styles, and data that cannot end its element."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from markupsafe import Markup

__all__ = ["json_block", "policy", "verbatim"]


def json_block(data: Any) -> str:
    """JSON that may stand inside a script element: no character of it can end the element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def policy(scripts: list[str], style: str) -> str:
    """The content security policy of a page: these scripts and this style by their digests, and nothing else."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(digest(s) for s in scripts),
            "style-src " + digest(style),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def verbatim(own: str) -> Markup:
    """Our own code or escaped JSON, put into the template as it is; never text from a model."""
    return Markup(own)  # noqa: S704 - the digest in the policy is of exactly these characters
