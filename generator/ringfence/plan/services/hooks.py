"""What Python may add to a service folder: lists, arithmetic, and names that Azure makes; each a small function.

A folder names its module as `planner`; the module has `HOOKS`. What a folder can say itself is never a hook.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.spec import Service
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model import services as model
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Given, Reason, Resource
from ringfence.plan.services.service import Links, Values


@dataclass(frozen=True, slots=True)
class ServiceHooks:
    """The hooks of a service; each gets the package and the landing zone as the blueprint has it.

    `values` supplies values that the folder names; `why` is the reason of the resource, given the word that tells
    several apart; `complete` adds to its module, given what it may link to and that word; `on_lead` adds children to
    the lead of the package, given the lead and the service; `makes` are ids, by resource type, of what Azure makes
    with the service.
    """

    values: Callable[[PackageContext, LandingZone], Values] = lambda _package, _zone: {}
    why: Callable[[PackageContext, LandingZone, str], Reason] | None = None
    complete: Callable[[PackageContext, LandingZone, Module, Links, str], Module] = (
        lambda _package, _zone, module, _links, _word: module
    )
    on_lead: Callable[[PackageContext, LandingZone, Resource, Resource], tuple[model.Service, ...]] = (
        lambda _package, _zone, _lead, _own: ()
    )
    makes: Callable[[PackageContext, LandingZone], Mapping[str, Given[str]]] = lambda _package, _zone: {}


_NONE = ServiceHooks()


def hooks_of(service: Service) -> ServiceHooks:
    """The hooks that a service folder names; hooks that do nothing when it names none."""
    if not service.planner:
        return _NONE
    hooks: ServiceHooks = import_module(service.planner).HOOKS
    return hooks
