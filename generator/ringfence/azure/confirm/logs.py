"""CNF05, CNF06, CNF07, CNF12, CNF13: a table of Log Analytics has a record of the last day.

Source: azure-docs azure-monitor/logs/api/request-format.md, `az rest`. azure-cli has its command for this in an
extension.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ringfence.azure.confirm.asking import Answer, as_body
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import plain


@dataclass(frozen=True, slots=True)
class Table:
    """A table that must have records; `of` narrows them down, and says nothing where any will do."""

    check: str
    name: str
    of: Callable[[Trial], str] = lambda _: ""

    def __call__(self, trial: Trial) -> Result:
        """Whether the table has a record."""
        lacks = _LACKS[self.name](trial)
        return unchecked(lacks, asked=0) if lacks else _asked(trial, self)


def _asked(trial: Trial, table: Table) -> Result:
    host, customer = trial.logs
    if not (host and customer):
        return unchecked("Azure does not show the Log Analytics workspace, or the cloud of azure-cli no address of it.")
    query = as_body(query=f"{table.name} | where TimeGenerated > ago(1d){table.of(trial)} | count")
    place = f"{host}/v1/workspaces/{customer}/query"
    return _judged(trial.asker(table.check).rest("post", place, query, host), table.name)


def _judged(answer: Answer, table: str) -> Result:
    if answer.denied or not (answer.ok or answer.http == "Bad Request"):
        return unchecked("Log Analytics does not answer this account.", answer.words)
    if not answer.ok:
        return refuted("Log Analytics does not know the table, so it never had a record.", answer.words, [table])
    if _count(answer):
        return confirmed(table)
    return refuted("The table has no record of the last day.", seen=[table])


def _count(answer: Answer) -> int:
    tables = answer.rows("tables")
    rows = tables[0].get("rows") if tables else None
    cell = rows[0][0] if isinstance(rows, list) and rows and isinstance(rows[0], list) and rows[0] else 0
    return cell if isinstance(cell, int) else 0


def of_the_firewall(trial: Trial) -> str:
    """Of queries those that the firewall's machines ask: they have addresses of its subnet."""
    networks = (network for _, module in modules(trial.plan) for network in module.networks)
    prefixes = (str(plain(s.prefix)) for network in networks for s in network.subnets if s.role == "firewall")
    return "".join(f" | where ipv4_is_in_range(SourceIpAddress, '{prefix}')" for prefix in prefixes)


def _firewall(trial: Trial) -> str:
    logged = any("AZFWDnsQuery" in d.categories for _, module in modules(trial.plan) for d in module.diagnostics)
    return "" if logged else "The firewall keeps no DNS log."


def _policy(trial: Trial) -> str:
    logged = any("DnsResponse" in d.categories for _, module in modules(trial.plan) for d in module.diagnostics)
    return "" if logged else "The plan has no DNS security policy with a log."


def _flows(trial: Trial) -> str:
    analysed = any(log.workspace for _, module in modules(trial.plan) for log in module.flow_logs)
    return "" if analysed else "Traffic analytics is off, and records in storage are out of reach from here."


def _endpoints(trial: Trial) -> str:
    return "" if any(trial.of_kind("online-deployment")) else "No deployment of an online endpoint is in the plan."


_LACKS = {"AZFWDnsQuery": _firewall, "DNSQueryLogs": _policy, "NTANetAnalytics": _flows, "AppRequests": _endpoints}
