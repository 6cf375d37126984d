"""Accepted risks around the bastion and the jump host."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.tables import studio_hosts
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk
from ringfence.plan.rules.bastion_rules import AT, HOST, RULES
from ringfence.plan.rules.rule_sources import jump_host_spec


def bastion(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of the bastion that the blueprint asks for."""
    wanted = context.blueprint.hub.bastion
    if wanted is None:
        return
    yield risk(context, "bastion-egress", "connectivity", AT, source=RULES)
    if wanted.native_client:
        yield risk(context, "bastion-files", "connectivity", (*AT, "nativeClient"))
    yield from _jump_host(context)


def _jump_host(context: BlueprintContext) -> Iterator[Risk]:
    host = jump_host_spec(context)
    if host is None:
        return
    yield risk(context, "jump-host-account", "connectivity", HOST)
    if host.studio:
        at: Path = (*HOST, "studio")
        yield risk(context, "jump-host-other-tenants", "connectivity", at)
        yield risk(context, "studio-hosts", "connectivity", at, source=studio_hosts().source)
    else:
        yield risk(context, "jump-host-no-management", "connectivity", HOST)
    if host.updates_from:
        mirrors = ", ".join(sorted(set(host.updates_from)))
        yield risk(context, "jump-host-mirrors", "connectivity", (*HOST, "updatesFrom"), mirrors=mirrors)
    else:
        yield risk(context, "jump-host-no-updates", "connectivity", HOST)
