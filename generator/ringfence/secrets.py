"""Every stage: decides what is probably a secret, so that findings, which end up in logs, do not repeat it."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:pass(?:word|wd|phrase|code)|pwd|secret|shared_?key|pre_?shared|psk|private_?key|account_?key|access_?key"
    r"|api_?key|authori[sz]ation_?key|token|credential|connection_?string)"
)
"""Our own keys that lead to a secret, and what people call one; hyphens count as underscores."""
_NAMED = r"(?:secretName|sshKeySecret)\s*:\s*\w*\s*(?:[,}#]|$)"
"""A secret's name as it must be written; it is none itself."""
_AS_KEY = rf"\w{{0,30}}{_WORDS}\w{{0,30}}"
_SHOWN = rf"(?<!\w)(?!{_NAMED}){_AS_KEY}[\"']?\s*[:=](?!\s*{{)|PRIVATE KEY"


def holds_secret(path: str) -> bool:
    """Whether a keyed path leads to, or into, what is probably a secret; what list entries are called says nothing."""
    return any(
        "=" not in step and re.search(_WORDS, step, re.IGNORECASE) for step in re.split(r"[\[\]\".]+", _joined(path))
    )


def shows_secret(text: str) -> bool:
    """Whether a value or a line has a secret behind its name, or is the first line of a private key."""
    return bool(re.search(_SHOWN, _joined(text), re.IGNORECASE))


def _joined(text: str) -> str:
    return text.replace("-", "_")
