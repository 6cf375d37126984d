"""What SARIF 2.1.0 requires of the parts that Ringfence writes, as a JSON Schema of our own.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, the sections named beside each part.
Stricter than the published schema in one way: a property that none of these sections is cited for is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 1}


def _part(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def _list(of: Schema, **more: int | bool) -> Schema:
    return {"type": "array", "items": of, **more}


MESSAGE = _part(("text",), text=TEXT | {"minLength": 1})  # 3.11, 3.12
ARTIFACT = _part(("uri",), uri=TEXT | {"format": "uri-reference", "pattern": "^[!-~]+$"}, uriBaseId=TEXT)  # 3.4
REGION = _part(("startLine",), startLine=COUNT, startColumn=COUNT)  # 3.30
PHYSICAL = _part(("artifactLocation",), artifactLocation=ARTIFACT, region=REGION)  # 3.29
LOGICAL = _part(("fullyQualifiedName",), fullyQualifiedName=TEXT)  # 3.33
LOCATION = _part(("physicalLocation",), physicalLocation=PHYSICAL, logicalLocations=_list(LOGICAL))  # 3.28
TAGS = _part(  # 3.8.2; security-severity: GitHub documentation, SARIF support for code scanning
    ("tags",),
    tags=_list(TEXT, uniqueItems=True),
    **{"security-severity": TEXT | {"pattern": "^(10|[0-9])[.][0-9]$"}},
)
RULE = _part(  # 3.49
    ("id",),
    id=TEXT | {"pattern": "^[A-Z]{3}[0-9]{2}$"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    properties=TAGS,
)
DRIVER = _part(("name",), name=TEXT, version=TEXT, rules=_list(RULE, uniqueItems=True))  # 3.19
RESULT = _part(  # 3.27
    ("message", "ruleId", "ruleIndex", "level"),
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=_list(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
)
RUN = _part(  # 3.14; 3.14.17 columnKind
    ("tool", "results"),
    tool=_part(("driver",), driver=DRIVER),  # 3.18
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=_list(RESULT),
)
LOG: Mapping[str, Any] = _part(  # 3.13
    ("version", "runs"), **{"$schema": TEXT | {"format": "uri"}, "version": {"const": "2.1.0"}, "runs": _list(RUN)}
)
