"""A feature that a subscription must have is asked for like a provider, and nobody waits for it unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.output import write_tree
from ringfence.pipeline import files
from tests.banks import bank, planned
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake
from tests.deploy.test_bad_states import refused
from tests.variants import BASTION


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The output of a bank with a jump host."""
    tree = bank(hub={"bastion": BASTION})
    write_tree(tmp_path / "out", files(planned(tmp_path, tree)))
    return tmp_path / "out"


def test_a_feature_that_is_there_stops_nobody(out: Path, az: Fake) -> None:
    az.answers("feature show", "Registered")
    assert ringfence("deploy", out, "--yes", "--done", "*/before").exit_code == 0
    (call,) = az.calls("feature show")
    assert "properties.state" in call
    assert az.calls("feature register") == []


def test_a_feature_that_is_not_there_is_named_with_its_command(out: Path, az: Fake) -> None:
    az.answers("feature show", "NotRegistered")
    said = refused(out, "AZU07")
    assert "feature EncryptionAtHost of Microsoft.Compute is NotRegistered" in said
    assert "az feature register --subscription" in said


def test_a_feature_that_was_just_asked_for_takes_minutes(out: Path, az: Fake) -> None:
    az.answers("feature show", "NotRegistered")
    az.answers("feature register")
    assert "is being registered, in minutes" in refused(out, "AZU07", 1, "--register")
    assert len(az.calls("feature register", "EncryptionAtHost")) == 1
    assert az.calls("deployment sub create") == []
