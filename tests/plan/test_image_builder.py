"""Images are built on a cluster of a CPU size, which Azure asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.plan.model.package import Plan, modules
from tests.banks import Tree, bank, planned, zone

GPU: Tree = {"name": "gpu", "size": "Standard_NC24ads_A100_v4"}
CPU: Tree = {"name": "cpu"}
BUILDER = "properties.imageBuildCompute"


def builder(plan: Plan) -> list[str]:
    """The names of the clusters that build images."""
    values = (service.values for _, module in modules(plan) for service in module.services)
    return [str(held[BUILDER].value) for held in values if BUILDER in held]


@pytest.mark.parametrize("clusters", [[CPU, GPU], [GPU, CPU]], ids=["first", "second"])
def test_a_cluster_of_a_cpu_size_builds_images_wherever_it_stands(clusters: list[Tree], tmp_path: Path) -> None:
    assert builder(planned(tmp_path, bank(zone("fraud", clusters=clusters))).plan) == ["cpu"]


def test_without_one_the_first_is_named_and_a_note_says_what_that_means(tmp_path: Path) -> None:
    assert builder(planned(tmp_path, bank(zone("fraud", clusters=[GPU]))).plan) == ["gpu"]
