"""A bank of the examples with everything that a test needs: its output, a stand-in of its own and a signed-in az."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringfence.check.bicep import Bicep
from ringfence.plan.model.written.plan_json import plain
from tests.azure.cli import Azure, Done, isolated
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.server import Server

AT_ONCE = 2
"""Calls of az at a time: each keeps a processor busy for seconds."""
_CLIENT = "99999999-0000-0000-0000-000000000001"


@dataclass(frozen=True, slots=True)
class Example:
    """A generated folder, its plan as plain JSON, and where it is deployed to; `standin` is None for real Azure."""

    name: str
    folder: Path
    plan: dict[str, Any]
    azure: Azure
    standin: Server | None

    @property
    def server(self) -> Server:
        """The stand-in, where there must be one."""
        assert self.standin is not None
        return self.standin

    def packages(self) -> list[str]:
        """The names of the packages in the order of deployment."""
        return [package["name"] for package in self.plan["packages"]]

    def package(self, name: str) -> Path:
        """The folder of a package."""
        return self.folder / "packages" / name

    def subscription(self, name: str) -> str:
        """The subscription of a package."""
        return str(next(row["subscription"] for row in self.plan["packages"] if row["name"] == name))

    def register(self) -> None:
        """Let the stand-in's subscriptions use every provider of the plan, without az."""
        for package in self.plan["packages"]:
            for namespace in package["providers"]:
                self.server.manager.register(package["subscription"], namespace)


def plan_of(folder: Path) -> dict[str, Any]:
    """The plan of a generated folder as plain data."""
    content: dict[str, Any] = plain((folder / "plan.json").read_bytes())
    return content


def planned(value: Any) -> Iterator[str]:
    """The ids of all resources in a part of plan.json, in lower case as Azure compares them."""
    if isinstance(value, dict):
        if {"id", "symbol", "kind"} <= value.keys():
            yield value["id"].lower()
        for part in value.values():
            yield from planned(part)
    elif isinstance(value, list):
        for part in value:
            yield from planned(part)


@contextmanager
def serving(bicep: Bicep, plan: dict[str, Any], certificate: tuple[Path, Path]) -> Iterator[Server]:
    """A stand-in for the tenant and the subscriptions of a plan; fails at the end when it had a fault of its own."""
    subscriptions = tuple(dict.fromkeys(package["subscription"] for package in plan["packages"]))
    manager = ResourceManager(bicep, plan["institution"]["tenant"], subscriptions)
    server = Server(manager, certificate, subscriptions)
    with server.running():
        yield server
    assert not server.faults, "\n".join(server.faults)


def signed_in(standin: Server, bicep_cli: Path, folder: Path) -> Azure:
    """azure-cli with a configuration of its own in `folder`, signed in to a stand-in."""
    azure = Azure({**isolated(bicep_cli, folder), "REQUESTS_CA_BUNDLE": str(standin.authority)})
    for command in (
        "az config set bicep.use_binary_from_path=true bicep.check_version=false extension.use_dynamic_install=no",
        f"az cloud register --name standin --endpoint-resource-manager {standin.url}",
        "az cloud set --name standin",
        f"az login --service-principal --username {_CLIENT} --password none --tenant {standin.manager.tenant}",
    ):
        azure.run(command, folder).ok()
    return azure


def together(azure: Azure, commands: Iterable[tuple[Path, str]]) -> list[Done]:
    """Run commands that do not depend on each other, each in its folder; their results in the same order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda row: azure.run(row[1], row[0]), commands))
