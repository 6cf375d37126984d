"""template-hashes.json: the hash that Bicep writes into each compiled template, for main and every module.

What it proves, and what no source confirms, stands in `templates/facts/template-hash.json` and in the file itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ringfence.bundle.written import as_json
from ringfence.catalog.files import table

NAME = "template-hashes.json"
_PROOF = "/main.json"


def template_hashes(files: Mapping[str, bytes], release: str) -> bytes:
    """The hashes by package and module, of the compiled templates below the folder `release`.

    Raises ValueError for a template that is no JSON or has none.
    """
    found = {
        path.removeprefix(f"{release}/packages/").removesuffix(_PROOF): dict(_hashes("main", json.loads(content)))
        for path, content in sorted(files.items())
        if proof(path, release)
    }
    return as_json({**table("template-hash"), "packages": found})


def proof(path: str, release: str) -> bool:
    """Whether a file of a bundle, whose release is the folder `release`, is the compiled template of a package."""
    return path.startswith(f"{release}/packages/") and path.endswith(_PROOF)


def compiler(template: str) -> str:
    """The version of Bicep that wrote a template."""
    return str(_generator(json.loads(template))["version"])


def _hashes(name: str, template: object) -> Iterator[tuple[str, str]]:
    yield name, str(_generator(template)["templateHash"])
    resources = template.get("resources") if isinstance(template, Mapping) else None
    if isinstance(resources, Mapping):
        for symbol, resource in sorted(resources.items()):
            inner = resource.get("properties") if isinstance(resource, Mapping) else None
            if isinstance(inner, Mapping) and "template" in inner:
                yield from _hashes(symbol if name == "main" else f"{name}/{symbol}", inner["template"])


def _generator(template: object) -> Mapping[str, object]:
    try:
        found = template["metadata"]["_generator"]  # type: ignore[index]
        if isinstance(found, Mapping) and {"templateHash", "version"} <= set(found):
            return found
    except (LookupError, TypeError):
        pass
    raise ValueError("a compiled template does not name its compiler and its hash")
