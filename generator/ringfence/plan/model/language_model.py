"""Language models of an account: which are deployed, and what they refuse to read and to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.catalog.read import services
from ringfence.plan.model.rows.bounds import columns
from ringfence.plan.model.values import Cell, Child, Code, Column, Reason, Resource, Rows, one_of

KIND, OWNER = "language-model", "models"
SEVERITIES = tuple(
    Column(name=name, type=one_of("Low", "Medium"), text=text)
    for name, text in (("hate", "And unfairness."), ("selfHarm", ""), ("sexual", ""), ("violence", ""))
)
"""What a content filter may differ in; that it looks for each of these, and for attacks, stands in the module."""
_KEYS = {column.name.capitalize(): column.name for column in SEVERITIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is blocked in one direction: `source` is Prompt or Completion, `severity` '' where there are no degrees."""

    category: str
    source: str
    severity: str
    because: Reason

    @property
    def degree(self) -> Code | None:
        """The key of its severity in the row of the filter; None where there are no degrees."""
        return Code(_KEYS[self.category]) if self.severity else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFilter(Child):
    """The policy that all models of the account `parent` (a symbol) answer through."""

    resource: Resource
    parent: str
    filters: tuple[Filter, ...]

    @property
    def severities(self) -> Rows:
        """From which severity on it blocks, by category."""
        row = {_KEYS[each.category]: each.severity for each in self.filters if each.severity}
        one = "From which severity on the content filter blocks, in both directions."
        return Rows(
            owner=OWNER,
            field="contentFilter",
            type="contentFilterType",
            value=row,
            text="",
            columns=SEVERITIES,
            one=one,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDeployment(Child):
    """A model that can be called; `filter` is the symbol of its policy.

    `capacity` is thousands of tokens a minute, or provisioned throughput units, as `sku` has it. The rest is what the
    inventory of models says, '' where the blueprint does not: dates are in ISO 8601.
    """

    resource: Resource
    parent: str
    model: str
    version: str
    sku: str
    capacity: int
    filter: str
    retires: str = ""
    owner: str = ""
    materiality: str = ""
    use: str = ""
    evaluation_set: str = ""
    evaluated_on: str = ""

    @property
    def filter_name(self) -> Code:
        """The name of its policy, taken from the policy's declaration, which makes it wait for that."""
        return Code(f"{self.filter}.name")

    @property
    def row(self) -> Mapping[str, Cell]:
        """The deployment as a reviewer reads it."""
        return {
            "name": self.resource.name,
            "model": self.model,
            "version": self.version,
            "sku": self.sku,
            "capacity": self.capacity,
        }


@dataclass(frozen=True, slots=True)
class ModelDeployments:
    """All models of an account: one declaration, which makes one after another, and a row for each."""

    deployments: tuple[ModelDeployment, ...]

    @property
    def one(self) -> ModelDeployment:
        """A deployment whose declaration tells of all."""
        return self.deployments[0]

    @property
    def rows(self) -> Rows:
        """What differs from model to model."""
        items = services()[KIND].options["deployments"].items
        known = items.properties if items else {}
        return Rows(
            owner=OWNER,
            field="deployments",
            type="modelDeploymentType[]",
            value=tuple(deployment.row for deployment in self.deployments),
            text="",
            one="Language model that can be called, with its throughput.",
            columns=columns({key: option for key, option in known.items() if key in self.one.row}),
        )
