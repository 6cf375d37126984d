#!/usr/bin/env python3
"""Stands in for the command line of Databricks: keeps Unity Catalog in a file, and notes each change in another."""

import json
import sys
from pathlib import Path
from typing import Any

State = dict[str, Any]
STATE = Path("unity.json")
KINDS = ("external-locations", "catalogs")


def option(name: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else ""


def grants(state: State, words: list[str]) -> object:
    held = state["grants"].setdefault("/".join(words[2:4]), {})
    if words[1] == "update":
        for change in json.loads(option("--json"))["changes"]:
            mine = set(held.get(change["principal"], ())) | set(change["add"])
            held[change["principal"]] = sorted(mine - set(change["remove"]))
    only = option("--principal")
    found = [{"principal": who, "privileges": what} for who, what in sorted(held.items()) if what]
    return {"privilege_assignments": [one for one in found if not only or one["principal"] == only]}


def bindings(state: State, words: list[str]) -> object:
    held = state["bindings"].setdefault("/".join(words[2:4]), [])
    if words[1] == "update-bindings":
        change = json.loads(option("--json"))
        gone = [one["workspace_id"] for one in change.get("remove", ())]
        held[:] = [one for one in held if one not in gone] + [one["workspace_id"] for one in change.get("add", ())]
    return {"bindings": [{"workspace_id": one, "binding_type": "BINDING_TYPE_READ_WRITE"} for one in held]}


def objects(state: State, words: list[str]) -> object:
    kind, verb, *rest = words
    held = state[kind]
    if verb == "create":
        where = (
            {"url": rest[1], "credential_name": rest[2]}
            if kind == KINDS[0]
            else {"storage_root": option("--storage-root")}
        )
        held[rest[0]] = {"name": rest[0], "owner": "me", "isolation_mode": "OPEN", **where}
    if verb == "update":
        held[rest[0]] |= {
            key: option(f"--{key.replace('_', '-')}") or held[rest[0]][key] for key in ("owner", "isolation_mode")
        }
    return list(held.values()) if verb == "list" else held[rest[0]]


def schemas(state: State, words: list[str]) -> object:
    catalog = words[2] if words[1] == "list" else words[3]
    held = state["schemas"].setdefault(catalog, [])
    if words[1] == "create":
        held.append(words[2])
    return [{"name": one, "catalog_name": catalog, "full_name": f"{catalog}.{one}"} for one in held]


def system(state: State, words: list[str]) -> object:
    if words[1] == "enable":
        state["system"][words[3]] = "ENABLE_COMPLETED"
    return [{"schema": name, "state": value} for name, value in sorted(state["system"].items())]


def main() -> None:
    words = sys.argv[1:]
    empty: State = {
        "grants": {},
        "bindings": {},
        "schemas": {},
        "metastore": {"metastore_id": "m-1"},
        **{kind: {} for kind in KINDS},
    }
    state = json.loads(STATE.read_text("utf-8")) if STATE.exists() else {**empty, "system": {"access": "AVAILABLE"}}
    tables = {"grants": grants, "workspace-bindings": bindings, "schemas": schemas, "system-schemas": system}
    if words[0] == "metastores":
        said: object = state["metastore"]
    else:
        said = tables.get(words[0], objects)(state, words)
    if words[1].split("-")[0] in ("create", "update", "enable"):
        with Path("changes").open("a", encoding="utf-8") as file:
            file.write(" ".join(words) + "\n")
        STATE.write_text(json.dumps(state), "utf-8")
    print(json.dumps(said, indent=2))


main()
