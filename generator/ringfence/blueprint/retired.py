"""Stage 2, blueprint: what people look for although Azure retires it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retired:
    """Why there is no such key, what to use instead, and who says so."""

    message: str
    hint: str
    source: str


PROMPT_FLOW = Retired(
    message="prompt flow is no longer developed since 2026-04-20 and retires on 2027-04-20; it gets no key",
    hint=(
        "write flows as code with Microsoft Agent Framework, run them as jobs or behind an online endpoint with an"
        " image of your own, and give them a 'languageModel'"
    ),
    source="azure-ai-docs machine-learning/includes/prompt-flow-retirement.md (2026-04-15)",
)
_PROMPT_FLOW = re.compile(r"prompt[-_ ]?flows?", re.IGNORECASE)


def retired(name: str) -> Retired | None:
    """What a key or a name of a blueprint stands for, however it is written; None for what Azure does not retire."""
    return PROMPT_FLOW if _PROMPT_FLOW.search(name) else None
