"""How large the packages of the examples are once Bicep has compiled them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import ROOT, Figure
from ringfence.check.compiled import read


def figures() -> Iterator[Figure]:
    """Bytes of each package, the average of a declaration in it, and its parameters."""
    for path in sorted(ROOT.glob("out/*/packages/*/main.json")):
        template = read(path.read_text("utf-8"), (path.parent / "main.bicep").read_text("utf-8"), {})
        name = f"{path.parent.parent.parent.name}/{path.parent.name}"
        count = sum(not row.existing for row in template.declarations)
        detail = f"{template.size} bytes, {count} declarations"
        yield Figure(f"{name}: bytes a declaration", template.size / count, 2000, detail)
        yield Figure(f"{name}: bytes of the package", template.size, 1_000_000, "without white space")
        yield Figure(f"{name}: parameters", template.parameters, 40, "of main.bicep")
