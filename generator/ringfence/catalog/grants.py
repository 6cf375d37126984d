"""Role assignments that Ringfence hands out, as the folders of services and the personas have them."""

from collections.abc import Iterator
from functools import cache

from ringfence.catalog.known.grant import Grant, Stage
from ringfence.catalog.part import Sourced
from ringfence.catalog.pipelines import pipeline_purposes, pool_rights
from ringfence.catalog.read import personas, services
from ringfence.catalog.spec import Service

CALLER = "caller"
"""The holder that stands for the groups which an endpoint names."""
OWNER = "instanceOwner"
"""The holder that stands for the person whom a compute instance belongs to."""


class GrantSpec(Sourced):
    """A role assignment: who holds it (an identity's symbol, a persona or `caller`), which role, on what, and why.

    `of` is the kind of the service whose folder has it ('' for personas on resource groups). `on` is that kind,
    `subscription`, `workload-group`, `network-group`, `hub-group`, `endpoint:<kind>:<sub-resource>` or `customer-key`.
    `containers` are names of containers to which it is limited. `purposes` are those of the packages in which a persona
    holds it, () for all; `promoted` and `released` say whether pipelines promote models there, and whether they release
    models to its endpoints, None for either.
    """

    of: str = ""
    holder: str
    role: str
    on: str
    containers: tuple[str, ...] = ()
    why: str
    purposes: tuple[str, ...] = ()
    promoted: bool | None = None
    released: bool | None = None
    stage: Stage


@cache
def grants() -> tuple[GrantSpec, ...]:
    """Every role assignment, by service, then those of personas on resource groups, then those of pipelines."""
    return (*(row for service in services().values() for row in _of(service)), *_of_personas(), *_of_pipelines())


def stage_of(row: Grant) -> Stage:
    """When a row of a folder is granted: as it says, or as its holder says."""
    if row.stage:
        return row.stage
    if row.holder == CALLER:
        return "caller"
    if row.holder == OWNER:
        return "owner"
    return "persona" if row.holder in personas() else "identity"


def _of(service: Service) -> Iterator[GrantSpec]:
    for row in service.grants:
        said = row.model_dump(exclude={"on", "stage"})
        yield GrantSpec(of=service.kind, on=_on(service, row), stage=stage_of(row), **said)


def _on(service: Service, row: Grant) -> str:
    """What a row of a folder is on, by a name that no other folder has."""
    if row.on == "group":
        return "workload-group"
    if row.on.startswith("endpoint:"):
        return f"endpoint:{service.kind}:{row.on.removeprefix('endpoint:')}"
    return row.on or service.kind


def _of_personas() -> Iterator[GrantSpec]:
    for persona in personas().values():
        for row in persona.grants:
            yield GrantSpec(holder=persona.persona, stage="persona", **row.model_dump())


def _of_pipelines() -> Iterator[GrantSpec]:
    for purpose in pipeline_purposes().values():
        for row in purpose.grants:
            yield GrantSpec(holder=purpose.symbol, stage="pipeline", **row.model_dump())
    for holder, rows in pool_rights().items():
        for row in rows:
            yield GrantSpec(holder=holder, stage="pipeline", **row.model_dump())
