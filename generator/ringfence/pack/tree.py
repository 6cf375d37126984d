"""Adds the documents to the packages, and the manifest over all files."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.pack.approval import approval
from ringfence.pack.manifest import NAME, Origin, manifest
from ringfence.pack.mlops.repository import repository
from ringfence.pack.picture.topology import pictures
from ringfence.pack.removal.pages import removal_pages
from ringfence.pack.review.review import review
from ringfence.pack.review.steps import steps
from ringfence.pack.runbook.data.compute import compute_files, compute_scripts
from ringfence.pack.runbook.databricks import databricks_scripts, handovers
from ringfence.pack.runbook.day_two import day_two
from ringfence.pack.runbook.deploy import deploy
from ringfence.pack.runbook.forwarders import forwarders
from ringfence.pack.runbook.lakes.acls import acls
from ringfence.pack.runbook.lakes.catalogs import catalog_scripts
from ringfence.pack.runbook.managed_endpoints import managed_endpoint_scripts
from ringfence.pack.runbook.registry import registry_scripts
from ringfence.pack.runbook.remote_objects import remote_scripts
from ringfence.pack.runbook.script import Script
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import plan_json
from ringfence.releases.release import NAME as RELEASE
from ringfence.releases.release import Release, release_json

ATTRIBUTES = ".gitattributes"
AS_THEY_ARE = "# The manifest has the hash of each file, byte for byte: git must not change line endings.\n* -text\n"
"""Source: git documentation, gitattributes, `text` unset."""


def pack(plan: Plan, packages: Mapping[str, str], origin: Origin, release: Release) -> dict[str, str]:
    """The whole output folder, text by path: packages, plan.json, release.json, review, pictures, DEPLOY.md and more.

    A function of its arguments alone, so that `again` can hold a folder against it.
    """
    walked = steps(plan)
    written = scripts(plan)
    used = {
        **packages,
        **{script.path: script.text for script in written},
        **handovers(plan),
        **compute_files(plan),
    }
    digest = approval(plan, used)
    files = {
        **used,
        ATTRIBUTES: AS_THEY_ARE,
        "plan.json": plan_json(plan),
        RELEASE: release_json(release),
        **review(plan, origin.name, walked, written, digest, release),
        "DEPLOY.md": deploy(plan, written, digest),
        **pictures(plan, walked),
        **forwarders(plan),
        **day_two(plan),
        **removal_pages(plan, release.since),
        **repository(plan, written, origin.name),
    }
    files[NAME] = manifest(files, origin, digest)
    return dict(sorted(files.items()))


def scripts(plan: Plan) -> tuple[Script, ...]:
    """Every script of the packages."""
    data = (*acls(plan), *databricks_scripts(plan), *compute_scripts(plan), *catalog_scripts(plan))
    return (*data, *registry_scripts(plan), *managed_endpoint_scripts(plan), *remote_scripts(plan))
