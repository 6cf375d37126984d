"""How large the packages of the examples are once Bicep has compiled them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.figures import ROOT, Figure
from ringfence.check.compiled import read


def figures() -> Iterator[Figure]:
    """Bytes of each package, the average of a resource that it makes, and its parameters."""
    for path in sorted(ROOT.glob("out/*/packages/*/main.json")):
        template = read(path.read_text("utf-8"), (path.parent / "main.bicep").read_text("utf-8"), {})
        name = f"{path.parent.parent.parent.name}/{path.parent.name}"
        count = len(json.loads((path.parent / "snapshot.json").read_text("utf-8"))["predictedResources"])
        detail = f"{template.size} bytes, {count} resources"
        yield Figure(f"{name}: bytes a resource", template.size / count, 1800, detail)
        yield Figure(f"{name}: bytes of the package", template.size, 1_000_000, "without white space")
        yield Figure(f"{name}: parameters", template.parameters, 40, "of main.bicep")
