"""What `init` asks: a question with its default, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from ringfence.blueprint.suggestion import did_you_mean

Values = tuple[str, ...]
Answers = Mapping[str, Values]
"""Answers by the key of their question."""
NONE = "none"
"""The answer that leaves out what may be left out."""
YES_OR_NO = ("yes", "no")
PAIR = re.compile(r"[^=]*[^=\s]\s*=\s*[^=\s]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is the option that answers it without asking; with a space, the option and whom it is about.

    `fills` are the keyed paths of the blueprint that its answer stands at, `lines` what is shown before it, and `clean`
    how one value is read, such as in lower case. `many` values stand between commas or semicolons; to an `optional`
    question `none` is an answer, and a `pair` is a name and an id with `=` between them.
    """

    key: str
    text: str
    default: str = NONE
    many: bool = False
    optional: bool = False
    pair: bool = False
    choices: Values = ()
    fills: Values = ()
    lines: Values = ()
    clean: Callable[[str], str] = str.strip

    def parsed(self, answer: str) -> Values:
        """An answer as values, each once; a choice may be abbreviated. `none` gives no values, and so does a blank."""
        return self.values((answer,))

    def values(self, answers: Iterable[str]) -> Values:
        """The values of several answers, as options give them."""
        parts = [part for each in answers for part in (re.split("[,;]", each) if self.many else [each])]
        values = dict.fromkeys(self._chosen(part) for part in map(self.clean, parts) if part)
        return () if self.optional and [*values] == [NONE] else tuple(values)

    def with_default(self, values: Values | None) -> Question:
        """The same question with other values as its default; None leaves it as it is."""
        return self if values is None else replace(self, default=", ".join(values) or NONE)

    def refused(self, values: Values) -> str:
        """What is wrong with values whatever the other answers are; '' for nothing."""
        if self.pair and not all(PAIR.fullmatch(value) for value in values):
            return "write it as NAME=ID"
        wrong = [value for value in values if self.choices and value not in self.choices]
        return f"'{wrong[0]}' is none of them; {did_you_mean(wrong[0], self.choices, 'there are')}" if wrong else ""

    def _chosen(self, value: str) -> str:
        """The choice that a value abbreviates; the value itself when that is none or several."""
        begun = [choice for choice in self.choices if choice.lower().startswith(value.lower())]
        return begun[0] if len(begun) == 1 else value


class Beginning(Protocol):
    """Something to begin with: what it leaves to its user, and its text with the answers in it."""

    def questions(self, answers: Answers) -> Iterator[Question]:
        """The questions in the order in which they are asked; later ones may depend on answers to earlier ones."""

    def text(self, answers: Answers) -> str:
        """The blueprint with these answers; a question that has none gets its default."""


def answered(answers: Answers, question: Question) -> Values:
    """The answer to a question, or its default."""
    return answers.get(question.key, question.parsed(question.default))


def lower(value: str) -> str:
    """A value in lower case, without blanks around it."""
    return value.strip().lower()


def word(value: str) -> str:
    """A value as a name: lower case, blanks and underscores as hyphens."""
    return re.sub(r"[\s_]+", "-", lower(value))


def region(value: str) -> str:
    """A region as Azure names it in code: `West Europe` is `westeurope`."""
    return re.sub(r"\s+", "", lower(value))


NAME = Question("name", "Name of the institution", fills=("institution.name",))
CODE = Question("code", "Short code, 2 to 6 letters, part of every name", fills=("institution.code",), clean=lower)
TENANT = Question(
    "tenant",
    "Microsoft Entra tenant id (`az account show --query tenantId`)",
    fills=("institution.tenant",),
    clean=lower,
)
REGIONS = Question("region", "Azure regions that data may be in", many=True, fills=("regions",), clean=region)
PREMISES = Question("on-premises", "Prefixes in use on premises", many=True, fills=("onPremises.prefixes",))
POOLS = Question("pool", "Prefixes set aside for Azure networks", many=True, fills=("addressPools",))
