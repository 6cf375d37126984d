"""The stand-in is as strict as it claims: each thing that the engine lets pass and Azure would not is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.requests import GROUP, SCHEMA, SUBSCRIPTION, TENANT, Tree, body, group, nested, request, resource
from tests.azure.requests import template as written
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Refused
from tests.azure.standin.request import Request, read

STORAGE, VNET = "Storage/storageAccounts", "Network/virtualNetworks"


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    made = ResourceManager(bicep, TENANT, (SUBSCRIPTION,))
    for namespace in ("Storage", "Network"):
        made.register(SUBSCRIPTION.upper(), f"microsoft.{namespace}")
    return made


def refused(manager: ResourceManager, asked: Request) -> list[tuple[str, str]]:
    before = dict(manager.state)
    with pytest.raises(Refused) as refusal:
        manager.deploy(asked)
    assert manager.state == before
    return [(problem.code, problem.message) for problem in refusal.value.problems]


def failed(manager: ResourceManager, asked: Request) -> list[str]:
    """The codes of what could not be written."""
    return [problem.code for _, problems in manager.deploy(asked).failed for problem in problems]


def inside(*resources: Tree) -> Request:
    """A deployment of a group and of resources in it."""
    return request(group=group(), inside=nested(*resources))


def network(name: str, prefix: str) -> Tree:
    return resource(VNET, name, addressSpace={"addressPrefixes": [prefix]})


def peering(own: str, remote: str) -> Tree:
    ids = f"{GROUP}/providers/Microsoft.{VNET}/{remote}"
    return resource(f"{VNET}/virtualNetworkPeerings", f"{own}/to-{remote}", remoteVirtualNetwork={"id": ids})


@pytest.mark.bicep
def test_duplicates_are_refused(manager: ResourceManager) -> None:
    [(code, message)] = refused(manager, request(group("rg"), group("[concat('R', 'G')]")))
    assert code == "InvalidTemplate"
    assert message == f"The resource '{GROUP.lower()}' is defined 2 times in the template."


@pytest.mark.bicep
def test_names_that_only_azure_could_know_are_refused_and_cannot_be_previewed(manager: ResourceManager) -> None:
    asked = request(group("[concat('rg-', environment().name)]"), group("plain"))
    problems = refused(manager, asked)
    assert {code for code, _ in problems} == {"InvalidTemplate"}
    assert "is an expression: [" in problems[0][1]
    known, unknown = manager.preview(asked)[0]
    assert (known["changeType"], unknown["changeType"]) == ("Create", "Unsupported")
    assert "not known before the deployment is under way" in unknown["unsupportedReason"]


@pytest.mark.bicep
def test_ids_of_nothing_fail_when_they_are_needed(manager: ResourceManager) -> None:
    nowhere = f"{GROUP}/providers/Microsoft.Network/natGateways/none"
    outcome = manager.deploy(request(group("rg", tags={"gateway": nowhere})))
    [(_, [problem])] = outcome.failed
    assert problem.code == "InvalidResourceReference"
    assert problem.message.startswith(f"Resource {nowhere} referenced by resource")
    assert manager.state == {}


@pytest.mark.bicep
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (request(nested(resource(STORAGE, "strg"))), "ResourceGroupNotFound"),
        (inside(resource("KeyVault/vaults", "kv-x")), "MissingSubscriptionRegistration"),
        (inside(resource(STORAGE, "Not-Valid")), "AccountNameInvalid"),
        (inside(resource(VNET, "_vnet")), "InvalidResourceName"),
        (request(group("ends.")), "InvalidResourceGroup"),
        (request({**nested(resource(STORAGE, "strg")), "subscriptionId": TENANT}), "SubscriptionNotFound"),
    ],
)
def test_scopes_names_and_providers_are_looked_at_before(manager: ResourceManager, asked: Request, code: str) -> None:
    assert code in [found for found, _ in refused(manager, asked)]


@pytest.mark.bicep
def test_what_is_fixed_at_creation_stays(manager: ResourceManager) -> None:
    assert failed(manager, inside(resource(STORAGE, "strg", isHnsEnabled=False))) == []
    assert failed(manager, inside(resource(STORAGE, "strg", isHnsEnabled=True))) == ["PropertyChangeNotAllowed"]
    moved = {**resource(STORAGE, "strg", isHnsEnabled=False), "location": "northeurope"}
    assert [code for code, _ in refused(manager, inside(moved))] == ["InvalidResourceLocation"]
    away = request(group(location="northeurope"))
    assert [code for code, _ in refused(manager, away)] == ["InvalidResourceGroupLocation"]


@pytest.mark.bicep
def test_some_providers_have_a_code_for_what_is_fixed(manager: ResourceManager) -> None:
    def policy(tier: str) -> Request:
        return inside(resource("Network/firewallPolicies", "afwp", sku={"tier": tier}))

    assert failed(manager, policy("Standard")) == []
    assert failed(manager, policy("Premium")) == ["FirewallPolicySkuChangeDisallowed"]
    assert failed(manager, inside(assignment(1, "a"))) == []
    assert failed(manager, inside(assignment(1, "a"))) == []
    assert failed(manager, inside(assignment(1, "b"))) == ["RoleAssignmentUpdateNotPermitted"]
    assert failed(manager, inside(assignment(2, "a"))) == ["RoleAssignmentExists"]


ROLES = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"
READER = f"{ROLES}/acdd72a7-3385-48ef-bd42-f606fba81ae7"


def assignment(number: int, principal: str) -> Tree:
    """A role assignment on the resource group."""
    name = f"00000000-0000-4000-8000-{number:012}"
    return resource("Authorization/roleAssignments", name, principalId=principal, roleDefinitionId=READER)


@pytest.mark.bicep
def test_a_subnet_that_is_in_use_stays(manager: ResourceManager) -> None:
    def network(*subnets: str) -> Tree:
        return resource(VNET, "vnet", subnets=[{"name": name, "properties": {}} for name in subnets])

    subnet = f"{GROUP}/providers/Microsoft.{VNET}/vnet/subnets/used"
    card = resource("Network/networkInterfaces", "nic", subnet={"id": subnet})
    assert failed(manager, inside(network("used", "free"), card)) == []
    assert failed(manager, inside(network("used"))) == []
    assert failed(manager, inside(network("free"))) == ["InUseSubnetCannotBeDeleted"]
    manager.remove(f"{GROUP}/providers/Microsoft.Network/networkInterfaces/nic".lower())
    assert failed(manager, inside(network("free"))) == []


@pytest.mark.bicep
def test_networks_that_are_peered_share_no_address(manager: ResourceManager) -> None:
    hub, one = network("hub", "10.0.0.0/16"), network("one", "10.1.0.0/16")
    assert failed(manager, inside(hub, one, peering("hub", "one"))) == []
    within = [network("two", "10.0.4.0/24"), peering("two", "hub")]
    assert failed(manager, inside(*within)) == ["VnetAddressSpacesOverlap"]
    beside = [network("three", "10.1.4.0/24"), peering("hub", "three")]
    assert failed(manager, inside(*beside)) == ["VnetAddressSpaceOverlapsWithAlreadyPeeredVnet"]


@pytest.mark.bicep
def test_what_waits_for_a_failed_module_is_not_tried(manager: ResourceManager) -> None:
    asked = request(
        group=group(),
        bad=nested(resource(STORAGE, "strgbad"), resource(STORAGE, "strggood"), name="bad"),
        late=nested(resource(STORAGE, "strglate"), name="late", waits=("bad",)),
        other=nested(resource(STORAGE, "strgother"), name="other"),
    )
    with manager.failing(f"{GROUP}/providers/Microsoft.{STORAGE}/strgbad", "QuotaExceeded", "No more."):
        assert failed(manager, asked) == ["QuotaExceeded"]
    assert {key.rpartition("/")[2] for key in manager.state} == {"rg", "strggood", "strgother"}
    assert failed(manager, asked) == []
    assert len(manager.state) == 5


@pytest.mark.bicep
def test_the_engine_speaks_about_parameters(manager: ResourceManager) -> None:
    content = {**written(group()), "parameters": {"location": {"type": "string"}}}
    asked = read(SUBSCRIPTION, "test", body(content, {"location": 5}))
    [(code, message)] = refused(manager, asked)
    assert code == "InvalidTemplate"
    assert "Expected a value of type 'String, Uri', but received a value of type 'Integer'" in message


def deep(levels: int) -> Tree:
    """A group at the bottom of that many nested templates."""
    content = group()
    for level in range(levels):
        content = nested(content, name=f"level-{level}")
        content["properties"]["template"]["$schema"] = SCHEMA
    return content


@pytest.mark.bicep
@pytest.mark.parametrize(
    ("content", "parameters", "said"),
    [
        ({**written(group()), "parameters": {"a": {"type": "string"}}}, {}, "parameter 'a' is not provided"),
        (written(group()), {"b": 1}, "parameters 'b' in the parameters file are not valid"),
        (written(*[group(f"rg-{n}") for n in range(801)]), {}, "resources limit exceeded. Limit: 800 and actual: 801"),
        (
            {**written(group()), "parameters": {f"p{n}": {"type": "int", "defaultValue": n} for n in range(257)}},
            {},
            "parameters limit exceeded. Limit: 256 and actual: 257",
        ),
        (
            {**written(group()), "outputs": {f"o{n}": {"type": "int", "value": n} for n in range(65)}},
            {},
            "outputs limit exceeded. Limit: 64 and actual: 65",
        ),
        (written(deep(6)), {}, "6 levels deep. Limit: 5"),
    ],
    ids=["missing", "unknown", "resources", "parameters", "outputs", "depth"],
)
def test_limits_and_parameters(manager: ResourceManager, content: Tree, parameters: Tree, said: str) -> None:
    [(code, message)] = refused(manager, read(SUBSCRIPTION, "test", body(content, parameters)))
    assert (code, said in message) == ("InvalidTemplate", True)


@pytest.mark.bicep
def test_loops_count_when_they_are_expanded(manager: ResourceManager) -> None:
    many = nested(*[{**resource(STORAGE, "[format('strg{0}', copyIndex())]"), "copy": {"name": "c", "count": 401}}] * 2)
    many["properties"]["template"]["resources"][1]["name"] = "[format('strx{0}', copyIndex())]"
    [(code, message)] = refused(manager, request(group=group(), many=many))
    assert (code, "Limit: 800 and actual: 802" in message) == ("InvalidTemplate", True)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("test", "{", "InvalidRequestContent"),
        ("test", '{"location": "westeurope"}', "InvalidRequestContent"),
        ("test", body(written(group()), location=""), "LocationRequired"),
        ("test", body({"$schema": SCHEMA.replace("subscriptionD", "d")}), "InvalidSchema"),
        ("test", body(written(group())).replace("Incremental", "Complete"), "InvalidDeployment"),
        ("test", body(written(group())).replace('"mode"', '"modus"'), "InvalidRequestContent"),
        ("test", body(written(group()), {"a": 1}).replace('"value"', '"worth"'), "InvalidRequestContent"),
        ("test", body({**written(group()), "metadata": {"x": "y" * 4_200_000}}), "RequestContentTooLarge"),
        ("n" * 65, body(written(group())), "InvalidDeploymentName"),
        ("not/valid", body(written(group())), "InvalidDeploymentName"),
    ],
    ids=["json", "properties", "location", "schema", "mode", "member", "value", "size", "length", "name"],
)
def test_requests_without_the_form_of_one(name: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(SUBSCRIPTION, name, text)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_template_without_quotes_around_its_key_is_read() -> None:
    template = f'{{"$schema": "{SCHEMA}", "x": ", template:{{"}}'
    properties = f'"mode": "Incremental", "parameters": {{"a": {{"value": 1}}}}, template:{template}'
    text = f'{{"location": "westeurope", "properties": {{{properties}}}}}'
    found: Any = read(SUBSCRIPTION, "test", text)
    assert found.template == {"$schema": SCHEMA, "x": ", template:{"}
    assert found.parameters == {"a": 1}
