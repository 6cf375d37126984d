"""What pipelines do in Azure, an identity a purpose, and which duties stay apart: `pipelines.yaml`, `duties.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from pydantic import Field

from ringfence.assets import root
from ringfence.catalog.files import parsed
from ringfence.catalog.part import Sourced, Spec


class PipelineGrant(Sourced):
    """A role of an identity of the pipelines: on a service by its kind, on `workload-group` or on `subscription`."""

    role: str
    on: str
    why: str


class PipelinePurpose(Spec):
    """What an identity of the pipelines is for.

    `environment` follows the name of the environment on the platform; `approved` says whether its jobs wait for an
    approver. `in_` are purposes of landing zones that have such an identity, () for all; `asked` is an option that must
    be set there; `answers` says whether an endpoint there must answer with a model of the pipelines (true) or must not
    (false), None for both. `deploys` says that it deploys the package. `acts` are symbols of identities as which its
    jobs or deployments run.
    """

    purpose: str
    environment: str
    approved: bool
    in_: tuple[str, ...] = Field(default=(), alias="in")
    asked: str = ""
    answers: bool | None = None
    deploys: bool = False
    acts: tuple[str, ...] = ()
    does: str
    grants: tuple[PipelineGrant, ...] = ()

    def serves(self, purpose: str, asked: Collection[str], answers: bool) -> bool:
        """Whether a landing zone for this purpose, with these options, has such an identity.

        `answers` says whether an endpoint there answers with a model of the pipelines.
        """
        if self.answers not in (None, answers):
            return False
        return (not self.in_ or purpose in self.in_) and (not self.asked or self.asked in asked)

    @property
    def symbol(self) -> str:
        """The symbol of the identity in its package."""
        return f"{self.purpose}Identity"


@cache
def pipeline_purposes() -> Mapping[str, PipelinePurpose]:
    """Every purpose by name, in the order of the file, which is the order of the work."""
    rows = [PipelinePurpose.model_validate(row) for row in parsed(root() / "templates" / "access" / "pipelines.yaml")]
    return {row.purpose: row for row in rows}


@cache
def pool_rights() -> Mapping[str, tuple[PipelineGrant, ...]]:
    """What principals of Microsoft hold so that agents can stand in a subnet, by holder: `agents.yaml`."""
    found = parsed(root() / "templates" / "access" / "agents.yaml")
    return {row["holder"]: tuple(PipelineGrant.model_validate(one) for one in row["grants"]) for row in found}


class Duty(Spec):
    """What one purpose alone may do, and the operations that do it."""

    duty: str
    does: str
    actions: tuple[str, ...]


@cache
def duties() -> tuple[Duty, ...]:
    """Every duty, in the order of `templates/access/duties.yaml`."""
    return tuple(Duty.model_validate(row) for row in parsed(root() / "templates" / "access" / "duties.yaml"))
