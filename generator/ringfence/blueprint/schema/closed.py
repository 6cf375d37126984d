"""Stage 2, blueprint: sets that are closed, and pairs of keys that exclude each other, in the JSON Schema.

What stands here are findings of rules that a schema can express; the rules stay, and say it in better words.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.features import Workloads, service_keys, workloads
from ringfence.blueprint.rules.hub.bastion import RESERVED
from ringfence.blueprint.rules.hub.hubs import OF_ANY
from ringfence.blueprint.schema.told import Part
from ringfence.catalog.names import HUB
from ringfence.catalog.read import kinds, personas, purposes, services
from ringfence.catalog.spec import Service
from ringfence.catalog.tables import regions

_ZONE = "LandingZone"
_NETWORK = ("virtual-network", "route-table")
_HUB_NETWORK = (*_NETWORK, "gateway-route-table", "firewall-route-table", "firewall", "firewall-policy", "dns-resolver")
"""Kinds of resources that the network of each package has, and those of the hub's."""
_HOST = {
    "pattern": r"^[a-z0-9*-]+(\.[a-z0-9*-]+)+$",
    "patternErrorMessage": "must be a host name: no scheme, port or path, for example packages.example.com",
}
_TAG = {
    "pattern": r"^[A-Za-z][A-Za-z0-9.]*$",
    "patternErrorMessage": "must be a service tag of letters, digits and dots, for example AzureMonitor",
}


def close_sets(schema: Part) -> None:
    """Change a schema in place: what it refuses afterwards, `validate` refuses, too."""
    parts = schema["$defs"]
    hub, zone = parts["Hub"]["properties"], _own_first(parts[_ZONE])
    home = parts["NetworkWatcher"]["properties"]["location"]
    for region in (schema["properties"]["regions"]["items"], hub["region"], zone["region"], home):
        region.update(_regions())
    people = parts["Access"]["properties"]["personas"]["items"]
    people["enumDescriptions"] = [personas()[name].does for name in people["enum"]]
    hub["names"]["propertyNames"] = {"enum": nameable(HUB)}
    zone["names"]["propertyNames"] = {"enum": sorted({kind for name in purposes() for kind in nameable(name)})}
    _pairs(parts)
    for purpose in purposes():
        parts[f"{_ZONE}-{purpose}"] = _zone(purpose, parts)
    schema["properties"]["landingZones"]["items"] = _by_workload(parts[_ZONE])


def _own_first(whole: Part) -> Part:
    """The keys of a landing zone, workload blocks that folders add behind its own."""
    keys: Part = whole["properties"]
    added = {key: keys.pop(key) for key in Workloads.model_fields if key in keys}
    keys.update(added)
    return keys


def nameable(package: str) -> list[str]:
    """Kinds that a blueprint may name in packages of a purpose, or in the connectivity package; some need an option."""
    network = _HUB_NETWORK if package == HUB else _NETWORK
    owned = [one.kind for one in services().values() if package in one.purposes or _asked_for(one, package)]
    return sorted(kind for kind in {*network, *owned} if kinds()[kind].name)


def _asked_for(service: Service, package: str) -> bool:
    """Whether a service that no purpose has of itself is asked for by a key that the package can have."""
    stage, _, rest = service.key.partition(".")
    if service.purposes or not stage or package == HUB:
        return not service.purposes and stage == "hubs[]"
    return stage == "landingZones[]" and re.split(r"[.\[]", rest)[0] == purposes()[package].key


def _regions() -> Part:
    usable = [region for region in regions().values() if region.zones and region.endpointNetworkPolicies]
    words = [f"{one.display}, {one.cloud}" for one in usable]
    return {"enum": [one.name for one in usable], "enumDescriptions": words}


def _pairs(parts: Part) -> None:
    """Keys of which exactly one is given, names that are taken, and settings that need another one."""
    parts["Destination"]["oneOf"] = _one_of(*parts["Destination"]["properties"])
    parts["Destination"]["properties"]["fqdns"]["items"] |= _HOST
    parts["Destination"]["properties"]["serviceTag"] |= _TAG
    parts["JumpHost"]["oneOf"] = _one_of("sshKey", "sshKeySecret")
    parts["JumpHost"]["properties"]["user"]["not"] = {"enum": sorted(RESERVED)}
    own = parts["Hub"]["properties"].keys() - OF_ANY
    parts["Hub"] |= {
        "if": {"required": ["existing"]},
        "then": {"properties": dict.fromkeys(sorted(own), False)},
        "else": {"required": ["subscription"]},
    }
    parts["Connection"] |= {
        "if": {"properties": {"use": {"const": LAKE}}, "required": ["use"]},
        "then": {"required": ["layers"]},
        "else": {
            "if": {"required": ["use"]},
            "then": {"properties": {"layers": False, "access": False}},
        },
    }
    parts["Deploy"] |= {
        "if": {"properties": {"mode": {"const": "stack"}}, "required": ["mode"]},
        "else": {"properties": {"denySettings": {"const": "none"}, "actionOnUnmanage": {"const": "detachAll"}}},
    }


def _one_of(*keys: str) -> list[Part]:
    return [{"required": [key]} for key in keys]


def _zone(purpose: str, parts: Part) -> Part:
    """A landing zone with one workload: the keys, services, subnets and names that it has."""
    whole, own = parts[_ZONE], purposes()[purpose].key
    at = f"#/$defs/{_ZONE}/properties"
    others = workloads().keys() - {own}
    keys: Part = {key: {"$ref": f"{at}/{key}"} for key in whole["properties"] if key not in others}
    keys["subnets"] = _only(whole["properties"]["subnets"], parts["ZoneSubnets"], purposes()[purpose].subnets)
    keys["services"] = _only(whole["properties"]["services"], parts["ZoneServices"], service_keys(purpose))
    keys["names"] = {**whole["properties"]["names"], "propertyNames": {"enum": nameable(purpose)}}
    return {
        "title": f"Landing zone with {own}",
        "description": whole["description"],
        "type": "object",
        "properties": keys,
        "required": [*whole["required"], own],
        "additionalProperties": False,
    }


def _only(key: Part, whole: Part, names: Collection[str]) -> Part:
    """A mapping with some of the keys that the language has there."""
    return {
        "type": "object",
        "description": key["description"],
        "properties": {name: value for name, value in whole["properties"].items() if name in names},
        "additionalProperties": False,
    }


def _by_workload(whole: Part) -> Part:
    """A landing zone by its workload block; without one, any key is proposed, and one block is asked for."""
    chosen: Part = {"$ref": f"#/$defs/{_ZONE}", "oneOf": _one_of(*workloads())}
    for key, purpose in reversed(list(workloads().items())):
        test = {"type": "object", "required": [key]}
        chosen = {"if": test, "then": {"$ref": f"#/$defs/{_ZONE}-{purpose}"}, "else": chosen}
    required = {key: {"$ref": f"#/$defs/{_ZONE}/properties/{key}"} for key in whole["required"]}
    words = {key: whole[key] for key in ("title", "description", "type", "required")}
    return {**words, "properties": required, **chosen}
