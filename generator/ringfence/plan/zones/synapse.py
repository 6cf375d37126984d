"""What a Synapse workspace needs of lakes: managed private endpoints to their accounts, and roles on containers.

Azure makes the workspace's identity with it, so its role assignments come behind the workspace; the lake's package is
there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ringfence.blueprint.language.options import text
from ringfence.catalog.grants import GrantSpec
from ringfence.catalog.read import services
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.cross_zone.lake_layers import named_account
from ringfence.plan.cross_zone.lakes_reached import Account, LakeReached, lakes_reached, module_name
from ringfence.plan.identity.lake_rights import ROLES, right_of
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Existing, Identity
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.rules.endpoint_hosts import DATA
from ringfence.plan.services.managed_endpoints import Wanted, with_endpoints
from ringfence.plan.services.synapse import FILES, KIND, default_container
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext

DEFAULT = "Azure/bicep-registry-modules avm/res/synapse/workspace (2026-08-07), createManagedPrivateEndpoint"
OTHERS = "Azure/bicep#10411; azure-docs synapse-analytics/security/synapse-workspace-managed-private-endpoints.md"
ROLE_SOURCE = "Azure/CanadaPubSecALZ (2024-11-14) and Azure/data-landing-zone (2023-06-15), Synapse modules"


def _complete(zone: ZoneContext, _parts: Prerequisites, made: Module) -> Module:
    """The workspace with the private endpoints of its managed network: the template asks for one, people for others."""
    _, home = default_container(zone.package, zone.spec)
    wanted = (
        _wanted(zone, made, lake, account, part, given=account.id == home.id and part == FILES)
        for lake in lakes_reached(zone.package)
        for account in lake.accounts
        for part in DATA
    )
    return with_endpoints(zone.package, services()[KIND], made, wanted)


def _wanted(zone: ZoneContext, made: Module, lake: LakeReached, account: Account, part: str, *, given: bool) -> Wanted:
    """An endpoint to a part of an account; Synapse itself names the one that it makes with the workspace."""
    at = next(at for at, row in lake.entries if set(row.layers or ()) & set(account.layers))
    said = f"Pipelines and Spark use {', '.join(account.layers)} of lake {lake.of.zone}, by private endpoint."
    why = zone.package.context.because(said, at, source=DEFAULT if given else OTHERS, check="CNF20")
    words = [*filter(None, ["lake", lake.of.zone, account.word, part])]
    name = "-".join(words)
    if given:
        name = f"synapse-ws-custstgacct--{plain(made.services[0].resource.name)}-{account.name.value}"
    return Wanted(name=name, use="lake", target=account.id, part=part, because=(why,), given=given)


def _after(zone: ZoneContext, _parts: Prerequisites, lead: Resource, started: tuple[str, ...]) -> Iterator[Module]:
    """What the workspace may do with lakes, a module for each."""
    identity = Identity(resource=lead, purpose=zone.purpose.identities[zone.purpose.identity_for("lake")].why)
    for lake in lakes_reached(zone.package):
        yield replace(_rights(zone, identity, lake), after=started)


def _rights(zone: ZoneContext, identity: Identity, lake: LakeReached) -> Module:
    """The roles of the workspace on layers of a lake, as connections say, and on its default container."""
    name = module_name(zone.package, lake)
    known: list[Existing] = []
    rows: list[neighbours.Row] = []
    for account in lake.accounts:
        mine = tuple(_containers(zone, lake, account))
        names = dict.fromkeys((*account.layers, *(container for container, _ in mine)))
        named = named_account(zone.package, name, account.word, account.name, account.id.value, names)
        known += named.known
        for at, row in lake.entries:
            held = [named.layers[layer] for layer in account.layers if layer in (row.layers or ())]
            rows += (neighbours.Row(identity, right_of(row), scope, at) for scope in held)
        at = (*zone.package.at, zone.spec.workload_key, "lake")
        rows += (neighbours.Row(identity, spec, named.layers[container], at) for container, spec in mine)
    title = f"Rights of the workspace on lake {lake.of.zone}"
    return neighbours.rights(zone.package, name, title, lake.of.place, known, rows)


def _containers(zone: ZoneContext, lake: LakeReached, account: Account) -> Iterable[tuple[str, GrantSpec]]:
    """The default container, where it stands in this account, with the role that the workspace has on it."""
    container, home = default_container(zone.package, zone.spec)
    if lake.of.zone == text(zone.spec.workload, "lake") and account.word == home.word:
        why = "The workspace keeps tables of Spark, logs and staged data in its default container."
        yield (
            container.name,
            GrantSpec(holder="", role=ROLES["write"], on="", why=why, source=ROLE_SOURCE, stage="lake"),
        )


HOOKS = PurposeHooks(complete=_complete, after=_after)
