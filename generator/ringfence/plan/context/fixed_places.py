"""What Azure cannot change in place, by package: where it is, and which tier its firewall policy has.

The ledger keeps it, so that a later version of the blueprint can be compared with what is deployed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain


@dataclass(frozen=True, slots=True)
class FixedPlace:
    """Region, subscription and virtual network (by id) of a package; `firewall` is the tier of its firewall policy and
    `policy` the name, '' without a firewall. A ledger of an earlier version has no name.

    A region is fixed with the first resource in it, a network keeps its id, and Azure refuses another tier of a policy
    (error FirewallPolicySkuChangeDisallowed).
    Sources: azure-docs azure-resource-manager/management/move-resources-overview.md, and its issue 88954.
    """

    region: str
    subscription: str
    network: str
    firewall: str = ""
    policy: str = ""

    def rows(self) -> Mapping[str, str]:
        """The values by the keys that the ledger has for them."""
        return {key: value for key, value in asdict(self).items() if value}


def fixed_places(plan: Plan) -> dict[str, FixedPlace]:
    """The fixed places of the packages of a plan, by package."""
    return {package.name: _place(package) for package in plan.packages}


def _place(package: Package) -> FixedPlace:
    policy = next((one for module in package.modules for one in module.firewall_policies), None)
    return FixedPlace(
        region=package.location.value,
        subscription=package.subscription,
        network=next(network.resource.id for module in package.modules for network in module.networks),
        firewall=policy.tier if policy else "",
        policy=plain(policy.resource.name) if policy else "",
    )


def read_place(value: object) -> FixedPlace | None:
    """An entry of the ledger; None for one that is not understood."""
    known = FixedPlace.__dataclass_fields__
    if not isinstance(value, Mapping) or not {"region", "subscription", "network"} <= value.keys() <= known.keys():
        return None
    if not all(isinstance(each, str) and each for each in value.values()):
        return None
    return FixedPlace(**value)
