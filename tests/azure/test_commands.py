"""`ringfence what-if` and `ringfence deploy` with the real azure-cli: rollouts, a failure, a second look, stacks."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from tests.azure.cli import Azure, Done
from tests.azure.example import Example
from tests.azure.standin.server import Server
from tests.azure.target import QUICKSTART, standin_only
from tests.azure.variant import ROOT, generate
from tests.variants import BASTION

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

HUB, ZONE = "connectivity", "credit-risk"


@pytest.fixture
def nothing(quickstart: Example, standin: Server) -> Iterator[Server]:
    """The stand-in with nothing deployed and every provider registered."""
    quickstart.register()
    with standin.emptied():
        yield standin


def ringfence(azure: Azure, *words: str) -> Done:
    command = [sys.executable, "-m", "ringfence", *words]
    return azure.run(f"PYTHONPATH={shlex.quote(str(ROOT / 'generator'))} {shlex.join(command)}", ROOT)


def packages(done: Done) -> dict[str, Any]:
    return {row["package"]: row for row in json.loads(done.out)["packages"]}


def states(done: Done) -> dict[str, str]:
    return {name: row["state"] for name, row in packages(done).items()}


def test_a_rollout_that_fails_half_way_goes_on_where_it_stopped(azure: Azure, work: Path, nothing: Server) -> None:
    out = str(work)
    vault = next(
        str(row["id"])
        for row in json.loads((work / "packages" / ZONE / "snapshot.json").read_text("utf-8"))["predictedResources"]
        if row["type"] == "Microsoft.KeyVault/vaults"
    )
    with nothing.manager.failing(vault, "VaultAlreadyExists", "The vault's name is taken."):
        failed = ringfence(azure, "deploy", out, "--yes", "--done", "*", "--json")
    assert failed.code == 1
    assert states(failed) == {HUB: "done", ZONE: "failed"}
    (finding,) = json.loads(failed.out)["findings"]
    assert (finding["code"], "VaultAlreadyExists: The vault's name is taken." in finding["message"]) == ("AZU35", True)
    assert states(ringfence(azure, "deploy", out, "--yes", "--done", "*", "--json").ok()) == {
        HUB: "done before",
        ZONE: "done",
    }

    look = ringfence(azure, "what-if", out, "--exit-code", "--json").ok()
    for package in packages(look).values():
        assert package["counts"].keys() == {"NoChange"}
        assert package["coverage"]["percent"] == 100
    assert json.loads(look.out)["findings"] == []


def test_stacks_are_created_and_what_they_would_let_go_is_said(azure: Azure, nothing: Server, tmp_path: Path) -> None:
    def stacked(blueprint: dict[str, Any]) -> None:
        blueprint["deploy"] = {"mode": "stack", "denySettings": "denyDelete", "actionOnUnmanage": "deleteResources"}

    def narrower(blueprint: dict[str, Any]) -> None:
        stacked(blueprint)
        del blueprint["egress"]

    out = str(generate(azure, QUICKSTART.name, tmp_path, stacked))
    only = (out, "--only", HUB, "--json")
    assert states(ringfence(azure, "deploy", *only, "--yes", "--done", "*").ok()) == {HUB: "done"}
    assert packages(ringfence(azure, "what-if", *only, "--exit-code").ok())[HUB]["unmanaged"] == []
    generate(azure, QUICKSTART.name, tmp_path, narrower)
    changed = ringfence(azure, "what-if", *only, "--exit-code")
    gone = [id_.rsplit("/", 1)[-1] for id_ in packages(changed)[HUB]["unmanaged"]]
    assert changed.code == 4
    assert sorted(gone) == ["dnssp-hscu-hub-weu-flows", "rcg-hscu-hub-egress"]


def test_a_bastion_and_a_jump_host_are_deployed_once_their_feature_is_there(
    azure: Azure, nothing: Server, tmp_path: Path
) -> None:
    def guarded(blueprint: dict[str, Any]) -> None:
        blueprint["hubs"][0]["bastion"] = BASTION

    out = str(generate(azure, QUICKSTART.name, tmp_path, guarded))
    nothing.manager.register(subscription_of(out), "Microsoft.Compute")
    assert states(ringfence(azure, "deploy", out, "--only", HUB, "--yes", "--done", "*", "--json").ok()) == {
        HUB: "done"
    }
    kinds = {resource["type"].lower() for resource in nothing.manager.state.values()}
    assert {"microsoft.network/bastionhosts", "microsoft.compute/virtualmachines"} <= kinds
    look = packages(ringfence(azure, "what-if", out, "--only", HUB, "--exit-code", "--json").ok())[HUB]
    assert look["counts"].keys() == {"NoChange"}


def subscription_of(out: str) -> str:
    plan = json.loads((Path(out) / "plan.json").read_text("utf-8"))
    return str(plan["packages"][0]["subscription"])


@pytest.mark.parametrize("words", [("what-if",), ("deploy", "--yes", "--done", "*")])
def test_a_version_that_the_cloud_does_not_serve_stops_before_the_first_preview(
    words: tuple[str, ...], azure: Azure, work: Path, nothing: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    firewall = ("Microsoft.Network/azureFirewalls", kinds()["firewall"].api.version("AzureCloud"))
    monkeypatch.setattr(nothing.manager, "unserved", frozenset({firewall}))
    seen = len(nothing.log)
    done = ringfence(azure, words[0], str(work), *words[1:])
    assert done.code == 1
    said = " ".join(done.err.split())
    assert f"Azure does not serve API version {firewall[1]} of {firewall[0]} in subscription" in said
    assert "it serves 2026-01-01, 2025-09-01," in said
    assert said.count("error[") == 1
    assert {entry.method for entry in nothing.log[seen:] if "/deployments/" in entry.path.lower()} == set()
