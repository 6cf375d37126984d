"""`services` says of everything that is deployed what can be asked for, with its sources; the shell completes it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ringfence.assets import service_folders
from ringfence.blueprint.schema.paths import keys_at
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.cli import main
from ringfence.start.services import described, listing
from tests.cli.ringfence import ringfence


def test_all_are_listed_with_what_asks_for_them() -> None:
    lines = listing(200).splitlines()
    for service in services().values():
        (line,) = [line for line in lines if line.split()[:1] == [service.kind]]
        assert service.type in line
    assert any("landingZones[].machineLearning" in line for line in lines)


@pytest.mark.parametrize("width", [80, 120])
def test_every_text_fits_the_width_unless_a_word_is_longer(width: int) -> None:
    for text in (listing(width), *(described(service, width) for service in services().values())):
        wide = [line for line in text.split("\n") if len(line) > width]
        assert [line for line in wide if len(line.split()) > 1] == []


@pytest.mark.parametrize("kind", sorted(services()))
def test_one_is_told_with_zones_traffic_and_every_fact_with_its_source(kind: str) -> None:
    service = services()[kind]
    assert ringfence("services", kind).stdout.startswith(f"{service.title} ({kind})\n  {service.type}")
    text = described(service, 1000)
    for fact in (*service.facts, *(fact for child in service.children for fact in child.facts)):
        assert fact.path in text
        assert fact.why in text
        assert fact.source in text
    for endpoint in service.endpoints:
        for zone in private_links()[service.target_type(endpoint), endpoint.group].zones["AzureCloud"]:
            assert zone in text
    assert all(flow.tag in text and flow.why in text for flow in service.flows)


def test_keys_of_the_blueprint_come_with_their_defaults() -> None:
    text = ringfence("services", "compute-cluster").stdout
    assert all(f"clusters[].{key} " in text for key in keys_at(("landingZones", 0, "machineLearning", "clusters", 0)))
    assert 'default "Standard_D4s_v5"' in text
    assert "hubs[].logs.retentionDays" in ringfence("services", "log-analytics").stdout


def test_a_kind_that_does_not_exist_gets_the_nearest() -> None:
    assert "did you mean 'key-vault'?" in ringfence("services", "keyvault").stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("ringfence ", {"init", "services", "validate", "generate"}),
        ("ringfence services key", {"key-vault"}),
        ("ringfence init --from ", {"blank", "quickstart", "regional-bank"}),
        ("ringfence validate --format ", {"text", "json", "sarif", "github"}),
    ],
)
def test_the_shell_completes_verbs_kinds_and_choices(words: str, offered: set[str]) -> None:
    parts = words.split(" ")
    environ = {"_RINGFENCE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(parts) - 1)}
    result = CliRunner().invoke(main, [], prog_name="ringfence", env=environ)
    assert offered <= {line.split(",")[1] for line in result.stdout.splitlines()}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str) -> None:
    environ = {"_RINGFENCE_COMPLETE": f"{shell}_source"}
    result = CliRunner().invoke(main, [], prog_name="ringfence", env=environ)
    assert "_RINGFENCE_COMPLETE" in result.stdout


def test_a_shell_is_offered_exactly_the_services() -> None:
    assert service_folders() == list(services())
