"""Accepted risks of lakes: what passes or is held up by the firewall of their accounts, policies that can be ended,
and what the studio cannot show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.lake import KEY, keeping
from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Risk

STUDIO = "azure-ai-docs machine-learning/how-to-enable-studio-virtual-network.md (2025-03-04)"

AGEING = "azure-docs storage/blobs/lifecycle-management-policy-configure.md (2022-12-21)"


def lakes(context: BlueprintContext, packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Risks of every lake's accounts, and of every workspace with datastores on them."""
    yield from _held_up(context)
    yield from _unlocked(context)
    for package in packages:
        yield from _instances(package)
        yield from _studio(package)


def _held_up(context: BlueprintContext) -> Iterator[Risk]:
    """Lakes whose lifecycle Azure may not carry out, because their firewall trusts none of its services."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.data_lake:
            why = context.because(
                "The firewall of an account that trusts no service of Azure may block requests of the lifecycle.",
                ("landingZones", index, KEY, *(["lifecycle"] if zone.data_lake.lifecycle else [])),
                source=AGEING,
                check="HND40",
            )
            yield Risk(
                package=zone.name,
                name="the firewall may hold up the lifecycle, so that files stay hot and none is deleted",
                remedy="Look at tiers once the first files are old enough. Azure's services stay shut out either way.",
                because=why,
            )


def _unlocked(context: BlueprintContext) -> Iterator[Risk]:
    """Layers of lakes whose files are kept by a policy that can still be removed."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        lake = zone.data_lake
        kept = keeping(lake) if lake else {}
        if lake and kept:
            why = context.because(
                "The policies are unlocked: a template cannot lock one, and what is locked cannot be undone.",
                ("landingZones", index, zone.workload_key, "retention" if lake.retention else EVIDENCE),
                source="Microsoft.Storage types, containers/immutabilityPolicies.state",
            )
            yield Risk(
                package=zone.name,
                name=f"retention of {', '.join(kept)} can be ended by who may write policies",
                remedy=(
                    "Lock them by hand, az storage container immutability-policy lock, once their days are agreed. Then"
                    " take retention out of the blueprint: Azure may refuse a deployment of a locked policy (not"
                    " confirmed), and the policy stays without it."
                ),
                because=why,
            )


def _studio(package: Package) -> Iterator[Risk]:
    """What the studio does as the workspace, which has neither a right on a lake nor a way to it."""
    stores = [one for module in package.modules for one in module.datastores]
    if stores:
        text = (
            "The studio reads as the workspace, by a private endpoint in its network; those of a lake are in the lake's"
            " network. Preview, profile, the designer, AutoML and labelling fail on this data. Jobs and notebooks work."
        )
        yield Risk(
            package=package.name,
            name=f"the studio cannot show {', '.join(str(one.resource.name) for one in stores)}",
            remedy=(
                "Intended: read it in a job, as the cluster's identity, or in a notebook, as the person. The studio"
                " would need private endpoints of the lake in this network, Reader on them, Storage Blob Data Reader"
                " and a resource instance rule for the workspace."
            ),
            because=replace(stores[0].resource.because[0], text=text, source=STUDIO),
        )


def _instances(package: Package) -> Iterator[Risk]:
    """A risk for each resource that the firewall of an account lets in."""
    for module in package.modules:
        for layers in module.layers:
            account = module.services[0].resource.id.rsplit("/", 1)[-1]
            for instance in layers.instances:
                yield Risk(
                    package=package.name,
                    name=f"{account}: the firewall lets in {instance.name}",
                    remedy=(
                        "Intended: the rule names one resource, and its identity still needs a role on each layer."
                        " Without the connection of that landing zone there is no rule."
                    ),
                    because=instance.because,
                )
