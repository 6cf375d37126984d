"""Blueprints of version 1 drawn at random, as data and as text: any style of YAML, and a comment in any place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

NAMES = ("fraud", "lake", "spark", "market-data-platform-x", "scoring", "credit-risk")
GROUPS = ("readers", "stewards", "nobody")


def blueprint(random: Random) -> dict[str, Any]:
    """A blueprint of version 1: mostly valid, sometimes with an unknown key, purpose, group or region."""
    data: dict[str, Any] = {"apiVersion": "ringfence/v1", "regions": [random.choice(["westeurope", "swedencentral"])]}
    if random.random() < 0.8:
        data["onPremises"] = some(random, ["10.0.0.0/8", "172.16.0.0/16"])
    data["hub"] = hub(random)
    names = random.sample(NAMES, random.randint(1, 4))
    data["landingZones"] = [zone(random, name, names) for name in names]
    if random.random() < 0.6:
        data["egress"] = [{"name": "feed", "reason": "Prices, of the day."}]
    if random.random() < 0.8:
        data["access"] = [
            {"group": group, "objectId": "id", **maybe(random, personas=["auditor"])} for group in GROUPS[:2]
        ]
    return shuffled(random, data, 0.1)


def hub(random: Random) -> dict[str, Any]:
    found = {
        "subscription": "platform",
        **maybe(
            random,
            region=random.choice(["northeurope", "nowhere"]),
            firewall=random.choice(["Standard", "Premium"]),
            resolver=random.random() < 0.5,
            onPremisesDomains=[{"name": "corp.bank", "servers": ["10.0.0.53"]}],
            logRetentionDays=30,
            flowLogRetentionDays=90,
            tags={"a": "b"},
        ),
    }
    return shuffled(random, found, 0.3)


def zone(random: Random, name: str, names: list[str]) -> dict[str, Any]:
    other = random.choice(names)
    purpose = random.choice(["machine-learning", "inference", "databricks", "data-lake", "quantum-lab", ""])
    own: dict[str, Any] = maybe(
        random, clusters=[{"name": "cpu", "maxNodes": 4}], agents=4, exfiltrationPrevention=False, instances=[]
    )
    blocks = {
        "inference": {"inference": maybe(random, registry=other, firewall="Basic", online=[{"name": "score"}])},
        "databricks": {"databricks": maybe(random, nodes=4, mlflow=[{"landingZone": other, "reason": "It: is."}])},
        "data-lake": {"lake": maybe(random, accounts="one", access=[row(random, names) for _ in range(3)])},
    }
    found = {
        "name": name,
        **({"purpose": purpose} if purpose else {}),
        "environment": "prod",
        **maybe(random, region="westeurope"),
        **own,
        **(blocks.get(purpose or random.choice(list(blocks)), {}) if random.random() < 0.8 else {}),
        **maybe(random, languageModel={"deployments": [{"name": "chat"}]}, registry=random.random() < 0.6),
        **maybe(random, names={"key-vault": "kv"}, surprise="left, where it is"),
    }
    return shuffled(random, found, 0.2)


def row(random: Random, names: list[str]) -> dict[str, Any]:
    who = {"group": random.choice(GROUPS)} if random.random() < 0.5 else {"landingZone": random.choice(names)}
    layers = some(random, ["bronze", "silver", "gold"]) or ["gold"]
    return {**who, "layers": layers, **maybe(random, access="write"), "reason": "They read it, and # write it."}


def maybe(random: Random, **keys: Any) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if random.random() < 0.5}


def some(random: Random, values: list[Any]) -> list[Any]:
    return [value for value in values if random.random() < 0.6]


def shuffled(random: Random, data: dict[str, Any], chance: float) -> dict[str, Any]:
    keys = list(data)
    if random.random() < chance:
        random.shuffle(keys)
    return {key: data[key] for key in keys}


class Pen:
    """Writes data as YAML in styles drawn at random, with comments that are each different."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments = 0
        self.rate = random.choice([0.0, 0.1, 0.4])

    def document(self, data: dict[str, Any]) -> str:
        if self.random.random() < 0.05:
            return json.dumps(data, indent=self.random.choice([None, 2])) + "\n"
        head = ["# yaml-language-server: $schema=blueprint.schema.json"] if self.random.random() < 0.5 else []
        return "\n".join([*head, *self.block(data, 0), *self.remarks(0)]) + "\n"

    def block(self, data: Any, column: int) -> Iterator[str]:
        members = data.items() if isinstance(data, dict) else (("", each) for each in data)
        for at, (key, value) in enumerate(members):
            if at and self.random.random() < 0.1:
                yield ""
            yield from self.remarks(column) if at or column == 0 else ()
            yield from self.member(f"{self.text(key)}:" if isinstance(data, dict) else "-", value, column)
        yield from self.remarks(column)

    def member(self, start: str, value: Any, column: int) -> Iterator[str]:
        begin = " " * column + start
        if not isinstance(value, dict | list) or not value or self.random.random() < 0.4:
            first, *more = self.flow(value, column).split("\n")
            yield from [f"{begin} {first}{'' if more else self.tail()}", *more]
            return
        deeper = column + self.random.choice([2, 2, 4] if isinstance(value, dict) or start == "-" else [0, 2])
        lines = list(self.block(value, deeper))
        if start == "-" and not lines[0].lstrip().startswith("#") and self.random.random() < 0.8:
            yield begin + " " * (deeper - column - 1) + lines[0].lstrip(" ")
            yield from lines[1:]
        else:
            yield begin + self.tail()
            yield from lines

    def flow(self, value: Any, column: int) -> str:
        if not isinstance(value, dict | list):
            return self.scalar(value)
        if isinstance(value, dict):
            begin, end = "{}"
            parts = [f"{self.text(key)}: {self.flow(each, column)}" for key, each in value.items()]
        else:
            begin, end = "[]"
            parts = [self.flow(each, column) for each in value]
        if not parts or self.random.random() < 0.8:
            return begin + ", ".join(parts) + end
        inner = " " * (column + 2)
        lines = [line for part in parts for line in (*self.remarks(column + 2), f"{inner}{part},{self.tail()}")]
        return "\n".join([begin, *lines, " " * (column + 1) + end])

    def scalar(self, value: Any) -> str:
        return self.text(value) if isinstance(value, str) else json.dumps(value)

    def text(self, text: str) -> str:
        plain = not set(text) & set(",#:[]{}'\"")
        return self.random.choice([text, text, text] if plain else [f"'{text}'", json.dumps(text)])

    def tail(self) -> str:
        return self.random.choice(["  # ", " # "]) + self.comment() if self.random.random() < self.rate else ""

    def remarks(self, column: int) -> list[str]:
        return [f"{' ' * column}# {self.comment()}" for _ in range(2) if self.random.random() < self.rate]

    def comment(self) -> str:
        self.comments += 1
        return f"comment {self.comments}: x"
