"""What a bank may add without a new template: one more of it changes `main.bicepparam` and no `.bicep` file."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from ringfence.plan.context.ledger import Ledger
from ringfence.render.tree import render
from tests.banks import PERSON, TENANT, Tree, bank, flow, zone
from tests.properties.test_plan import plan_of
from tests.variants import (
    CERTIFICATES,
    DOMAINS,
    GATEWAY,
    INFERENCE,
    LANGUAGE,
    PEOPLE,
    SUPPLIED,
    inference,
    kept,
    lake_of,
)

pytestmark = pytest.mark.slow

(LISTS,) = INFERENCE["outbound"]

FRAUD = zone(
    "fraud",
    services={"languageModel": LANGUAGE},
    clusters=[{"name": "cpu"}],
    instances=[{"user": "ana", "objectId": PERSON}],
)
BANK: Tree = bank(
    FRAUD,
    zone("pricing", environment="prod"),
    inference("scoring", outbound=[LISTS]),
    lake_of("lake", "one"),
    lake_of("layers", "one-a-layer"),
    premises=["10.0.0.0/14"],
    egress=[
        flow("feed", "fraud", to={"fqdns": ["packages.bank.example"]}),
        flow("bureau", "fraud", to={"addresses": ["198.51.100.16/28"]}, ports=[22]),
    ],
    hub={"bastion": {"from": ["198.51.100.0/24"]}},
    institution={"name": "Test Bank", "code": "tb", "tenant": TENANT, "tags": {"business-service": "analytics"}},
)

"""The bank whose hub has landing zones to protect, and networks on premises to speak of."""
WAYS: Tree = bank(
    zone("fraud"),
    premises=["10.0.0.0/14", "192.168.0.0/16"],
    onPremises={"domains": copy.deepcopy(DOMAINS)},
    hub={"resolver": {}, "gateway": copy.deepcopy(GATEWAY)},
)
"""The bank with every way in."""
CERTIFIED: Tree = bank(zone("fraud"), hub={"resolver": {}, "gateway": copy.deepcopy(CERTIFICATES)})
"""The bank whose VPN users have certificates."""

ANSWERING: Tree = bank(
    zone("fraud", services={"modelRegistry": {}}),
    zone("scoring", "inference", **copy.deepcopy(INFERENCE)),
    access=copy.deepcopy(PEOPLE),
    connections=[SUPPLIED],
)
"""The bank whose models answer."""


def rendered(tree: Tree, ledger: Ledger | None = None) -> dict[str, str]:
    """The files of the packages that the compiler reads."""
    return dict(render(plan_of(tree, ledger)[0]))


def a_host(tree: Any) -> None:
    tree["egress"][0]["to"]["fqdns"].append("images.bank.example")


def a_destination(tree: Any) -> None:
    tree["egress"][1]["to"]["addresses"].append("203.0.113.0/28")


def a_reason(tree: Any) -> None:
    tree["egress"][0]["reason"] = "Packages that the bank has looked at."


def a_flow(tree: Any) -> None:
    tree["egress"].append(flow("mail", "pricing", to={"fqdns": ["mail.bank.example"]}, ports=[8443]))


def a_prefix_on_premises(tree: Any) -> None:
    tree["onPremises"]["prefixes"].append("192.168.0.0/16")


def a_prefix_of_people(tree: Any) -> None:
    tree["hubs"][0]["bastion"]["from"].append("203.0.113.0/24")


def a_tag(tree: Any) -> None:
    tree["institution"]["tags"]["cost-centre"] = "4711"


def a_cluster(tree: Any) -> None:
    tree["landingZones"][0]["machineLearning"]["clusters"].append({"name": "gpu", "maxNodes": 2})


def another_size_of_cluster(tree: Any) -> None:
    tree["landingZones"][0]["machineLearning"]["clusters"][0] |= {"size": "Standard_D8s_v5", "idleMinutes": 30}


def a_cluster_of_a_managed_network(tree: Any) -> None:
    tree["landingZones"][2]["inference"]["clusters"] = [{"name": "cpu"}, {"name": "wide"}]


def an_instance(tree: Any) -> None:
    person = {"user": "bo", "objectId": PERSON.replace("5d1c", "5d1f")}
    tree["landingZones"][0]["machineLearning"]["instances"].append(person)


def a_language_model(tree: Any) -> None:
    more = {"name": "judge", "model": "gpt-5-mini", "version": "2025-08-07"}
    tree["landingZones"][0]["services"]["languageModel"]["deployments"].append(more)


def a_stricter_filter(tree: Any) -> None:
    tree["landingZones"][0]["services"]["languageModel"]["contentFilter"]["violence"] = "low"


def a_host_of_a_managed_network(tree: Any) -> None:
    more = {**LISTS, "name": "rates", "host": "rates.bank.example"}
    tree["landingZones"][2]["inference"]["outbound"].append(more)


def a_layer_that_is_kept(tree: Any) -> None:
    for lake in tree["landingZones"][3:]:
        lake["dataLake"]["retention"]["layers"].append("silver")


def days_that_layers_are_kept(tree: Any) -> None:
    for lake in tree["landingZones"][3:]:
        lake["dataLake"]["retention"]["days"] = 730


def no_layer_that_is_kept(tree: Any) -> None:
    for lake in tree["landingZones"][3:]:
        del lake["dataLake"]["retention"]


def vpn(tree: Any) -> Any:
    return tree["hubs"][0]["gateway"]["vpn"]


def a_circuit(tree: Any) -> None:
    circuits = tree["hubs"][0]["gateway"]["expressRoute"]["circuits"]
    circuits.append({"name": "third", "id": f"{circuits[0]['id']}-3"})


def a_prefix_behind_a_site(tree: Any) -> None:
    vpn(tree)["siteToSite"][1]["prefixes"].append("10.2.0.0/16")


def a_cipher(tree: Any) -> None:
    vpn(tree)["siteToSite"][0]["ipsec"] = {"dhGroup": "ECP256"}


def a_domain(tree: Any) -> None:
    tree["onPremises"]["domains"].insert(0, {"name": "branches.bank.example", "servers": ["10.0.0.54"]})


def a_server(tree: Any) -> None:
    tree["onPremises"]["domains"][0]["servers"].append("10.0.0.54")


def scoring(tree: Any) -> Any:
    return tree["landingZones"][1]["inference"]


def an_online_endpoint(tree: Any) -> None:
    scoring(tree)["online"].insert(0, {"name": "aaa"})


def a_deployment(tree: Any) -> None:
    blue, *_ = scoring(tree)["online"][0]["deployments"]
    scoring(tree)["online"][0]["deployments"].append({**blue, "name": "gold", "size": "Standard_D8s_v5"})


def a_share(tree: Any) -> None:
    scoring(tree)["online"][0]["traffic"] = {"blue": 70, "dark-green": 20, "red": 10}


def a_caller(tree: Any) -> None:
    scoring(tree)["online"][0]["callers"].append("engineers")


def a_schedule(tree: Any) -> None:
    hours = scoring(tree)["online"][0]["deployments"][0]["scale"]["schedules"]
    hours.append({**hours[0], "name": "night", "days": ["Tuesday"]})


def a_rule_of_scaling(tree: Any) -> None:
    rules = scoring(tree)["online"][0]["deployments"][0]["scale"]["rules"]
    rules[1]["below"] = 20


def a_batch_endpoint(tree: Any) -> None:
    scoring(tree)["batch"].append({**scoring(tree)["batch"][0], "name": "nightly"})


def a_root(tree: Any) -> None:
    vpn(tree)["pointToSite"]["rootCertificates"].append({"name": "root-2", "data": "MIIC" + "B" * 400})


def a_revoked_certificate(tree: Any) -> None:
    vpn(tree)["pointToSite"]["revokedCertificates"].append({"name": "bo-old", "thumbprint": "A" * 40})


def a_site(tree: Any) -> None:
    prefixes = ["10.3.0.0/16"]
    site = {"name": "vault", "address": "198.51.100.3", "prefixes": prefixes, "sharedKey": kept("vpn-vault")}
    vpn(tree)["siteToSite"].append(site)


def changes(tree: Tree, more: Callable[[Any], None]) -> set[str]:
    """The files, below their package, that differ once there is one more."""
    _, ledger = plan_of(tree)
    grown = copy.deepcopy(tree)
    more(grown)
    before, after = rendered(tree, ledger), rendered(grown, ledger)
    differ = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {re.sub(r"^packages/[^/]+/", "", path) for path in differ}


CASES: list[tuple[Tree, Callable[[Any], None]]] = [
    *((BANK, more) for more in (a_host, a_destination, a_reason, a_flow, a_prefix_on_premises, a_prefix_of_people)),
    *((BANK, more) for more in (a_tag, a_cluster, another_size_of_cluster, a_cluster_of_a_managed_network)),
    *((BANK, more) for more in (an_instance, a_language_model, a_stricter_filter, a_host_of_a_managed_network)),
    *((BANK, more) for more in (a_layer_that_is_kept, days_that_layers_are_kept, no_layer_that_is_kept)),
    *((WAYS, more) for more in (a_circuit, a_prefix_behind_a_site, a_cipher, a_domain, a_server)),
    *((ANSWERING, more) for more in (an_online_endpoint, a_deployment, a_share, a_caller)),
    *((ANSWERING, more) for more in (a_schedule, a_rule_of_scaling, a_batch_endpoint)),
    *((CERTIFIED, more) for more in (a_root, a_revoked_certificate)),
]


@pytest.mark.parametrize(("tree", "more"), CASES, ids=lambda each: getattr(each, "__name__", ""))
def test_one_more_changes_values_and_no_template(tree: Tree, more: Callable[[Any], None]) -> None:
    assert changes(tree, more) == {"main.bicepparam"}


def test_the_first_host_of_a_managed_network_changes_values_and_no_template() -> None:
    closed = copy.deepcopy(BANK)
    closed["landingZones"][2]["inference"]["outbound"] = []
    assert changes(closed, a_host_of_a_managed_network) == {"main.bicepparam"}


def test_a_site_more_changes_no_module_though_main_hands_it_its_key() -> None:
    assert changes(WAYS, a_site) == {"main.bicep", "main.bicepparam", "modules/types.bicep"}


def test_names_that_differ_in_hyphens_only_are_apart_in_main() -> None:
    grown = copy.deepcopy(WAYS)
    vpn(grown)["siteToSite"][1]["name"] = "headoffice"
    main = rendered(grown)["packages/connectivity/main.bicep"]
    assert {"sharedKeyHeadOffice", "sharedKeyHeadoffice2"} <= set(re.findall(r"param (\w+) string", main))


def test_a_landing_zone_more_changes_no_template_of_the_hub() -> None:
    _, ledger = plan_of(BANK)
    grown = {**BANK, "landingZones": [zone("aaa", environment="prod"), *BANK["landingZones"]]}
    before, after = rendered(BANK, ledger), rendered(grown, ledger)
    changed = [path for path in before if before[path] != after[path]]
    assert changed == ["packages/connectivity/main.bicepparam"]


def test_accounts_of_lakes_are_one_file_however_a_lake_divides_its_layers() -> None:
    files = rendered(BANK)
    one = files["packages/lake/modules/lake-storage.bicep"]
    assert files["packages/layers/modules/lake-storage.bicep"] == one
    calls = [files[f"packages/{name}/main.bicep"].count("'modules/lake-storage.bicep'") for name in ("lake", "layers")]
    assert calls == [1, 3]


def test_accounts_of_flow_logs_are_one_file_however_many_regions_there_are() -> None:
    north = {**zone("north", environment="prod"), "region": "northeurope"}
    wider = {**BANK, "regions": ["westeurope", "northeurope"], "landingZones": [*BANK["landingZones"], north]}
    before, after = rendered(BANK), rendered(wider)
    path = "modules/log-storage.bicep"
    assert after[path] == before[path]
    calls = [
        files["packages/connectivity/main.bicep"].count("'../../modules/log-storage.bicep'")
        for files in (before, after)
    ]
    assert calls == [1, 2]
