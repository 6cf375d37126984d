"""The stand-in's what-if: every kind of change, down to the value."""

from __future__ import annotations

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.requests import GROUP, SUBSCRIPTION, TENANT, group, nested, request, resource
from tests.azure.standin.changes import changes
from tests.azure.standin.manager import ResourceManager

STORAGE = "Storage/storageAccounts"


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    made = ResourceManager(bicep, TENANT)
    made.register(SUBSCRIPTION, "Microsoft.Storage")
    return made


def kinds(manager: ResourceManager, *names: str, **symbols: dict[str, object]) -> dict[str, str]:
    """The kinds of change by the name of the resource."""
    found, _ = manager.preview(request(**symbols))
    return {row["resourceId"].rpartition("/")[2]: row["changeType"] for row in found}


@pytest.mark.bicep
def test_what_is_beside_in_a_touched_group_is_ignored(manager: ResourceManager) -> None:
    lock = {"type": "Microsoft.Authorization/locks", "apiVersion": "2020-05-01", "name": "keep"}
    locked = {
        **lock,
        "scope": f"{GROUP}/providers/Microsoft.{STORAGE}/strgold",
        "properties": {"level": "CanNotDelete"},
    }
    manager.deploy(request(group=group(), old=nested(resource(STORAGE, "strgold"), locked), far=group("rg-far")))
    new = nested(resource(STORAGE, "strgnew"))
    assert kinds(manager, group=group(), new=new) == {"rg": "NoChange", "strgnew": "Create", "strgold": "Ignore"}


@pytest.mark.bicep
def test_a_changed_property_is_a_modification(manager: ResourceManager) -> None:
    manager.deploy(request(group=group()))
    [change] = manager.preview(request(group(tags={"a": "b"})))[0]
    assert (change["changeType"], change["delta"][0]["path"]) == ("Modify", "tags")


@pytest.mark.bicep
def test_beyond_500_nested_deployments_all_is_ignored(manager: ResourceManager) -> None:
    inner = nested(resource(STORAGE, "[format('strg{0}', copyIndex())]"), name="[format('m{0}', copyIndex())]")
    storage = inner["properties"]["template"]["resources"][0]
    storage["name"] = "[parameters('name')]"
    inner["properties"]["template"]["parameters"] = {"name": {"type": "string"}}
    inner["properties"]["parameters"] = {"name": {"value": "[format('strg{0}', copyIndex())]"}}
    found = kinds(manager, group=group(), many={**inner, "copy": {"name": "many", "count": 502}})
    assert [name for name, kind in found.items() if kind == "Ignore"] == ["strg500", "strg501"]
    assert sum(kind == "Create" for kind in found.values()) == 501


def test_changes_are_named_down_to_the_value() -> None:
    before = {"id": "/a", "rules": [{"name": "x", "ports": [1, 2]}, {"name": "y"}], "old": 1, "same": {"k": 1}}
    after = {"id": "/a", "rules": [{"name": "x", "ports": [1, 3, 4]}], "new": 2, "same": {"k": 1}}
    [change] = changes([after], {"/a": before})
    assert change["changeType"] == "Modify"
    rules, old, new = change["delta"]
    assert [row["propertyChangeType"] for row in (rules, old, new)] == ["Array", "Delete", "Create"]
    changed, removed = rules["children"]
    assert (removed["path"], removed["propertyChangeType"]) == ("1", "Delete")
    [ports] = changed["children"]
    assert [(row["path"], row["before"], row["after"]) for row in ports["children"]] == [("1", 2, 3), ("2", None, 4)]
    assert changes([after], {"/a": after})[0]["changeType"] == "NoChange"
    assert changes([after], {})[0]["changeType"] == "Create"
