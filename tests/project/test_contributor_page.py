"""The contributor's page shows the folders that the tests try, names every field, and every room of the plan."""

from __future__ import annotations

import re

import pytest

from ringfence.catalog import purpose as purposes
from ringfence.catalog import spec as services
from ringfence.catalog.known.grant import Grant
from ringfence.catalog.option import Option
from ringfence.catalog.part import AcceptedRisk, Handover, Spec
from tests.folder_examples import PAGE, parts
from tests.marked import ROOT, between

TEXT = (ROOT / PAGE).read_text("utf-8")
SHAPES: list[type[Spec]] = [
    services.Service,
    services.Child,
    services.EndpointSpec,
    services.Flow,
    Grant,
    Handover,
    AcceptedRisk,
    services.ManagedEndpoints,
    Option,
    purposes.Purpose,
    purposes.Subnet,
    purposes.SubnetRule,
    purposes.IdentitySpec,
    purposes.Lead,
]


@pytest.mark.parametrize("mark", parts())
def test_the_page_shows_the_folder_that_the_tests_try(mark: str) -> None:
    assert between(PAGE, mark) == parts()[mark], "run `python -m tests.made_pages`"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_page_names_every_field_of_a_folder(shape: type[Spec]) -> None:
    names = [field.alias or name for name, field in shape.model_fields.items()]
    assert [name for name in names if not re.search(rf"`{name}`", TEXT)] == []


def test_the_page_names_every_room_of_the_plan() -> None:
    plan = ROOT / "generator" / "ringfence" / "plan"
    rooms = [room.name for room in plan.iterdir() if (room / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}/`" not in TEXT] == []
