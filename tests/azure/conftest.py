"""Every example once for the whole session: one stand-in, one sign-in and one deployment each.

AZ_TEST_SUBSCRIPTION names a real subscription to look at instead, with the account that `az login` left: then only the
first package of the quickstart is previewed. With AZ_TEST_CREATE=1 too, all of it is deployed there as DEPLOY.md says,
and it is not removed. `docs/azure-tests.md` has the rest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.built import Built, build
from tests.azure.cli import Azure
from tests.azure.example import AT_ONCE, Example, plan_of, serving, signed_in
from tests.azure.rollout import Rollout, roll_out
from tests.azure.runbook import Command
from tests.azure.stages import releases
from tests.azure.standin.certificate import certificate
from tests.azure.standin.server import Server
from tests.azure.target import EXAMPLES, QUICKSTART, REAL, WRITABLE, for_subscription
from tests.azure.variant import generate
from tests.optional_tools import absent


@pytest.fixture(scope="session")
def examples(
    az: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Example]]:
    """Every example by its name; for a real subscription the quickstart alone, generated for it."""
    if REAL:
        azure = Azure(os.environ)
        folder = for_subscription(azure, tmp_path_factory.mktemp("generated"), REAL)
        yield {QUICKSTART.name: Example(QUICKSTART.name, folder, plan_of(folder), azure, None)}
        return
    bicep: Bicep = request.getfixturevalue("bicep")
    bicep_cli: Path = request.getfixturevalue("bicep_cli")
    made: tuple[Path, Path] = request.getfixturevalue("throwaway")
    with ExitStack() as stack:
        folders = {
            path.name: generate(
                Azure(os.environ), path.name, tmp_path_factory.mktemp("generated"), _as_it_is, "--check"
            )
            for path in EXAMPLES
        }
        servers = {name: stack.enter_context(serving(bicep, plan_of(folder), made)) for name, folder in folders.items()}
        homes = {name: tmp_path_factory.mktemp(f"azure-{name}") for name in folders}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            signed = dict(
                zip(
                    folders,
                    pool.map(lambda name: signed_in(servers[name], bicep_cli, homes[name]), folders),
                    strict=True,
                )
            )
        yield {
            name: Example(name, folder, plan_of(folder), signed[name], servers[name])
            for name, folder in folders.items()
        }


def _as_it_is(_blueprint: dict[str, Any]) -> None:
    """No change but the ids, which `generate` replaces so that `ringfence deploy` takes the folder."""


@pytest.fixture(scope="session")
def throwaway(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Certificate and key of the stand-ins."""
    found = shutil.which("openssl")
    if found is None:
        absent("openssl", "It makes the certificate of the stand-in.")
        raise AssertionError
    return certificate(Path(found), tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def rollouts(examples: Mapping[str, Example], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rollout]:
    """The commands of every DEPLOY.md, run, release by release; for a subscription that may not be written to, the
    first preview only.

    Registering is the same everywhere and slow, so only the quickstart's is run as it is printed.
    """

    def run(name: str) -> Rollout:
        example = examples[name]
        if name != QUICKSTART.name:
            example.register()
        first = example.packages()[0]

        def wanted(command: Command) -> bool:
            if REAL and not WRITABLE:
                return command.starts("az deployment sub what-if") and command.package == first
            return name == QUICKSTART.name or not command.starts("az provider register")

        return roll_out(example, releases(example, lambda: tmp_path_factory.mktemp(f"release-{name}")), wanted)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(examples, pool.map(run, examples), strict=True))


@pytest.fixture(scope="session")
def builds(examples: Mapping[str, Example]) -> Callable[[str], Mapping[str, Built]]:
    """What `az bicep` makes of every package of an example, which is named; it is made once."""
    return cache(lambda name: build(examples[name]))


@pytest.fixture(params=[path.name for path in EXAMPLES] if not REAL else [QUICKSTART.name])
def example(request: pytest.FixtureRequest, examples: Mapping[str, Example]) -> Example:
    """Each example in turn."""
    return examples[request.param]


@pytest.fixture
def rolled(example: Example, rollouts: Mapping[str, Rollout]) -> Rollout:
    """What the commands of the example's DEPLOY.md did."""
    return rollouts[example.name]


@pytest.fixture
def built(example: Example, builds: Callable[[str], Mapping[str, Built]]) -> Mapping[str, Built]:
    """What `az bicep` made of the example's packages."""
    return builds(example.name)


@pytest.fixture
def compiled(builds: Callable[[str], Mapping[str, Built]]) -> Mapping[str, Built]:
    """What `az bicep` made of the quickstart's packages."""
    return builds(QUICKSTART.name)


@pytest.fixture
def deployed(quickstart: Example, standin: Server, compiled: Mapping[str, Built]) -> Iterator[Server]:
    """The quickstart's stand-in as it would be after all of DEPLOY.md, put there without az; afterwards as it was."""
    quickstart.register()
    with standin.emptied():
        for name, package in compiled.items():
            assert not standin.manager.deploy(package.request(quickstart.subscription(name))).failed
        yield standin


@pytest.fixture(scope="session")
def quickstart(examples: Mapping[str, Example]) -> Example:
    """The quickstart, for tests that need one bank only."""
    return examples[QUICKSTART.name]


@pytest.fixture(scope="session")
def generated(quickstart: Example) -> Path:
    """The quickstart's output; for a real subscription, one that is generated for it."""
    return quickstart.folder


@pytest.fixture(scope="session")
def plan(quickstart: Example) -> dict[str, Any]:
    """The plan that the quickstart's packages were made from, as plain JSON."""
    return quickstart.plan


@pytest.fixture(scope="session")
def standin(quickstart: Example) -> Server:
    """The quickstart's stand-in for Azure, running; not for tests of a real subscription."""
    if quickstart.standin is None:
        pytest.skip("AZ_TEST_SUBSCRIPTION is set, so the stand-in stays out")
    return quickstart.standin


@pytest.fixture(scope="session")
def azure(quickstart: Example) -> Azure:
    """azure-cli, signed in: to the quickstart's stand-in, or as it is found for a real subscription."""
    return quickstart.azure


@pytest.fixture(scope="session")
def rollout(rollouts: Mapping[str, Rollout]) -> Rollout:
    """What the commands of the quickstart's DEPLOY.md did."""
    return rollouts[QUICKSTART.name]


@pytest.fixture
def work(generated: Path, tmp_path: Path) -> Path:
    """A copy of the quickstart's output that a test may change."""
    return Path(shutil.copytree(generated, tmp_path / "out"))
