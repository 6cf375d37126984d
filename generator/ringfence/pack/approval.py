"""The approval digest: one number for what is deployed, what is run and what the plan decides.

A change board writes it down, the documents print it and `ringfence deploy --approved` demands it. Documents, proofs
and the texts of blueprint and ledger are not in it: a comment voids no approval, and a document can print it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import decisions

PROOFS = ("main.json", "snapshot.json")
"""Files of a package that `generate --check` adds; a deployment reads neither."""
_PACKAGES, _MODULES = "packages/", "modules/"


def used(path: str) -> bool:
    """Whether a file of the output folder is deployed or run: of a package but its proofs, or shared by packages."""
    return path.startswith((_PACKAGES, _MODULES)) and not proof(path)


def proof(path: str) -> bool:
    """Whether a file of the output folder is a proof of a package: packages/NAME/main.json or snapshot.json."""
    folder, _, name = path.rpartition("/")
    return name in PROOFS and path.startswith(_PACKAGES) and folder.count("/") == 1


def approval(plan: Plan, files: Mapping[str, str]) -> str:
    """The digest in hexadecimal, of a plan and the files of its folder, text by path."""
    hashes = {path: sha256(text.encode("utf-8")).hexdigest() for path, text in files.items() if used(path)}
    decided = sha256(decisions(plan).encode("utf-8", "surrogatepass")).hexdigest()
    return sha256(json.dumps([decided, hashes], sort_keys=True).encode()).hexdigest()
