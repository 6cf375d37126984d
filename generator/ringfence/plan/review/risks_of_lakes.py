"""Accepted risks of lakes: what passes the firewall of their accounts."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Risk
from ringfence.plan.services.lake_storage import INSTANCES


def lakes(packages: tuple[Package, ...]) -> Iterator[Risk]:
    """A risk for each access connector that the firewall of an account lets in."""
    for package in packages:
        for module in package.modules:
            for layers in module.layers:
                account = module.services[0]
                why = next(one.because for one in account.properties if one.path == INSTANCES)
                name = account.resource.id.rsplit("/", 1)[-1]
                for connector in layers.connectors:
                    yield Risk(
                        package=package.name,
                        name=f"{name}: the firewall lets in access connector {connector.rsplit('/', 1)[-1]}",
                        remedy=(
                            "Intended: the rule names one resource, and its identity still needs a role on each layer."
                            " Without the connection of that landing zone there is no rule."
                        ),
                        because=why,
                    )
