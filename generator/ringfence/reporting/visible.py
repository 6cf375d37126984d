"""Text of others as people and programs may print it: nothing in it is obeyed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from ringfence.diagnostics import Diagnostic

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def visible(text: str) -> str:
    """A text in which every character that is not meant to be seen (controls, bidirectional marks) is spelled out."""
    if text.isprintable():  # which no character of the categories below is
        return text
    return "".join(_spelled(each) if unicodedata.category(each) in _UNSEEN else each for each in text)


def _spelled(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


_COMMAND = re.compile(r"##(?=(?:vso)?\[)|^(\s*)(?=::)", re.MULTILINE)


def disarmed(text: str) -> str:
    """A text in which no line is a command for the agent of a pipeline, if its log is where the text goes.

    Agents of Azure Pipelines obey `##vso[` anywhere in a line, those of GitHub `##[` there and `::` at its begin.
    Sources: Azure DevOps documentation, Logging commands; GitHub documentation, Workflow commands for GitHub Actions.
    """
    return _COMMAND.sub(lambda found: f"{found[0]}\\", text)


def disarmed_data(text: str) -> str:
    """The same for JSON, where it means the same as before: no line of JSON begins with `::`."""
    return text.replace("##", "#\\u0023")


def escaped(text: str, escapes: Mapping[str, str]) -> str:
    """A text with some characters replaced, and what is left of those that are not meant to be seen spelled out."""
    return visible("".join(escapes.get(character, character) for character in text))


def whole(finding: Diagnostic) -> str:
    """Message, help and source of a finding as one text of several lines."""
    parts = (finding.message, finding.hint and f"Help: {finding.hint}", finding.source and f"Source: {finding.source}")
    return "\n".join(part for part in parts if part)
