"""Accepted risks of lakes: what passes the firewall of their accounts, and what the studio cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.plan.cross_zone.lake_connectors import INSTANCES
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Risk

STUDIO = "azure-ai-docs machine-learning/how-to-enable-studio-virtual-network.md (2025-03-04)"


def lakes(packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Risks of every lake's accounts, and of every workspace with datastores on them."""
    for package in packages:
        yield from _let_in(package)
        yield from _studio(package)


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


def _let_in(package: Package) -> Iterator[Risk]:
    """A risk for each resource that the firewall of an account lets in."""
    for module in package.modules:
        for layers in module.layers:
            account = module.services[0]
            why = next(one.because for one in account.properties if one.path == INSTANCES)
            name = account.resource.id.rsplit("/", 1)[-1]
            for connector in layers.connectors:
                yield Risk(
                    package=package.name,
                    name=f"{name}: the firewall lets in {connector.rsplit('/', 1)[-1]}",
                    remedy=(
                        "Intended: the rule names one resource, and its identity still needs a role on each layer."
                        " Without the connection of that landing zone there is no rule."
                    ),
                    because=why,
                )
