"""The names that folders of the catalogue may use: options, subnets, identities, what links may lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ringfence.catalog.purpose import Persona, Purpose
from ringfence.catalog.spec import Service

HUB = "connectivity"
"""The package that every platform has; it has no purpose folder."""
CONNECTIONS = "connections"
PIPELINES = "pipelines"
"""The option of a landing zone in which pipelines act; with a platform after it, one with their agents."""
"""Options below this are uses of connections that start in a landing zone."""
HUB_OPTIONS = frozenset({"jumpHost"})
HUB_IDENTITIES = frozenset({"flowLogIdentity"})
SUPPLIED = frozenset({"tenant"})
"""Values that every landing zone supplies."""
EVERYWHERE = frozenset({"logAnalytics", "virtualNetwork"})
"""What links of every landing zone may lead to."""
PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Names:
    """The folders as they were read, and the folder that they stand in."""

    services: Mapping[str, Service]
    purposes: Mapping[str, Purpose]
    personas: Mapping[str, Persona]
    templates: Path

    def file(self, service: Service) -> Path:
        """The file of a service folder."""
        return self.templates.joinpath("services", service.kind, "service.yaml")

    def purpose_file(self, purpose: Purpose) -> Path:
        """The file of a purpose folder."""
        return self.templates.joinpath("purposes", purpose.purpose, "purpose.yaml")

    def of(self, purposes: Iterable[str]) -> tuple[Purpose, ...]:
        """The purpose folders of these names, as far as there are any."""
        return tuple(self.purposes[name] for name in purposes if name in self.purposes)

    def purposes_of(self, kind: str) -> tuple[str, ...]:
        """The purposes of a service; none for one that does not exist."""
        return self.services[kind].purposes if kind in self.services else ()

    def options(self, purposes: Iterable[str]) -> frozenset[str]:
        """Options that folders define for these purposes: blocks of their services, conditions, uses of connections,
        pipelines.

        Keys of the workload block are options too; whether the language has them is closed there.
        """
        wanted = tuple(purposes)
        met = {name for one in self.of(wanted) for name in one.conditions}
        asked = {s.asked for s in self.services.values() if s.block and set(s.purposes) & set(wanted)}
        return frozenset(met | asked | {CONNECTIONS, PIPELINES} | (HUB_OPTIONS if HUB in wanted else frozenset()))

    def subnets(self, purposes: Iterable[str]) -> frozenset[str]:
        """Roles of subnets that landing zones of these purposes have."""
        return frozenset(role for purpose in self.of(purposes) for role in purpose.subnets)

    def hooked(self, service: Service) -> bool:
        """Whether a service that no template makes leads a purpose with hooks, which read its options."""
        leads = (one for one in self.purposes.values() if one.lead and one.lead.service == service.kind)
        return not service.deployed and any(one.hooks for one in leads)

    def has_endpoints(self, purpose: str) -> bool:
        """Whether services of a purpose have private endpoints."""
        return any(one.endpoints for one in self.services.values() if purpose in one.purposes)

    def identities(self) -> frozenset[str]:
        """Symbols of every identity of every purpose, and of the hub."""
        return HUB_IDENTITIES | {symbol for one in self.purposes.values() for symbol in one.identities}

    def linked(self, purposes: Iterable[str]) -> frozenset[str]:
        """Names that links of a service with these purposes may have."""
        wanted = set(purposes)
        symbols = {service.symbol for service in self.services.values() if wanted & set(service.purposes)}
        identities = {symbol for purpose in self.of(wanted) for symbol in purpose.identities}
        subnets = {f"{role}Subnet" for role in self.subnets(wanted)}
        return frozenset(symbols | identities | subnets | EVERYWHERE)

    def sized(self) -> frozenset[str]:
        """Keys of workload blocks by which subnets are sized, or which conditions look at."""
        held = {
            one.key
            for purpose in self.purposes.values()
            for subnet in purpose.subnets.values()
            for one in (subnet.size.holds if subnet.size.holds != "endpoints" else ())
            if one.key
        }
        return frozenset(held | {one.key for each in self.purposes.values() for one in each.conditions.values()})

    def has_module(self, hook: str) -> bool:
        """Whether a Python module of Ringfence exists; `hook` is its dotted name, with a function after a colon."""
        parts = hook.partition(":")[0].split(".")[1:]
        return (PACKAGE.joinpath(*parts)).with_suffix(".py").is_file()
