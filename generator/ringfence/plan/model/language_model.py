"""Language models of an account: which are deployed, and what they refuse to read and to say."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Child, Code, Given, Reason, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is blocked in one direction: `source` is Prompt or Completion, `severity` '' where there are no degrees."""

    category: str
    source: str
    severity: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFilter(Child):
    """The policy that all models of the account `parent` (a symbol) answer through."""

    resource: Resource
    parent: str
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDeployment(Child):
    """A model that can be called; `filter` and `after` are symbols: its policy, and the deployment before it.

    `capacity` is thousands of tokens a minute, or provisioned throughput units, as `sku` has it.
    """

    resource: Resource
    parent: str
    model: Given[str]
    version: Given[str]
    sku: Given[str]
    capacity: Given[int]
    filter: str
    after: str

    @property
    def filter_name(self) -> Code:
        """The name of its policy, taken from the policy's declaration, which makes it wait for that."""
        return Code(f"{self.filter}.name")

    @property
    def before(self) -> Code | None:
        """The symbol of the deployment that must be done first; None for the first."""
        return Code(self.after) if self.after else None
