"""What other tools read in a bundle has the fields that their specifications ask for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256
from importlib import metadata
from typing import Any
from xml.etree import ElementTree as ET

from ringfence.bundle.change.page import NAME as PAGE
from ringfence.bundle.change.page import change_page
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.change.summary import summary
from ringfence.bundle.components import Component, components, normal
from ringfence.bundle.maker import Maker
from ringfence.bundle.sbom import sbom
from ringfence.example_ids import examples_in
from ringfence.plan.model.written.inventory import resources
from tests.bundle.conftest import Sample

HEX = re.compile(r"[0-9a-f]{64}")


def read(sample: Sample, name: str) -> Any:
    return json.loads(sample.files[name])


def test_the_list_has_every_other_file_with_hash_size_and_role(sample: Sample) -> None:
    listed = read(sample, "bundle.json")["files"]
    assert {*listed} == {*sample.files} - {"bundle.json"}
    for path, one in listed.items():
        assert (one["sha256"], one["size"]) == (sha256(sample.files[path]).hexdigest(), len(sample.files[path]))
        assert one["role"]


def test_provenance_is_a_statement_of_in_toto_with_a_predicate_of_slsa(sample: Sample) -> None:
    """in-toto Statement v1: _type, subject (name, digest), predicateType; SLSA provenance v1: both definitions."""
    said = read(sample, "provenance.intoto.json")
    assert (said["_type"], said["predicateType"]) == (
        "https://in-toto.io/Statement/v1",
        "https://slsa.dev/provenance/v1",
    )
    subjects = {one["name"]: one["digest"]["sha256"] for one in said["subject"]}
    rest = {
        path: content for path, content in sample.files.items() if path not in ("bundle.json", "provenance.intoto.json")
    }
    assert subjects == {path: sha256(content).hexdigest() for path, content in rest.items()}
    build, run = said["predicate"]["buildDefinition"], said["predicate"]["runDetails"]
    assert re.fullmatch(r"[a-z]+:\S+", build["buildType"])
    assert re.fullmatch(r"[a-z]+:\S+", run["builder"]["id"])
    assert {*build["externalParameters"]["inputs"]} == {"source/quickstart.yaml", "source/quickstart.ledger.yaml"}
    used = {one["name"]: one for one in build["resolvedDependencies"]}
    assert HEX.fullmatch(used["bicep"]["digest"]["sha256"])
    assert {"ringfence", "pydantic", "jinja2", "click"} <= {*used}
    assert not [key for key in ("startedOn", "finishedOn") if key in json.dumps(said)]


def test_the_bill_of_materials_is_cyclonedx_and_its_references_close(sample: Sample) -> None:
    """CycloneDX 1.6: required are bomFormat, specVersion; of a component type and name; every ref is a bom-ref."""
    said = read(sample, "sbom.cdx.json")
    assert (said["bomFormat"], said["specVersion"], said["version"]) == ("CycloneDX", "1.6", 1)
    assert "serialNumber" not in said
    parts = [said["metadata"]["component"], *said["components"]]
    refs = [one["bom-ref"] for one in parts]
    assert len({*refs}) == len(refs)
    assert [row["ref"] for row in said["dependencies"]] == refs
    assert {ref for row in said["dependencies"] for ref in row["dependsOn"]} == {*refs[1:]}
    for one in parts:
        assert (one["type"], bool(one["name"])) in (("application", True), ("library", True))
        for licence in one.get("licenses", []):
            assert {*licence} in ({"expression"}, {"license"})


def test_the_bill_of_materials_has_the_compiler_of_the_templates(sample: Sample) -> None:
    said = read(sample, "sbom.cdx.json")
    (found,) = (one for one in said["components"] if one["name"] == "bicep")
    maker, used = read(sample, "bundle.json")["maker"], read(sample, "provenance.intoto.json")["predicate"]
    (dependency,) = (one for one in used["buildDefinition"]["resolvedDependencies"] if one["name"] == "bicep")
    assert (found["type"], found["version"], found["purl"]) == ("application", maker["bicep"], dependency["uri"])
    assert found["hashes"] == [{"alg": "SHA-256", "content": dependency["digest"]["sha256"]}]
    assert found["version"] in sample.made.files["packages/connectivity/main.json"]
    assert found["bom-ref"] in said["dependencies"][0]["dependsOn"]


def test_components_are_those_that_are_installed_and_needed_to_run() -> None:
    found = {one.name: one for one in components("jinja2")}
    assert {*found} == {"markupsafe"}
    assert found["markupsafe"].version == metadata.version("markupsafe")
    assert components("no-such-distribution-here") == ()
    assert normal("Ruamel.YAML_x") == "ruamel-yaml-x"


def test_a_licence_is_an_expression_or_a_name_or_left_out() -> None:
    parts = tuple(
        Component(name, "1", *licence, ())
        for name, licence in {"a": ("MIT", ""), "b": ("", "BSD"), "c": ("", "")}.items()
    )
    said = json.loads(sbom(Maker("1", "0", parts, "0", "0")))
    assert [one.get("licenses") for one in said["components"] if one["type"] == "library"] == [
        [{"expression": "MIT"}],
        [{"license": {"name": "BSD"}}],
        None,
    ]


def test_junit_and_sarif_tell_of_each_statement_and_package(sample: Sample) -> None:
    (suite,) = ET.fromstring(sample.files["evidence/junit.xml"])  # noqa: S314 - made above
    packages = [one.name for one in sample.made.decision.plan.packages]
    assert int(suite.get("tests", "")) == len(suite) > 10 * len(packages)
    assert {case.get("classname") for case in suite} == {"folder", *packages}
    skipped = [case.get("name") for case in suite if case.find("skipped") is not None]
    assert skipped == ["REMOVAL.md and BACKOUT.md are those of the release before"]
    check = read(sample, "evidence/check.json")
    assert (check["ok"], check["failed"], check["skipped"]) == (True, 0, 1)
    assert {row["about"] for row in check["checks"]} == {"folder", *packages}
    assert f"{check['passed']} statements" in read(sample, "change.json")["test_plan"]
    assert read(sample, "evidence/results.sarif")["version"] == "2.1.0"


def test_template_hashes_are_those_of_main_and_of_every_module(sample: Sample) -> None:
    said = read(sample, "template-hashes.json")
    assert (said["confirmed"], said["check"]) == (False, "HND60")
    for package in sample.made.decision.plan.packages:
        text = sample.made.files[f"packages/{package.name}/main.json"]
        assert {*re.findall(r'"templateHash": "(\d+)"', text)} == {*said["packages"][package.name].values()}
        assert len(said["packages"][package.name]) == text.count('"templateHash"')


def test_the_record_fits_its_form_and_says_what_people_fill_in(sample: Sample) -> None:
    said = read(sample, "change.json")
    assert 0 < len(said["short_description"]) <= 160
    empty = sorted(key for key, value in said.items() if value == "")
    assert empty == said["for_people"]
    for key in ("implementation_plan", "risk_impact_analysis", "backout_plan", "test_plan", "justification"):
        assert said[key]
    assert (said["risk"], said["impact"], said["outage_known"]) == ("high", "high", False)
    plan = sample.made.decision.plan
    assert [one["id"] for one in said["configuration_items"]] == [r.id for p in plan.packages for r in resources(p)]
    assert said["window_minutes"]["from"] == sum(one.minutes[0] for one in plan.packages)


def test_a_release_with_ids_of_an_example_says_that_it_is_refused(sample: Sample) -> None:
    """The sample is the quickstart, whose ids are of no tenant."""
    ids = examples_in(sample.made.files["plan.json"])
    said = read(sample, "change.json")
    assert said["example_ids"] == list(ids) != []
    assert said["implementation_plan"].startswith("Not to be deployed: ringfence deploy refuses this release (AZU22)")
    page = sample.files[PAGE].decode()
    assert "**Not to be deployed**" in page
    assert all(one in page for one in ids)
    (run,) = read(sample, "evidence/results.sarif")["runs"]
    (found,) = (one for one in run["results"] if one["ruleId"] == "AZU22")
    assert found["level"] == "warning"
    assert "AZU22" in sample.files["evidence/check.md"].decode()


def test_a_release_with_ids_of_its_own_says_nothing_of_examples(sample: Sample) -> None:
    ids = examples_in(sample.made.files["plan.json"])
    text = sample.made.files["plan.json"]
    for number, one in enumerate(ids):
        text = re.sub(one, f"5b8e3c1d-0a4f-4d29-9c76-{number:012}", text, flags=re.IGNORECASE)
    own = replace(sample.made, files={**sample.made.files, "plan.json": text})
    assert "AZU22" not in {one.code for one in own.told.findings}
    files = {f"release/{path}": content.encode() for path, content in own.files.items()}
    about = summary(Seen(own.decision.plan, None), own.decision.release, "", files, 0)
    assert (about.examples, about.refusal) == ((), "")
    assert b"Not to be deployed" not in change_page(about)


def test_the_page_is_one_page_with_the_digests_of_the_files(sample: Sample) -> None:
    text = sample.files[PAGE].decode()
    assert text.count("\n") <= 60
    assert read(sample, "bundle.json")["approval"] in text
    for name in ("DEPLOY.md", "BACKOUT.md", "manifest.json"):
        assert sha256(sample.files[f"release/{name}"]).hexdigest() in text
