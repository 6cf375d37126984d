"""What is read from a compiled template: declarations, deployments, and what waits for what."""

from __future__ import annotations

import json

import pytest

from ringfence.check.compiled import MAIN, read
from ringfence.check.graph import Order
from ringfence.check.snapshot import normalised

DEPLOYMENT = {"type": "Microsoft.Resources/deployments", "apiVersion": "2025-04-01", "name": "x"}
PLAIN = {"type": "A/b", "apiVersion": "1"}
TEMPLATE = {
    "parameters": {"a": {}, "b": {}},
    "outputs": {"c": {}},
    "resources": {
        "group": PLAIN,
        "netModule": {
            **DEPLOYMENT,
            "resourceGroup": "rg",
            "subscriptionId": "s",
            "dependsOn": ["group"],
            "properties": {
                "template": {
                    "resources": {
                        "old": {**PLAIN, "existing": True},
                        "first": PLAIN,
                        "second": {**PLAIN, "dependsOn": ["first", "old"]},
                    }
                }
            },
        },
        "listModule": {
            **DEPLOYMENT,
            "dependsOn": ["netModule"],
            "properties": {"template": {"resources": [PLAIN, {"import": "graph"}]}},
        },
        "linked": {**DEPLOYMENT, "properties": {"templateLink": {"id": "elsewhere"}}},
    },
}
SOURCE = "module netModule 'modules/network.bicep' = {\n}\nmodule listModule 'modules/list.bicep' = {\n}\n"


NAMES = {"netModule": "network", "listModule": "list"}


def test_declarations_are_read_with_their_modules() -> None:
    template = read(json.dumps(TEMPLATE, indent=2), SOURCE, NAMES)
    nodes = [declaration.node for declaration in template.declarations]
    assert nodes == [
        (MAIN, "group"),
        ("network", "old"),
        ("network", "first"),
        ("network", "second"),
        ("list", "0"),
        ("list", "1"),
        (MAIN, "linked"),
    ]
    assert [declaration.node[1] for declaration in template.declarations if declaration.existing] == ["old"]
    assert (template.parameters, template.outputs) == (2, 1)
    assert template.size == len(json.dumps(TEMPLATE, separators=(",", ":")))


def test_deployments_know_their_scope_and_whether_they_have_symbols() -> None:
    template = read(json.dumps(TEMPLATE), SOURCE, NAMES)
    rows = [(row.module, row.scope, row.symbolic) for row in template.deployments]
    assert rows == [("network", "s/rg", True), ("list", "", False)]


def test_a_module_that_the_plan_does_not_know_goes_by_its_symbol() -> None:
    found = read(json.dumps(TEMPLATE), SOURCE, {}).deployments
    assert [(row.module, row.file) for row in found] == [
        ("netModule", "modules/network.bicep"),
        ("listModule", "modules/list.bicep"),
    ]


@pytest.mark.parametrize(
    ("later", "earlier", "waits"),
    [
        (("network", "second"), ("network", "first"), True),
        (("network", "first"), ("network", "second"), False),
        (("network", "first"), ("network", "first"), False),
        (("list", "0"), ("network", "first"), True),
        (("list", "0"), (MAIN, "group"), True),
        (("network", "first"), ("list", "0"), False),
        (("nowhere", "x"), (MAIN, "group"), False),
    ],
)
def test_order_goes_through_modules(later: tuple[str, str], earlier: tuple[str, str], waits: bool) -> None:
    order = Order(read(json.dumps(TEMPLATE), SOURCE, NAMES))
    assert order.waits(later, earlier) is waits
    assert order.knows(later) is (later[0] != "nowhere")


def test_a_snapshot_has_one_normal_form() -> None:
    rows = [{"id": "/B", "type": "t", "name": "é"}, {"id": "/a", "type": "t"}]
    left = normalised({"predictedResources": rows, "diagnostics": [], "outputs": {"b": 1, "a": 2}})
    right = normalised({"outputs": {"a": 2, "b": 1}, "diagnostics": [], "predictedResources": rows[::-1]})
    assert left.text == right.text
    assert left.text.endswith("}\n")
    assert "é" in left.text
    assert [resource.id for resource in left.resources] == ["/a", "/B"]


def test_remarks_are_spelled_whatever_they_hold() -> None:
    snapshot = normalised({"predictedResources": [], "diagnostics": [{"odd": 1}]})
    assert snapshot.notes == ('{"odd": 1}',)
