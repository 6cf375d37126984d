"""What stays open because people act through machines: said where it is so, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Tree, bank, planned, zone
from tests.variants import BASTION, GATEWAY, LAKE, PREMISES, SUPPLIED, VARIANTS, inference, looking, model, readers

_ENVIRONMENT: Tree = {"name": "image", "version": "1", "source": "workspace"}
_CODE: Tree = {"name": "score", "version": "1", "script": "score.py"}


def scoring(**deployment: object) -> Tree:
    """A bank that answers with one model."""
    online = [{"name": "score", "deployments": [{"name": "blue", **model(1, **deployment)}]}]
    fraud = zone("fraud", services={"modelRegistry": {}})
    return bank(fraud, inference("scoring", online=online), connections=[SUPPLIED])


JOBS = "each person who may run a job can"
STOPS = "the bastion stops working"
REACH = "people who come in reach"
MLFLOW, IMAGES = "blue may not start without hosts", "images of environments may not be built"
SILENT, OLD = "jobs send telemetry only where", "deployments of older images send nothing"
ELSEWHERE = "Application Insights gets no telemetry in AzureUSGovernment"
ABROAD = bank(hub={"firewall": {"tier": "Standard"}}, regions=["usgovvirginia"])
ABROAD["institution"]["cloud"] = "AzureUSGovernment"
JUMP = "the jump host reaches private endpoints and sign-in"


@pytest.mark.parametrize(
    ("tree", "name", "packages"),
    [
        (
            bank(zone("fraud"), zone("pricing"), LAKE, connections=readers("lake"), access=looking("lake")),
            JOBS,
            ["fraud", "fraud"],
        ),
        (bank(zone("fraud"), LAKE, access=looking("lake")), JOBS, []),
        (bank(premises=PREMISES), REACH, ["connectivity"]),
        (VARIANTS["certificates"], REACH, ["connectivity"]),
        (bank(), REACH, []),
        (
            bank(premises=PREMISES, hub={"resolver": {}, "gateway": GATEWAY, "bastion": BASTION}),
            STOPS,
            ["connectivity"],
        ),
        (bank(premises=PREMISES, hub={"resolver": {}, "gateway": GATEWAY}), STOPS, []),
        (bank(hub={"bastion": BASTION}), STOPS, []),
        (bank(), "deployers of a landing zone may change the hub", ["connectivity"]),
        (bank(hub={"bastion": BASTION}), JUMP, ["connectivity"]),
        (bank(hub={"bastion": {"from": BASTION["from"]}}), JUMP, []),
        (scoring(), MLFLOW, ["scoring"]),
        (scoring(environment=_ENVIRONMENT, code=_CODE), MLFLOW, []),
        (scoring(environment=_ENVIRONMENT, code=_CODE), IMAGES, ["scoring"]),
        (scoring(), IMAGES, []),
        (scoring(), SILENT, ["fraud"]),
        (scoring(), "data scientists may make endpoints with public access", ["fraud"]),
        (scoring(), "each job may push images", ["fraud", "scoring"]),
        (scoring(), "the managed network is made by a preview", ["scoring"]),
        (scoring(), "score answers as it was uploaded", []),
        (scoring(environment=_ENVIRONMENT, code=_CODE), "score answers as it was uploaded", ["scoring"]),
        (scoring(), "what runs on build agents of fraud may bring", ["scoring"]),
        (scoring(), OLD, ["scoring"]),
        (bank(inference("scoring", online=[{"name": "score"}])), OLD, []),
        (scoring(), ELSEWHERE, []),
        (ABROAD, ELSEWHERE, ["fraud"]),
    ],
)
def test_a_risk_is_said_where_it_is_taken(tmp_path: Path, tree: Tree, name: str, packages: list[str]) -> None:
    found = [risk for risk in planned(tmp_path, tree).plan.risks if risk.name.startswith(name)]
    assert [risk.package for risk in found] == packages
    assert all(risk.remedy and risk.because.at and risk.because.source for risk in found)
