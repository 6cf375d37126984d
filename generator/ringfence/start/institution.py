"""A blueprint made from answers: what an institution said, and the text that says the same in the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ringfence.assets import root
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.lake import KEY as LAKE
from ringfence.start.starter import spelled, spelled_list

_TEMPLATE = "institution.yaml.j2"
_LONGEST = 24
"""Characters of a name."""
TRAINING = "machineLearning"
"""The workload block of a landing zone that trains models."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription by name and id."""

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Used:
    """Something by its name, and the name of the subscription that it is deployed to: the hub, or a stage."""

    name: str
    subscription: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A landing zone with its stage and workload block; comments explain the first of a kind.

    `elsewhere` marks a Databricks workspace whose users sign in by the workspace of another landing zone.
    """

    name: str
    stage: str
    workload: str
    explained: bool = False
    elsewhere: bool = False

    @property
    def clusters(self) -> bool:
        """Whether it says which compute clusters it has."""
        return self.workload == TRAINING

    @property
    def endpoints(self) -> bool:
        """Whether a comment shows how an endpoint is written."""
        return self.workload == INFERENCE and self.explained


@dataclass(frozen=True, slots=True)
class Group:
    """An Entra group, what its members do, and the landing zones in which they do it."""

    name: str
    id: str
    personas: tuple[str, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LakePath:
    """A connection to a lake that the institution may want, shown in a comment."""

    name: str
    start: str
    lake: str


@dataclass(frozen=True, slots=True)
class Institution:
    """All that was said; the answers are as they were typed, and the rules of the blueprint judge them."""

    name: str
    code: str
    tenant: str
    regions: tuple[str, ...]
    premises: tuple[str, ...]
    pools: tuple[str, ...]
    subscriptions: tuple[Subscription, ...]
    hub: Used
    stages: tuple[Used, ...]
    zones: tuple[Zone, ...]
    groups: tuple[Group, ...] = ()
    vpn_pool: str = ""

    @property
    def first(self) -> str:
        """The first landing zone."""
        return self.zones[0].name

    @property
    def path(self) -> LakePath | None:
        """A connection to the first lake from the first landing zone of its stage; None without a lake."""
        lake = next((each for each in self.zones if each.workload == LAKE), None)
        if lake is None:
            return None
        start = next(each.name for each in self.zones if each.stage == lake.stage)
        return LakePath(f"{start}-silver"[-_LONGEST:].lstrip("-0123456789"), start, lake.name)


def blueprint(bank: Institution) -> str:
    """The text of the blueprint of an institution; whatever was typed is spelled as a YAML scalar."""
    return _environment().get_template(_TEMPLATE).render(bank=bank)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(root() / "templates" / "start", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=_spelled,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML, not HTML; `finalize` does the escaping
    )


def _spelled(value: Any) -> str:
    """Texts as YAML spells them; anything else is an error of the template."""
    if isinstance(value, tuple):
        return spelled_list(value)
    if isinstance(value, str):
        return spelled(value)
    raise TypeError(type(value).__name__)
