"""Values of an Azure Machine Learning workspace: its name in the studio, and the cluster that builds images."""

from __future__ import annotations

from typing import get_args

from ringfence.blueprint.language.compute import GPU, Cluster
from ringfence.blueprint.language.inference import ManagedFirewall
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.compute import NAME
from ringfence.plan.model.values import SERVICES, Given, length, one_of
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import Values

SYMBOL = "workspace"
_TITLE = length(7, 51)
"""The bounds of two names of the blueprint, the second in brackets."""


def image_builder(zone: LandingZone) -> Cluster:
    """The cluster that builds images: the first of a CPU size, which Azure asks for; else the first.

    Source: azure-ai-docs machine-learning/how-to-secure-workspace-vnet.md, Azure Container Registry.
    """
    return next((cluster for cluster in zone.clusters if not cluster.size.startswith(GPU)), zone.clusters[0])


def _values(_package: PackageContext, zone: LandingZone) -> Values:
    builder, title = image_builder(zone), f"{zone.name} ({zone.environment})"
    values: dict[str, Given[str]] = {
        "friendlyName": Given(SERVICES, f"{SYMBOL}.friendlyName", title, "Name shown in the studio.", bounds=_TITLE),
        "imageBuildCompute": Given(SERVICES, f"{SYMBOL}.imageBuildCompute", builder.name, "", bounds=NAME),
    }
    if zone.inference:
        tiers = one_of(*get_args(ManagedFirewall.model_fields["tier"].annotation))
        tier = zone.inference.firewall.tier
        values["firewallSku"] = Given(SERVICES, f"{SYMBOL}.firewallSku", tier, "Of the managed network.", type=tiers)
    return values


HOOKS = ServiceHooks(values=_values)
