"""What Python may add to a purpose folder: modules that lists of the blueprint make, and what its lead is given.

A folder names its module as `hooks`; the module has `HOOKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from ringfence.catalog.purpose import Purpose
from ringfence.catalog.spec import Service
from ringfence.plan.cross_zone.job_identities import JobIdentity
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.registers import RemoteObject
from ringfence.plan.model.values import Resource
from ringfence.plan.zones.prerequisites import Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext


@dataclass(frozen=True, slots=True)
class PurposeHooks:
    """The hooks of a purpose.

    `lead` chooses another folder for the lead service; `across` are modules of rights, or in other packages' resource
    groups, that must be done before the lead; `complete` adds to the lead's module; `guests` are jobs of other landing
    zones that hold role assignments on it; `remote` are objects that a script asks another API for, given the package's
    network; `after` are modules behind the lead, given the lead and the names of the
    modules that they wait for.
    """

    lead: Callable[[ZoneContext, Service], Service] = lambda _zone, lead: lead
    across: Callable[[ZoneContext, Prerequisites], Iterable[Module]] = lambda _zone, _parts: ()
    complete: Callable[[ZoneContext, Prerequisites, Module], Module] = lambda _zone, _parts, module: module
    guests: Callable[[ZoneContext], Sequence[JobIdentity]] = lambda _zone: ()
    remote: Callable[[ZoneContext, VirtualNetwork], Sequence[RemoteObject]] = lambda _zone, _network: ()
    after: Callable[[ZoneContext, Prerequisites, Resource, tuple[str, ...]], Iterable[Module]] = (
        lambda _zone, _parts, _lead, _started: ()
    )


_NONE = PurposeHooks()


def hooks_of(purpose: Purpose) -> PurposeHooks:
    """The hooks that a purpose folder names; hooks that do nothing when it names none."""
    if not purpose.hooks:
        return _NONE
    hooks: PurposeHooks = import_module(purpose.hooks).HOOKS
    return hooks
