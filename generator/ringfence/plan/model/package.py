"""A package, the unit of approval and deployment, and the plan that holds them in order of deployment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.plan.model.mlops import Mlops
from ringfence.plan.model.module import Module, ResourceGroup
from ringfence.plan.model.registers import (
    Acting,
    AdmittedInstance,
    Exemption,
    Flow,
    GivenRole,
    Joined,
    RemoteObject,
    Risk,
    Space,
)
from ringfence.plan.model.services import (
    Default,
)
from ringfence.plan.model.values import Given, Reason, Tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A role that the deployer of a package needs, and where.

    `actions` are those of a role that the institution must make first; a built-in role has none here.
    """

    role: str
    scope: str
    why: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverStep:
    """What people do by hand because Azure Resource Manager cannot: after a package is deployed, or `before`."""

    step: str
    because: Reason
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What one team approves and deploys with one command of `az`; `minutes` is an estimate, from and to."""

    name: str
    title: str
    purpose: str
    environment: str
    subscription: str
    location: Given[str]
    tags: Tags
    groups: tuple[ResourceGroup, ...]
    modules: tuple[Module, ...]
    rights: tuple[Right, ...]
    providers: tuple[str, ...]
    minutes: tuple[int, int]
    because: tuple[Reason, ...]
    handover: tuple[HandoverStep, ...] = ()
    remote: tuple[RemoteObject, ...] = ()

    @property
    def deployed_as(self) -> str:
        """The name of its deployment or stack; the same in repeats, as Azure demands."""
        return f"ringfence-{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Whose plan this is."""

    name: str
    code: str
    tenant: str
    cloud: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """How packages are deployed, in azure-cli's words; `mode` is `deployment` or `stack`.

    `deny_settings` and `action_on_unmanage` are those of a stack, and say nothing about a deployment.
    """

    mode: str
    deny_settings: str
    action_on_unmanage: str

    @property
    def stacks(self) -> bool:
        """Whether each package is a deployment stack."""
        return self.mode == "stack"

    @property
    def denies(self) -> bool:
        """Whether stacks refuse what their deny settings name."""
        return self.stacks and self.deny_settings != "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that will be deployed, packages in order of deployment."""

    institution: Institution
    deployment: Deployment
    spaces: tuple[Space, ...]
    packages: tuple[Package, ...]
    connections: tuple[Joined, ...]
    flows: tuple[Flow, ...]
    defaults: tuple[Default, ...]
    risks: tuple[Risk, ...]
    acting: tuple[Acting, ...] = ()
    given_roles: tuple[GivenRole, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    instances: tuple[AdmittedInstance, ...] = ()
    mlops: Mlops | None = None


def modules(plan: Plan) -> Iterator[tuple[Package, Module]]:
    """Every module with the package it belongs to, in order of deployment."""
    for package in plan.packages:
        for module in package.modules:
            yield package, module
