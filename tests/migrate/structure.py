"""What a version 1 blueprint is in version 2, as data: written from the grammar, without a look at text or order."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

SHORT = {"westeurope": "weu", "northeurope": "neu", "swedencentral": "sdc"}
BLOCKS = {"machine-learning": "machineLearning", "data-lake": "dataLake"}
OWN = ("clusters", "instances", "agents", "exfiltrationPrevention")
OLD = {"inference": "inference", "databricks": "databricks", "dataLake": "lake"}


def converted(old: dict[str, Any]) -> dict[str, Any]:
    """The data of version 2; connections have no names, and no keys that version 1 had not."""
    new = deepcopy(old)
    new["apiVersion"] = "ringfence/v2"
    domains = new["hub"].pop("onPremisesDomains", None) if isinstance(new.get("hub"), dict) else None
    if "onPremises" in new:
        new["onPremises"] = {"prefixes": new["onPremises"]}
    if domains is not None:
        new.setdefault("onPremises", {})["domains"] = domains
    if "hub" in new:
        new["hubs"] = [hub(new.pop("hub"), new["regions"])]
    connections: list[dict[str, Any]] = []
    groups = {row["group"]: row for row in new.get("access", [])}
    new["landingZones"] = [zone(each, connections, groups) for each in new["landingZones"]]
    if connections:
        new["connections"] = connections
    return new


def hub(old: dict[str, Any], regions: list[str]) -> dict[str, Any]:
    """The entry of `hubs`."""
    new = {"name": SHORT.get(old.get("region", regions[0]), "hub"), **old}
    if isinstance(new.get("firewall"), str):
        new["firewall"] = {"tier": new["firewall"]}
    if new.get("resolver") is True:
        new["resolver"] = {}
    elif new.get("resolver") is False:
        del new["resolver"]
    days = {"logRetentionDays": "retentionDays", "flowLogRetentionDays": "flowRetentionDays"}
    logs = {days[word]: new.pop(word) for word in days if word in new}
    return new | ({"logs": logs} if logs else {})


def zone(old: dict[str, Any], connections: list[dict[str, Any]], groups: dict[str, Any]) -> dict[str, Any]:
    """A landing zone, whose paths to others are added to `connections` and whose readers to `groups`."""
    new = dict(old)
    name = new["name"]
    flows(new, name, connections, groups)
    if isinstance(new.get("agents"), int):
        new["agents"] = {"count": new["agents"]}
    if isinstance(new.get("inference"), dict) and isinstance(new["inference"].get("firewall"), str):
        new["inference"]["firewall"] = {"tier": new["inference"]["firewall"]}
    block = block_of(new)
    new.pop("purpose", None)
    own = {word: new.pop(word) for word in OWN if word in new}
    body = new.pop(OLD.get(block, ""), {})
    services = {}
    if "languageModel" in new:
        services["languageModel"] = new.pop("languageModel")
    if new.pop("registry", False):
        services["modelRegistry"] = {}
    if "lake" in new:
        new["dataLake"] = new.pop("lake")
    return new | ({block: {**body, **own}} if block else own) | ({"services": services} if services else {})


def flows(new: dict[str, Any], name: str, connections: list[dict[str, Any]], groups: dict[str, Any]) -> None:
    """Take out of a landing zone what it says about others."""
    stay = []
    for row in new.get("lake", {}).pop("access", []):
        if "landingZone" in row and "group" not in row:
            start = row.pop("landingZone")
            connections.append({"from": start, "to": name, "use": "lake", **row})
        elif row.get("group") in groups and "landingZone" not in row:
            groups[row.pop("group")].setdefault("layers", []).append({"lake": name, **row})
        else:
            stay.append(row)
    if stay:
        new["lake"]["access"] = stay
    for row in new.get("databricks", {}).pop("mlflow", []):
        end = row.pop("landingZone")
        connections.append({"from": name, "to": end, "use": "mlflow", **row})
    if isinstance(new.get("inference", {}).get("registry"), str):
        connections.append({"from": name, "to": new["inference"].pop("registry"), "use": "modelRegistry"})


def block_of(new: dict[str, Any]) -> str:
    """The workload block that a purpose stands for."""
    if "purpose" in new:
        head, *tail = str(new["purpose"]).split("-")
        return BLOCKS.get(str(new["purpose"]), head + "".join(word.title() for word in tail))
    blocks = [block for block, old in OLD.items() if old in new]
    if len(blocks) == 1:
        return blocks[0]
    return "machineLearning" if not blocks and any(word in new for word in OWN) else ""
