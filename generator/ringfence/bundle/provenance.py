"""provenance.intoto.json: what the files were made from and with, as an in-toto statement. It is not signed.

Source: in-toto attestation framework, Statement v1 (subject, predicateType) and ResourceDescriptor (name, digest); SLSA
provenance v1 (buildDefinition, runDetails).
"""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.bundle.maker import Maker
from ringfence.bundle.sbom import bicep, purl
from ringfence.bundle.written import as_json, sha256

NAME = "provenance.intoto.json"
_BUILD = "urn:ringfence:change-bundle:v1"
_BUILDER = "urn:ringfence:generator"
_GIVEN = ("source/", "against/")


def provenance(files: Mapping[str, bytes], maker: Maker) -> bytes:
    """The statement about these files, bytes by path; inputs are those below `source/` and `against/`."""
    digests = {path: {"sha256": sha256(content)} for path, content in sorted(files.items())}
    given = {path: digest for path, digest in digests.items() if path.startswith(_GIVEN)}
    used = [
        {"name": "ringfence", "uri": f"pkg:generic/ringfence@{maker.ringfence}", "digest": {"sha256": maker.code}},
        {"name": "bicep", "uri": bicep(maker), "digest": {"sha256": maker.bicep_sha256}},
        *({"name": one.name, "uri": purl(one)} for one in maker.components),
    ]
    return as_json(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": path, "digest": digest} for path, digest in digests.items()],
            "predicateType": "https://slsa.dev/provenance/v1",
            "predicate": {
                "buildDefinition": {
                    "buildType": _BUILD,
                    "externalParameters": {"inputs": given},
                    "internalParameters": {},
                    "resolvedDependencies": used,
                },
                "runDetails": {"builder": {"id": _BUILDER, "version": {"ringfence": maker.ringfence}}},
            },
        }
    )
