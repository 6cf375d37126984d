"""Somebody opens DNS again: the witness that knows Microsoft's page finds it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import Edit, Sabotage, edited, said, swap

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
HUB, ZONE = "packages/connectivity", "packages/lake"
POLICY = f"{HUB}/modules/dns-policy.bicep"


def linked_to(other: str) -> Edit:
    """The link of something else than the package's network."""

    def edit(text: str) -> str:
        head, found, tail = text.partition("link: dns.link\n")
        return head + found + tail.replace("networkModule.outputs.virtualNetworkId", other, 1)

    return edit


CASES = (
    Sabotage("watch only", f"{HUB}/main.bicepparam", swap("'Block'", "'Alert'"), "DNS08", "does not block all names"),
    Sabotage(
        "all names allowed at the end",
        POLICY,
        swap("actionType: otherDomains", "actionType: otherDomains == 'Block' ? 'Allow' : otherDomains"),
        "DNS08",
        "lets every name through",
    ),
    Sabotage(
        "the root among the allowed domains",
        f"{HUB}/main.bicepparam",
        swap("'login.microsoftonline.com'", "''"),
        "DNS08",
        "lets every name through",
    ),
    Sabotage("the block is not last", POLICY, swap("priority: 65000", "priority: 200"), "DNS08", "does not block"),
    Sabotage("a rule switched off", POLICY, swap("'Enabled'", "'Disabled'", 9), "HRD01", "dnsSecurityRuleState"),
    Sabotage(
        "one more domain", f"{HUB}/main.bicepparam", swap("'mcr.microsoft.com'", "'evil.example'"), "PAR04", "domains"
    ),
    Sabotage("nothing logged", POLICY, swap("'DnsResponse'", "'AllMetrics'"), "PAR04", "category"),
    Sabotage(
        "the hub is not linked",
        f"{HUB}/main.bicep",
        linked_to("logAnalyticsModule.outputs.logAnalyticsId"),
        "DNS07",
        "has 0 links",
    ),
    Sabotage("a landing zone is not linked", f"{ZONE}/main.bicep", linked_to("hub.networkId"), "DNS07", "has 0 links"),
    Sabotage(
        "a link in another region",
        f"{ZONE}/main.bicepparam",
        swap(r"(?<=link: { name: 'lake', location: )location", "'northeurope'"),
        "DNS07",
        "not in one region",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_sabotage_of_dns_is_found_by_the_witness_that_knows_why(bicep: Bicep, tmp_path: Path, case: Sabotage) -> None:
    folder = Path(shutil.copytree(GOLDEN, tmp_path / "out"))
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), report.findings
