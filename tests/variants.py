"""Banks that differ in what the language can say: tier, regions, kinds of egress, people, exfiltration prevention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.banks import ML, PERSON, PLATFORM, TENANT, Tree, bank, connection, flow, zone
from tests.factories import SPARKED
from tests.feature_examples import landing_zones, to_lakes

PREMISES = ["10.0.0.0/14", "192.168.0.0/16"]
PEOPLE: list[Tree] = [
    {"group": "scientists", "objectId": PERSON.replace("5d1c", "5d3c"), "personas": ["data-scientist"]},
    {"group": "engineers", "objectId": PERSON.replace("5d1c", "5d1d"), "personas": ["ml-engineer", "auditor"]},
    {"group": "network", "objectId": PERSON.replace("5d1c", "5d1e"), "personas": ["network-engineer"]},
]
FLOWS = [
    flow("feed", "fraud", "pricing"),
    flow("mail", "pricing", to={"fqdns": ["mail.bank.example"]}, ports=[8443], subnets=["agents", "compute"]),
    flow("bureau", "fraud", to={"addresses": ["198.51.100.16/28", "203.0.113.8/32"]}, ports=[22, 8443]),
    flow("clock", "pricing", to={"addresses": ["203.0.113.64/27"]}, protocol="UDP", ports=[123]),
    flow("devops", "fraud", "pricing", to={"serviceTag": "AzureDevOps"}, subnets=["agents"]),
]
LANGUAGE: Tree = {
    "deployments": [
        {"name": "chat", "model": "gpt-5-mini", "version": "2025-08-07"},
        {"name": "vectors", "model": "text-embedding-3-large", "version": "1", "sku": "ProvisionedManaged"},
        {"name": "draft", "model": "gpt-5-mini", "version": "2025-08-07", "capacity": 3},
    ],
    "contentFilter": {"hate": "low"},
}
FRAUD = zone(
    "fraud",
    services={"languageModel": LANGUAGE, "modelRegistry": {}},
    clusters=[{"name": "cpu"}, {"name": "gpu", "size": "Standard_NC24ads_A100_v4", "maxNodes": 2}],
    instances=[{"user": "ana", "objectId": PERSON}, {"user": "bo", "objectId": PERSON.replace("5d1c", "5d1f")}],
)
_GROUP = "/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a09/resourceGroups/rg-network/providers"


def kept(name: str) -> Tree:
    """A secret, by where it is kept."""
    return {"keyVaultId": f"{_GROUP}/Microsoft.KeyVault/vaults/kv-network", "secretName": name}


SITES: list[Tree] = [
    {"name": "head-office", "address": "198.51.100.1", "bgp": {"asn": 64600, "peer": "10.0.0.1"}},
    {"name": "branch", "address": "198.51.100.2", "prefixes": ["10.1.0.0/16", "192.168.4.0/24"]},
]
HEARD: Tree = {
    "receivers": [
        {"name": "platform", "email": "platform@bank.example"},
        {"name": "fraud-team", "email": "fraud@bank.example", "landingZones": ["fraud"]},
    ],
    "thresholds": {"storage-availability": 99, "endpoint-latency": 500},
}
LINE: Tree = {"name": "main", "id": f"{_GROUP}/Microsoft.Network/expressRouteCircuits/erc-main"}
GATEWAY: Tree = {
    "vpn": {
        "pointToSite": {"addressPool": "172.20.0.0/22"},
        "siteToSite": [site | {"sharedKey": kept(f"vpn-{site['name']}")} for site in SITES],
    },
    "expressRoute": {
        "circuits": [LINE | {"authorizationKey": kept("erc-main")}, LINE | {"name": "second", "id": f"{LINE['id']}-2"}]
    },
}
CERTIFICATES: Tree = {
    "vpn": {
        "sku": "VpnGw1AZ",
        "pointToSite": {
            "addressPool": "172.20.0.0/22",
            "authentication": "certificate",
            "rootCertificates": [{"name": "root-1", "data": "MIIC" + "A" * 400}],
            "revokedCertificates": [{"name": "ana-old", "thumbprint": "0123456789ABCDEF0123456789ABCDEF01234567"}],
        },
    }
}
PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
JUMP_HOST: Tree = {"user": "jumper", "sshKey": f"{PUBLIC_KEY} of nobody", "updatesFrom": ["mirror.bank.example"]}
BASTION: Tree = {"from": ["198.51.100.0/24", "203.0.113.7/32"], "jumpHost": JUMP_HOST}
KEPT_KEY: Tree = {"user": "jumper", "sshKeySecret": kept("jump-host-key"), "size": "Standard_D4s_v5"}
DOMAINS: list[Tree] = [{"name": "corp.bank.example", "servers": ["10.0.0.53", "192.168.0.53"]}]


def lake_of(name: str, accounts: str) -> Tree:
    """A data lake that keeps two layers."""
    kept = {"layers": ["gold", "bronze"], "days": 365, "reason": "What models were trained on is kept."}
    return zone(name, "dataLake", accounts=accounts, retention=kept)


def readers(lake: str) -> list[Tree]:
    """Connections of fraud's jobs to a lake."""
    return [
        connection("fraud", "lake", lake, "silver", access="write", reason="Scores go back to the lake."),
        connection("fraud", "lake", lake, "gold", reason="Fraud models train on curated payments."),
    ]


def scored(lake: str) -> Tree:
    """The connection of scoring's jobs to a lake."""
    return connection("scoring", "lake", lake, "gold", "bronze", reason="Runs score what came in.")


def looking(*lakes: str) -> list[Tree]:
    """The groups, of which scientists read the curated layers of these lakes."""
    rows = [
        {"lake": lake, "layers": ["gold", "silver"], "reason": "Scientists look at curated data."} for lake in lakes
    ]
    return [{**PEOPLE[0], "layers": rows}, *PEOPLE[1:]]


LAKE = lake_of("lake", "one")
EVIDENCE: Tree = {"days": 2555, "reason": "Decisions are kept for seven years."}
LIFECYCLE: Tree = {
    "bronze": {"cool": 30, "cold": 60, "delete": 400, "reason": "Files as they came are loaded again."},
    "evidence": {"cold": 30, "reason": "It is hardly ever read."},
}
SCAN: Tree = {"layers": ["gold", "evidence"], "reason": "The catalogue lists tables."}
KEEPING = zone("keeper", "dataLake", accounts="one-a-layer", evidence=EVIDENCE, lifecycle=LIFECYCLE, scan=SCAN)
PURVIEW: Tree = {
    "account": f"{_GROUP}/Microsoft.Purview/accounts/pview-bank",
    "objectId": PERSON.replace("5d1c", "5d2c"),
}
CATALOGUED: Tree = {"name": "Test Bank", "code": "tb", "tenant": TENANT, "purview": PURVIEW}
SUPPLIED = connection("scoring", "modelRegistry", "fraud", reason="Models come from the registry of fraud.")
MLFLOW = connection("spark", "mlflow", "fraud", reason="Models trained on Spark are registered once.")


COMPUTE: Tree = {
    "policies": [
        {"name": "nightly", "kind": "jobs", "sizes": ["Standard_D8ds_v5"], "min": 2, "max": 12},
        {"name": "people", "kind": "all-purpose", "max": 3, "idleMinutes": 45},
        {"name": "streams", "kind": "pipelines", "max": 9},
    ],
    "warehouses": [{"name": "reports", "size": "Small", "max": 2, "stopMinutes": 20}],
}


def databricks(name: str, **more: Any) -> Tree:
    """A Databricks workspace; `more` goes into its block."""
    return zone(name, "databricks", **{"nodes": 20, **more})


def model(version: int, **more: Any) -> Tree:
    """What a deployment answers with."""
    return {"model": {"name": "payments", "version": str(version)}, **more}


SCALE: Tree = {
    "min": 2,
    "max": 8,
    "rules": [
        {"metric": "cpu", "above": 70, "below": 25},
        {"metric": "latency", "above": 200, "step": 2},
        {"metric": "requests", "above": 900, "below": 100, "minutes": 15},
    ],
    "schedules": [
        {"name": "day", "days": ["Monday", "Friday"], "start": "07:30", "end": "18:00", "min": 4, "max": 12},
        {"name": "sunday", "days": ["Sunday"], "start": "00:00", "end": "23:59", "min": 1, "max": 2},
    ],
}
LISTS: Tree = {"name": "lists", "host": "lists.bank.example", "owner": "ml@bank.example", "reason": "Lists of the day."}
INFERENCE: Tree = {
    "online": [
        {
            "name": "score",
            "traffic": {"blue": 80, "dark-green": 20},
            "mirror": {"red": 5},
            "callers": ["scientists"],
            "deployments": [
                model(1, name="blue", scale=SCALE),
                model(2, name="dark-green", environment={"name": "image", "version": "2"}),
                model(3, name="red", environment={"name": "image", "version": "1", "source": "curated"}),
            ],
        },
        {"name": "review"},
    ],
    "batch": [
        {
            "name": "nightly",
            "default": "one",
            "callers": ["engineers"],
            "deployments": [
                model(
                    1,
                    name="one",
                    cluster="cpu",
                    environment={"name": "image", "version": "4", "source": "workspace"},
                    code={"name": "answer", "version": "7", "script": "score.py"},
                )
            ],
        },
        {"name": "weekly"},
    ],
    "outbound": [{**LISTS, "reviewBy": "2027-05-31", "dataClass": "internal"}],
}


def pipelines(zones: list[str], *models: Tree) -> Tree:
    """Pipelines of GitHub over one environment with these landing zones, and models with what each needs."""
    gallery = f"{_GROUP}/Microsoft.Compute/galleries/gal/images/agent/versions/1.0.0"
    common = {
        "owner": "models@bank.example",
        "materiality": "high",
        "task": "classification",
        "target": "fraud",
        "inputs": ["amount"],
        "thresholds": {"auc": 0.8},
        "fairness": {"sensitive": ["gender"], "bound": 0.1},
        "image": f"registry.bank.example/train@sha256:{'0' * 64}",
    }
    return {
        "platform": "github",
        "repository": {"organization": "bank", "name": "ml", "organizationId": 7, "id": 9},
        "environments": [{"name": "live", "landingZones": zones, "approvers": ["model-risk"]}],
        "agents": {"image": gallery, "packages": "packages.bank.example", "sshKey": PUBLIC_KEY},
        "models": [common | one for one in models],
    }


def inference(name: str, **more: Any) -> Tree:
    """A landing zone with endpoints; `more` goes into its block."""
    return zone(name, "inference", **more)


SCORING = inference("scoring", **INFERENCE)
KEY: Tree = {
    "keyVaultId": f"/subscriptions/{ML}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-network",
    "keyUri": "https://kv-network.vault.azure.net/keys/workspace/0123456789abcdef0123456789abcdef",
}
DDOS = f"{_GROUP}/Microsoft.Network/ddosProtectionPlans/ddos-bank"
ANSWERS: Tree = {
    "owner": "network-team@bank.example",
    "reason": "Takes good traffic for bad.",
    "reviewBy": "2027-05-31",
}
OVERRIDES: list[Tree] = [
    {"signature": 2032081, "mode": "Deny", **ANSWERS},
    {"signature": 2024897, "mode": "Off", **ANSWERS},
]
EXEMPTIONS: list[Tree] = [
    {"name": "feed", "fqdns": ["feed.example.com"], "addresses": ["198.51.100.0/28"], **ANSWERS},
    {"name": "arena", "fqdns": ["a.example.com", "feed.example.com"], **ANSWERS},
]
SPARK = databricks("spark")
OPEN_SPARK = databricks("etl", privateLink="front-end", webAuthentication=False)
CAPACITY, WORKSPACE = "7b1f6a52-93d4-4c0e-8a67-2f5e9d3c1b08", "7b1f6a52-93d4-4c0e-8a67-2f5e9d3c1b10"
READER: Tree = {"kind": "group", "name": "gold-readers", "objectId": PERSON.replace("5d1c", "5d4c")}
TRUSTED: Tree = {
    "name": "finance",
    "id": WORKSPACE.upper(),
    "owner": "bi@bank.example",
    "reason": "Finance reads gold.",
    "reviewBy": "2027-05-31",
}
REPORTING = zone("reporting", "powerBi", capacityId=CAPACITY, members=3, reader=READER, workspaces=[TRUSTED])
VARIANTS: Mapping[str, Tree] = {
    "smallest": bank(),
    "standard-firewall": bank(hub={"firewall": {"tier": "Standard"}}),
    "open-storage": bank(zone("fraud", exfiltrationPrevention=False), zone("pricing"), premises=PREMISES),
    "stacks": bank(deploy={"mode": "stack", "denySettings": "denyDelete", "actionOnUnmanage": "deleteResources"}),
    "two-regions": bank(
        zone("fraud"),
        zone("pricing", region="northeurope"),
        regions=["westeurope", "northeurope"],
        egress=[flow("feed", "fraud", "pricing")],
    ),
    "enforced-dns": bank(
        zone("fraud"),
        hub={
            "dns": {
                "policy": "enforce",
                "looked": {"by": "network@bank.example", "on": "2026-11-20"},
                "threatIntelligence": "preview",
            }
        },
        egress=[flow("feed", "fraud")],
    ),
    "open-dns": bank(hub={"dns": {"policy": "off"}}),
    "users-in": bank(
        zone("fraud"),
        zone("pricing"),
        onPremises={"prefixes": PREMISES, "domains": DOMAINS},
        hub={"gateway": GATEWAY, "resolver": {}},
        egress=FLOWS,
    ),
    "certificates": bank(hub={"gateway": CERTIFICATES, "resolver": {}}),
    "own-key": bank(zone("fraud"), inference("scoring", customerManagedKey=KEY, online=[{"name": "score"}])),
    "bastion-alone": bank(hub={"bastion": {"from": ["198.51.100.0/24"]}}),
    "jump-host": bank(
        zone("fraud"),
        SPARK,
        premises=PREMISES,
        hub={"bastion": {**BASTION, "nativeClient": True, "jumpHost": {**KEPT_KEY, "studio": True}}},
    ),
    "filters": bank(
        hub={
            "firewall": {"publicAddresses": 2, "signatureOverrides": OVERRIDES, "threatExceptions": EXEMPTIONS},
            "ddosProtection": {"plan": DDOS},
            "names": {"virtual-network": "VNET-Hub-WEU", "firewall": "AFW-Hub-WEU", "firewall-policy": "AFWP-Hub"},
        }
    ),
    "watchers-elsewhere": bank(
        subscriptions=[
            {
                "name": "platform",
                "id": PLATFORM,
                "networkWatcher": {"group": "rg-watchers", "location": "northeurope", "tags": {"cost-center": "7"}},
            },
            {"name": "ml", "id": ML, "networkWatcher": {"name": "nw-bank"}},
        ],
        regions=["westeurope", "northeurope"],
    ),
    "examples-of-folders": bank(*landing_zones(), connections=to_lakes(landing_zones())),
    "reports": bank(
        zone("fraud"),
        zone("lake", "dataLake", accounts="one-a-layer"),
        SPARK,
        REPORTING,
        connections=[connection("reporting", "lake", "lake", "gold"), connection("reporting", "sql", "spark")],
    ),
    "factory": SPARKED,
    "evidence": bank(
        zone("fraud"),
        KEEPING,
        databricks("spark", nodes=40, sizes=["Standard_D8ds_v5"], **COMPUTE),
        connections=[
            connection("fraud", "lake", "keeper", "evidence", access="write", reason="Training data is kept."),
            connection("fraud", "lake", "keeper", "bronze", reason="Fraud models train on it."),
        ],
        institution=CATALOGUED,
    ),
    "everything": bank(
        FRAUD,
        SCORING,
        zone("pricing", region="northeurope", exfiltrationPrevention=False, agents={"count": 20}),
        lake_of("lake", "one"),
        lake_of("vault", "one-a-layer"),
        SPARK,
        OPEN_SPARK,
        regions=["westeurope", "northeurope"],
        premises=PREMISES,
        connections=[
            *(SUPPLIED, MLFLOW, connection("fraud", "databricksJobs", "spark")),
            *(*readers("lake"), scored("lake"), *readers("vault"), scored("vault")),
        ],
        egress=[*FLOWS, flow("packages", "fraud", subnets=["agents"])],
        access=looking("lake", "vault"),
        hub={"bastion": BASTION},
        monitoring={"alerts": HEARD},
        mlops=pipelines(
            ["fraud", "scoring", "spark", "lake"],
            {
                "name": "payments",
                "data": {"connection": "fraud-lake-silver", "layer": "silver", "path": "payments"},
                "serve": {"landingZone": "scoring", "endpoint": "score"},
            },
        ),
    ),
}
"""Blueprints by what is special about them."""
