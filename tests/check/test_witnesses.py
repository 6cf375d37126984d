"""Each witness finds what it is for in small evidence, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.bicep import Message
from ringfence.check.compiled import MAIN
from ringfence.check.witnesses import WITNESSES, statements
from ringfence.check.witnesses.budgets import budget
from ringfence.check.witnesses.unique import owners
from ringfence.diagnostics import Place, Severity
from tests.check.build import (
    FRAUD,
    GRANT,
    GROUP,
    LOGS,
    NSG,
    PLAN,
    STORAGE,
    SUBNET,
    TABLE,
    USER,
    VNET,
    WAITS,
    codes,
    evidence,
    one,
    package,
    raw,
    snapshot,
    template,
)

Rows = list[dict[str, Any]]


def drop_storage(rows: Rows) -> None:
    rows.remove(one(rows, STORAGE))


def add_address(rows: Rows) -> None:
    kind = kinds()["public-ip"]
    extra = {**one(rows, NSG), "id": f"{GROUP.id}/providers/{kind.type}/pip-x", "type": kind.type, "name": "pip-x"}
    rows.append({**extra, "sku": {"name": "Standard"}, "properties": {}})


def move(rows: Rows) -> None:
    one(rows, STORAGE)["location"] = "westus"


def untag(rows: Rows) -> None:
    del one(rows, STORAGE)["tags"]


def upper(rows: Rows) -> None:
    one(rows, STORAGE)["id"] = STORAGE.id.replace("stfraud1", "STFRAUD1")


def allow(rows: Rows) -> None:
    one(rows, NSG)["properties"]["securityRules"][1]["properties"]["access"] = "Allow"


def drop_deny(rows: Rows) -> None:
    del one(rows, NSG)["properties"]["securityRules"][1]


def add_rule(rows: Rows) -> None:
    one(rows, NSG)["properties"]["securityRules"].append({"name": "any", "properties": {"access": "Allow"}})


def swap_rules(rows: Rows) -> None:
    one(rows, NSG)["properties"]["securityRules"].reverse()


def other_hop(rows: Rows) -> None:
    one(rows, TABLE)["properties"]["routes"][0]["properties"]["nextHopIpAddress"] = "10.9.0.5"


def extra_property(rows: Rows) -> None:
    one(rows, VNET)["properties"]["enableDdosProtection"] = False


def number_for_text(rows: Rows) -> None:
    one(rows, STORAGE)["properties"]["allowSharedKeyAccess"] = 0


def open_storage(rows: Rows) -> None:
    one(rows, STORAGE)["properties"]["publicNetworkAccess"] = "Enabled"


def default_out(rows: Rows) -> None:
    one(rows, VNET)["properties"]["subnets"][0]["properties"]["defaultOutboundAccess"] = True


def let_address_in(rows: Rows) -> None:
    one(rows, STORAGE)["properties"]["networkAcls"]["ipRules"] = [{"value": "1.2.3.4"}]


def unresolved_hop(rows: Rows) -> None:
    one(rows, TABLE)["properties"]["routes"][0]["properties"]["nextHopIpAddress"] = "[reference('x').ip]"


def unresolved_key(rows: Rows) -> None:
    one(rows, STORAGE)["identity"] = {"userAssignedIdentities": {"[unknown()]": {}}}


def unresolved_name(rows: Rows) -> None:
    one(rows, GRANT)["name"] = f"[reference('{USER.id}', '2024-11-30').principalId]"


def conditional(rows: Rows) -> None:
    one(rows, STORAGE)["condition"] = "[equals(1, 1)]"


def twice(rows: Rows) -> None:
    rows.append({**one(rows, STORAGE), "id": STORAGE.id.upper()})


def stranger(rows: Rows) -> None:
    one(rows, VNET)["properties"]["subnets"][0]["properties"]["routeTable"]["id"] = f"{TABLE.id}-other"


def stranger_subnet(rows: Rows) -> None:
    one(rows, STORAGE)["properties"]["subnet"] = f"{VNET.id}/subnets/nowhere"


def odd_role(rows: Rows) -> None:
    one(rows, GRANT)["properties"]["roleDefinitionId"] = (
        f"{GROUP.id}/providers/Microsoft.Authorization/roleDefinitions/x"
    )


PREDICTED: list[tuple[Callable[[Rows], None], str, str]] = [
    (drop_storage, "PAR01", "stfraud1 is in the plan but would not be deployed"),
    (add_address, "PAR02", "pip-x would be deployed but is not in the plan"),
    (move, "PAR03", 'location is "westus"; the plan says "westeurope"'),
    (untag, "PAR03", "tags is missing"),
    (upper, "PAR03", "STFRAUD1"),
    (allow, "PAR04", "properties.securityRules[name=deny-all].properties.access"),
    (drop_deny, "PAR04", "properties.securityRules[name=deny-all] is missing"),
    (add_rule, "PAR04", "securityRules[name=any] is not in the plan"),
    (swap_rules, "PAR04", "properties.securityRules[order]"),
    (other_hop, "PAR04", '"10.9.0.5"; the plan says "10.9.0.4"'),
    (extra_property, "PAR04", "enableDdosProtection is not in the plan"),
    (number_for_text, "PAR04", "allowSharedKeyAccess is 0; the plan says false"),
    (open_storage, "HRD01", 'publicNetworkAccess is "Enabled", must be "Disabled"'),
    (default_out, "HRD01", "properties.subnets[name=compute].properties.defaultOutboundAccess is true"),
    (let_address_in, "HRD01", "networkAcls.ipRules"),
    (unresolved_hop, "SNP02", "properties.routes[name=default].properties.nextHopIpAddress"),
    (unresolved_key, "SNP02", "[unknown()]"),
    (unresolved_name, "SNP02", "name is only known to Azure"),
    (conditional, "SNP03", "run-time condition"),
    (twice, "UNQ01", "declared 2 times"),
    (stranger, "REF01", "rt-fraud-other"),
    (stranger_subnet, "REF01", "subnets/nowhere"),
    (odd_role, "REF01", "roleDefinitions/x"),
]


def test_a_package_that_is_as_planned_has_no_findings() -> None:
    assert list(statements(evidence())) == []


@pytest.mark.parametrize(("change", "code", "text"), PREDICTED, ids=lambda part: getattr(part, "__name__", None))
def test_a_change_of_the_prediction_is_found(change: Callable[[Rows], None], code: str, text: str) -> None:
    found = [f for f in statements(evidence(change)) if f.code == code]
    assert any(text in f"{f.path} {f.message} {f.value}" for f in found), found
    assert all(f.path.startswith("fraud/") for f in found)


def test_a_finding_points_at_the_line_that_declares_the_resource() -> None:
    found = next(f for f in statements(evidence(drop_deny)) if f.code == "PAR04")
    assert found.place == Place("packages/fraud/modules/network.bicep", 2, 1)
    assert found.path == "fraud/network/guard/properties.securityRules[name=deny-all]"


def test_hardening_does_not_listen_to_the_plan() -> None:
    opened = evidence(open_storage)
    persuaded = [
        replace(row, body={**row.body, "properties": one_body(opened)}) if row.resource == STORAGE else row
        for row in opened.expected
    ]
    assert codes(list(statements(replace(opened, expected=tuple(persuaded))))) == ["HRD01"]


def one_body(of: Any) -> Any:
    return next(row.raw["properties"] for row in of.snapshot.resources if row.id == STORAGE.id)


def test_hardening_knows_what_it_does_not_know() -> None:
    strange = {"id": f"{GROUP.id}/providers/Contoso.Cloud/things/x", "type": "Contoso.Cloud/things", "name": "x"}
    found = list(statements(evidence(lambda rows: rows.append(strange))))
    assert codes(found) == ["HRD01", "PAR02"]


def test_compiler_messages_are_findings_whatever_their_level() -> None:
    message = Message("modules/network.bicep", 7, 3, "Info", "stacks-extensibility-compat", "Look here.")
    found = list(statements(evidence(messages=(message,))))
    assert codes(found) == ["CMP01"]
    assert str(found[0].place) == "packages/fraud/modules/network.bicep:7:3"


def test_a_message_about_a_module_that_packages_share_is_the_same_for_each() -> None:
    message = Message("../../modules/peering.bicep", 7, 3, "Info", "BCP000", "Look here.")
    (found,) = statements(evidence(messages=(message,)))
    assert str(found.place) == "modules/peering.bicep:7:3"
    assert found.path == "modules/peering.bicep"


@pytest.mark.parametrize(
    ("parts", "path", "line"),
    [
        ({"configs": {}}, "fraud/bicepconfig.json", 0),
        (
            {"configs": {**evidence().configs, "../../modules/bicepconfig.json": "{}"}},
            "modules/bicepconfig.json",
            0,
        ),
        ({"configs": {**evidence().configs, "modules/bicepconfig.json": "{}"}}, "fraud/modules/bicepconfig.json", 0),
        ({"sources": {"main.bicep": "// a\n\n  #disable-next-line x\nvar b = 1\n"}}, "fraud/main.bicep", 3),
    ],
)
def test_weaker_lint_rules_are_found(parts: dict[str, Any], path: str, line: int) -> None:
    found = [f for f in statements(evidence(**parts)) if f.code == "CMP02"]
    assert [(f.path, f.place.line) for f in found] == [(path, line)]


def test_formatting_names_the_first_line_that_differs() -> None:
    found = list(statements(evidence(sources={"main.bicep": "a\nb \n"}, formatted={"main.bicep": "a\nb\n"})))
    assert [(f.code, f.place.line) for f in found] == [("FMT01", 2)]


def test_remarks_of_the_engine_are_findings() -> None:
    note = {"level": "Warning", "code": "NestedDeploymentShortCircuited", "target": "x", "message": "Not expanded."}
    found = list(statements(evidence(snapshot=snapshot(raw(), diagnostics=[note]))))
    assert codes(found) == ["SNP01"]
    assert "NestedDeploymentShortCircuited" in found[0].message


def test_unresolved_outputs_are_findings() -> None:
    found = list(statements(evidence(snapshot=snapshot(raw(), outputs={"key": {"value": "[listKeys('x')]"}}))))
    assert codes(found) == ["SNP02"]


@pytest.mark.parametrize("step", ["compile", "snapshot", "format", "lint"])
def test_what_bicep_refuses_to_answer_is_a_finding(step: str) -> None:
    expected = {"compile": "CMP01", "snapshot": "SNP01", "format": "FMT01", "lint": "LNT01"}[step]
    found = list(statements(evidence(failures={step: "Boom (System.Exception)"})))
    assert codes(found) == [expected]
    assert "Boom (System.Exception)" in found[0].message


def test_a_witness_that_could_not_look_says_so() -> None:
    blind = evidence(template=None, snapshot=None, relint=None, failures={"compile": "Boom"})
    silent = {f.value for f in statements(blind) if f.code == "WIT01"}
    assert silent == {w.codes for w in WITNESSES if w.needs}
    assert all(f.message.startswith("not proven that the package ") for f in statements(blind) if f.code == "WIT01")


@pytest.mark.parametrize(
    ("node", "earlier"),
    [
        (("network", "virtualNetwork"), "names network/guard"),
        (("network", "guardLogs"), "names network/guard"),
        ((MAIN, "accessModule"), "names storage/storage"),
        ((MAIN, "accessModule"), "does not wait for module network"),
        ((MAIN, "storageModule"), "names main/group"),
    ],
)
def test_a_missing_dependency_is_found(node: tuple[str, str], earlier: str) -> None:
    waits = {key: value for key, value in WAITS.items() if key != node}
    found = list(statements(evidence(template=template(waits))))
    assert codes(found) == ["DEP01"]
    assert any(earlier in f.message for f in found)


def test_dependencies_may_go_through_others() -> None:
    main = {(MAIN, "storageModule"): ((MAIN, "networkModule"),), (MAIN, "identitiesModule"): ((MAIN, "storageModule"),)}
    chain = {**WAITS, **main, (MAIN, "accessModule"): ((MAIN, "identitiesModule"),)}
    assert list(statements(evidence(template=template(chain)))) == []


def test_modules_and_symbols_are_those_of_the_plan() -> None:
    good = template()
    declarations = [d for d in good.declarations if d.node != ("storage", "storage")]
    stray = replace(good.declarations[0], node=("network", "stray"))
    deployments = [d for d in good.deployments if d.module != "identities"]
    moved = [replace(d, file="modules/other.bicep") if d.module == "network" else d for d in deployments]
    bad = replace(
        good, declarations=(*declarations, stray), deployments=(*moved, replace(deployments[0], module="elsewhere"))
    )
    messages = " ".join(f.message for f in statements(evidence(template=bad)) if f.code == "PAR05")
    for text in (
        "storage, which the module does not declare",
        "stray, which is not in the plan",
        "module identities is in the plan but main.bicep does not use it",
        "main.bicep uses module elsewhere, which is not in the plan",
        "module network is modules/other.bicep; the plan says modules/network.bicep",
    ):
        assert text in messages


def test_another_type_behind_a_symbol_and_a_stray_file_are_found() -> None:
    good = template()
    older = replace(next(d for d in good.declarations if d.node[1] == "storage"), api="2020-01-01")
    bad = replace(good, declarations=tuple(older if d.node == older.node else d for d in good.declarations))
    found = list(statements(evidence(template=bad, sources={"main.bicep": "", "modules/extra.bicep": ""})))
    messages = " ".join(f.message for f in found)
    assert codes(found) == ["PAR05"]
    assert "@2020-01-01; the plan says" in messages
    assert "modules/extra.bicep belongs to no module" in messages


def test_a_module_of_several_resources_without_symbols_cannot_be_proven() -> None:
    good = template()
    flat = replace(good, deployments=tuple(replace(d, symbolic=d.module != "storage") for d in good.deployments))
    assert list(statements(evidence(template=flat))) == []
    (one,) = (each for each in good.declarations if each.node[0] == "storage" and not each.existing)
    two = replace(flat, declarations=(*good.declarations, replace(one, node=("storage", "1"))))
    found = list(statements(evidence(template=two)))
    assert [f.message for f in found] == [
        "the compiled module has no symbols (language version 1); its order cannot be proven"
    ]


def test_two_deployments_of_one_name_in_one_group_are_found() -> None:
    good = template()
    same = tuple(replace(d, name="same" if d.module in {"storage", "network"} else d.name) for d in good.deployments)
    found = list(statements(evidence(template=replace(good, deployments=same))))
    assert codes(found) == ["UNQ02"]


def test_messages_about_flattened_resources_are_findings() -> None:
    message = Message("group0.bicep", 3, 1, "Warning", "BCP037", "The property is not allowed.")
    found = list(statements(evidence(relint=((STORAGE.id, message), ("", message)))))
    assert codes(found) == ["LNT01"]
    assert {f.path for f in found} == {"fraud/storage/storage", "fraud"}


def test_budgets_are_counted_and_kept() -> None:
    big = evidence(template=template(size=1_200_000, parameters=41, outputs=65))
    assert [row.ok for row in budget(big)] == [False, False, False, True, False]
    found = [f for f in statements(big) if f.code == "BUD01"]
    assert [f.severity for f in found] == [Severity.ERROR, Severity.WARNING, Severity.WARNING, Severity.ERROR]
    assert budget(evidence(template=None)) == ()


def test_a_resource_of_two_packages_is_found() -> None:
    twin = package("twin", [GROUP], [])
    found = list(owners(replace(PLAN, packages=(*PLAN.packages, twin)), kinds()))
    assert codes(found) == ["UNQ03"]
    assert "packages fraud and twin both declare" in found[0].message


def test_every_resource_that_the_plan_names_is_proven_somewhere() -> None:
    named = {resource.id for resource in (GROUP, NSG, TABLE, VNET, STORAGE, LOGS, USER, GRANT)}
    assert {row.resource.id for row in evidence().expected} == named
    assert SUBNET not in named
    assert FRAUD.name == "fraud"


def test_two_rules_of_one_name_are_found() -> None:
    def rename(rows: Rows) -> None:
        rules = one(rows, NSG)["properties"]["securityRules"]
        rules[1]["name"] = rules[0]["name"].upper()

    found = [f for f in statements(evidence(rename)) if f.code == "UNQ04"]
    assert [f.message for f in found] == ["properties.securityRules has 2 elements named azure-ml"]
