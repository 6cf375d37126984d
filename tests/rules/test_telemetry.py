"""What endpoints send arrives: each part of the way is needed, and a plan without one of them is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant, Service
from ringfence.rules.telemetry.endpoints import COMPONENT, KEYS, LINK, ROLE, check
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS["everything"]).plan


def publishes(grant: Grant) -> bool:
    return grant.role == ROLE and grant.principal_name == "endpointIdentity"


def answers(module: Module) -> bool:
    return bool(module.online_deployments)


def unlinked(service: Service) -> Service:
    return replace(service, links={path: link for path, link in service.links.items() if path != LINK})


def keyed(service: Service) -> Service:
    return replace(service, properties=tuple(each for each in service.properties if each.path != KEYS))


def hasty(module: Module) -> Module:
    return replace(module, after=tuple(name for name in module.after if "access" not in name))


def serves(service: Service) -> bool:
    return service.resource.kind == "inference-workspace"


def collects(service: Service) -> bool:
    """Application Insights of the landing zone that answers."""
    return service.resource.kind == COMPONENT and "scoring" in service.resource.id


CASES: dict[str, tuple[str, Callable[[Plan], Plan]]] = {
    "no role": ("is no Monitoring", lambda plan: edited(plan, Grant, put(role="Reader"), publishes)),
    "a role elsewhere": ("is no Monitoring", lambda plan: edited(plan, Grant, put(scope_id="/x"), publishes)),
    "a role too late": ("starts before", lambda plan: edited(plan, Module, hasty, answers)),
    "no component": ("names no Application", lambda plan: edited(plan, Service, unlinked, serves)),
    "by a key": ("on a key", lambda plan: edited(plan, Service, keyed, collects)),
    "no logs": ("no Log Analytics", lambda plan: edited(plan, Module, put(diagnostics=()), answers)),
}


def test_telemetry_of_every_endpoint_arrives(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("case", CASES)
def test_a_broken_way_is_found(plan: Plan, case: str) -> None:
    says, spoil = CASES[case]
    found = list(check(spoil(plan)))
    assert found
    assert all(each.code == "MON05" and says in each.message for each in found)
