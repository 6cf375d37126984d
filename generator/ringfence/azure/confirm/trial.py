"""What the checks of one run have in common: the folder, az, and what is asked once for several of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ringfence.azure.az import Az
from ringfence.azure.confirm.asking import Answer, Asker
from ringfence.azure.folder import Estate
from ringfence.azure.journal import Journal, keys
from ringfence.azure.what_if import Say
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Resource
from ringfence.plan.model.written.inventory import resources

_STATE = "{state: properties.provisioningState, at: properties.timestamp, error: properties.error}"
_STACK_STATE = "{state: provisioningState, at: systemData.lastModifiedAt, error: error}"


@dataclass(frozen=True)
class Trial:
    """A deployed folder that checks ask about; `request` is the file that a caller sends to an endpoint."""

    az: Az
    estate: Estate
    journal: Journal
    say: Say
    request: Path | None = None

    @property
    def plan(self) -> Plan:
        """The plan of the folder."""
        return self.estate.plan

    def asker(self, check: str) -> Asker:
        """Asks for one check."""
        return Asker(self.az, f"confirm-{check}")

    def of_kind(self, *kinds: str) -> Iterator[Resource]:
        """The resources of some kinds, in order of deployment."""
        for package in self.plan.packages:
            yield from (each for each in resources(package) if each.kind in kinds)

    @cached_property
    def deployments(self) -> Mapping[str, Answer]:
        """What Azure says of the last deployment of each package: its state, its time, its error."""
        stack = self.plan.deployment.mode == commands.STACK
        verb, query = (("stack", "sub"), _STACK_STATE) if stack else (("deployment", "sub"), _STATE)
        ask = self.asker("deployments")
        return {
            package.name: ask.run(
                *(*verb, "show", "--subscription", package.subscription),
                *("--name", package.deployed_as, "--query", query),
            )
            for package in self.plan.packages
        }

    @cached_property
    def logs(self) -> tuple[str, str]:
        """The host that queries of logs are sent to, and the id of the Log Analytics workspace there; '' if unknown.

        Source: azure-docs azure-monitor/logs/api/request-format.md, `az rest`.
        """
        ask = self.asker("logs")
        workspace = next(self.of_kind("log-analytics"))
        host = ask.run("cloud", "show", "--query", "endpoints.logAnalyticsResourceId").body
        customer = ask.show(workspace.id, workspace.api).at("properties.customerId")
        return host.rstrip("/") if isinstance(host, str) else "", customer if isinstance(customer, str) else ""

    @cached_property
    def times(self) -> Mapping[str, int]:
        """How often each package was deployed with the files of the folder, as `ringfence deploy` recorded it."""
        wanted = keys(self.estate.folder, self.plan)
        return {name: self.journal.times(name, key) for name, key in wanted.items()}
