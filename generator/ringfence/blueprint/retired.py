"""Stage 2, blueprint: keys that people look for although Azure retires what they stand for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retired:
    """Why there is no such key, what to use instead, and who says so."""

    message: str
    hint: str
    source: str


RETIRED = {
    "promptFlow": Retired(
        message="prompt flow is no longer developed since 2026-04-20 and retires on 2027-04-20; it gets no key",
        hint="write flows as code with Microsoft Agent Framework, run them as jobs, and give them a 'languageModel'",
        source="azure-ai-docs machine-learning/includes/prompt-flow-retirement.md (2026-04-15)",
    ),
}
"""By key, wherever it is written."""
