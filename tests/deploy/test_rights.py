"""What the account may not write is a table and a finding for each package, before the first one is deployed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.azure.rights.account import needed
from ringfence.plan.model.package import Plan
from tests.banks import ML, PLATFORM
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake

CONTRIBUTOR = {"actions": ["*"], "notActions": ["Microsoft.Authorization/*/Write"]}
OWNER = {"actions": ["*"], "notActions": []}


def asked(az: Fake, scope: str, *rows: dict[str, Any]) -> None:
    """Azure says that the account has these rights at a scope."""
    az.answers(f"rest --method get --url {scope}/providers/Microsoft.Authorization", {"value": list(rows)})


def found(out: Path, code: str) -> list[dict[str, str]]:
    result = ringfence("deploy", out, "--yes", "--json")
    text = result.stdout or result.stderr
    rows: list[dict[str, str]] = json.loads(text[text.index("{") :])["findings"]
    return [row for row in rows if row["code"] == code]


def test_contributor_alone_is_refused_with_what_it_lacks(out: Path, az: Fake) -> None:
    az.answers("rest --method get", {"value": [CONTRIBUTOR]})
    rows = found(out, "AZU48")
    assert {row["path"] for row in rows} == {"connectivity", "fraud", "pricing"}
    assert all("Microsoft.Authorization/" in row["message"] for row in rows)
    assert any("Microsoft.Authorization/roleAssignments/write" in row["message"] for row in rows)
    assert az.calls("deployment sub create") == []


def test_the_table_has_a_row_for_each_action(out: Path, az: Fake) -> None:
    az.answers("rest --method get", {"value": [CONTRIBUTOR]})
    rows = ringfence("deploy", out, "--yes").stderr.splitlines()
    head = next(number for number, row in enumerate(rows) if row.split() == ["package", "may", "not", "in"])
    first = rows[head + 1].split()
    assert (first[0], first[1]) == ("connectivity", "Microsoft.Authorization/locks/write")
    assert first[2].startswith(f"/subscriptions/{PLATFORM}")


def test_a_landing_zone_writes_the_peering_in_the_hubs_group(out: Path, az: Fake, plan: Plan) -> None:
    hub = f"/subscriptions/{PLATFORM}/resourceGroups/rg-tb-hub-network"
    asked(az, f"/subscriptions/{PLATFORM}", {"actions": ["*/read"]})
    asked(az, hub, {"actions": ["*/read"]})
    assert "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write" in needed(plan, plan.packages[1])[hub]
    rows = [row for row in found(out, "AZU48") if row["path"] == "fraud"]
    assert [row["value"] for row in rows] == [hub]
    asked(az, hub, OWNER)
    assert [row for row in found(out, "AZU48") if row["path"] == "fraud"] == []


def test_rights_in_the_group_are_enough_where_the_subscription_gives_none(out: Path, az: Fake, plan: Plan) -> None:
    zone = plan.packages[1]
    asked(az, f"/subscriptions/{ML}", {"actions": ["Microsoft.Resources/deployments/*"]})
    for scope in needed(plan, zone):
        if "/resourceGroups/" in scope and ML in scope:
            asked(az, scope, OWNER)
    assert [row for row in found(out, "AZU48") if row["path"] == zone.name] == []


@pytest.mark.parametrize("answer", [None, [], {"value": 1}, {"value": [1]}, "no"])
def test_what_azure_does_not_tell_is_a_note_and_stops_nothing(answer: object, out: Path, az: Fake) -> None:
    az.answers("rest --method get", answer)
    assert len(found(out, "NTE90")) == 1
    assert len(az.calls("deployment sub create")) == 3


def test_each_scope_is_asked_once(out: Path, az: Fake) -> None:
    ringfence("deploy", out, "--yes")
    urls = [call for call in az.calls("rest --method get") if "resourceGroups" not in call]
    assert len(urls) == len(set(urls)) == 2
