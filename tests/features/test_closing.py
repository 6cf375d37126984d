"""A folder that does not close is refused when the catalogue loads, with file and line, all faults at once."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from ringfence.catalog.catalogue import read_catalogue
from ringfence.diagnostics import Rejected
from tests.banks import bank
from tests.features.checkout import LAB, LAB_PURPOSE, ROOT, SEARCH, Checkout, checkout

pytestmark = pytest.mark.slow

SERVICE, PURPOSE, LEAD = "services/search/service.yaml", "purposes/search-lab/purpose.yaml", "services/lab-search"
INFERENCE = "services/inference-workspace/service.yaml"
VAULT, PIN = "services/key-vault/service.yaml", "api: '2026-05-15'"
CASES = [
    (SERVICE, "holder: clusterIdentity", "holder: clusterIdentiti", "no identity and no persona 'clusterIdentiti'"),
    (SERVICE, "role: Search Index Data Contributor", "role: Search Data", "no role 'Search Data'"),
    (SERVICE, "role: Search Index Data Contributor", "role: Owner", "no grant may use the role 'Owner'"),
    (SERVICE, "    why: Jobs fill", "    on: endpoint:blob\n    why: Jobs fill", "no scope 'endpoint:blob'"),
    (SERVICE, "default: standard, to: sku.name,", "default: standard,", "the option 'sku' is bound to nothing"),
    (SERVICE, "to: sku.name", "to: sku.tier", "the template does not spell named.tier"),
    (SERVICE, "to: properties.groupId", "to: properties.group", "the template does not spell named.group"),
    (SERVICE, "default: 2, to", "to", "the option 'replicas' has neither a default nor must it be given"),
    (SERVICE, "    each: sharedLinks\n", "    name: one\n", "nothing is made of the option 'sharedLinks'"),
    (SERVICE, "each: sharedLinks", "each: links", "'links' is no list option whose elements have a 'name'"),
    (SERVICE, "asked: search\n", "", "the folder has options and no key to ask for them"),
    (SERVICE, "purposes: [machine-learning]", "purposes: [machine-lerning]", "no purpose folder 'machine-lerning'"),
    (SERVICE, "group: searchService", "group: search", "no sub-resource 'search' of Microsoft.Search/searchServices"),
    (SERVICE, "privateLinkResourceId: storage", "privateLinkResourceId: storge", "is called 'storge'"),
    (SERVICE, "facts:\n  - {path: identity", "serialendpoints: true\nfacts:\n  - {path: identity", "extra inputs"),
    (
        "services/key-vault/service.yaml",
        "tenantId: tenant",
        "tenantId: tennant",
        "supplies the value 'tennant'",
    ),
    ("services/databricks/service.yaml", "ringfence.plan.services.databricks", "ringfence.plan.x", "no module 'ring"),
    ("services/lake-storage/service.yaml", "like: storage", "like: storag", "there is no service folder 'storag'"),
    (
        INFERENCE,
        "quota-use, like: machine-learning",
        "quota, like: machine-learning",
        "writes no row 'quota' under alerts",
    ),
    (INFERENCE, "quota-use, like: machine-learning", "quota-use, like: batch", "'batch' writes no row 'quota-use'"),
    (VAULT, PIN, "api: '2026-02-01'", "2026-05-15 is the newest stable one of Microsoft.KeyVault/vaults"),
    (VAULT, PIN, "api: '2026-05-14'", "Bicep knows no API version 2026-05-14 of Microsoft.KeyVault/vaults"),
    (VAULT, PIN, "api: 2026-06-01-preview", "2026-05-15 is the newest stable one of Microsoft.KeyVault/vaults"),
    (VAULT, PIN, "api: {version: '2026-05-15', because: properties.sku}", "'properties.sku' is no reason"),
    (VAULT, PIN, "api: 2026", "valid dictionary"),
    (VAULT, PIN, "api: {AzureUSGovernment: '2025-05-01'}", "field required"),
    (VAULT, PIN, "api: {AzureCloud: '2026-05-15', AzureGermanCloud: '2025-05-01'}", "extra inputs"),
    (VAULT, PIN, "api: {AzureCloud: '2026-05-15', AzureChinaCloud: '2025-05-01'}", "AzureChinaCloud alone needs a sou"),
    (VAULT, PIN, "api: {AzureCloud: '2026-05-15', AzureChinaCloud: new}", "string should match pattern"),
    (PURPOSE, "to: [endpoints]", "to: [doors]", "the purpose has no subnet 'doors'"),
    (PURPOSE, "from: [workers]", "from: [worker]", "the purpose has no subnet 'worker'"),
    (PURPOSE, "smallest: computeSubnetPrefix", "smallest: workerSubnetPrefix", "no limit 'workerSubnetPrefix'"),
    (PURPOSE, "lead: {service: lab-search}", "lead: {service: search}", "'search' is no service of this purpose"),
    (PURPOSE, "after: [machine-learning]", "after: [training]", "there is no purpose folder 'training'"),
    (PURPOSE, "after: [machine-learning]", "after: [search-lab]", "packages wait for each other"),
    (PURPOSE, "services: [storage]", "services: [storge]", "there is no service folder 'storge'"),
    (f"{LEAD}/service.yaml", "description: A", "asked: index\ndescription: A", "its options are the workload block"),
    (f"{LEAD}/service.yaml", "child: search-link", "child: link", "the folder has no child 'link'"),
    (
        f"{LEAD}/service.yaml",
        "    - service: storage",
        "    - service: vault",
        "this service have no 'vault'",
    ),
]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Templates with the throw-away folders, which close."""
    here = Checkout(tmp_path_factory.mktemp("pristine"))
    copytree(ROOT / "templates", here.folder / "templates")
    here.add("services/search", *SEARCH)
    here.add("purposes/search-lab", LAB_PURPOSE)
    here.add(LEAD, *LAB)
    read_catalogue(here.folder / "templates")
    return here


@pytest.mark.parametrize(("file", "old", "new", "message"), CASES, ids=[case[3][:40] for case in CASES])
def test_a_name_that_leads_nowhere_is_refused_on_its_line(
    pristine: Checkout, tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    copytree(pristine.folder / "templates", tmp_path / "templates")
    here = Checkout(tmp_path)
    here.change(file, old, new)
    with pytest.raises(Rejected) as rejected:
        read_catalogue(tmp_path / "templates")
    said = [one for one in rejected.value.report.findings if message in one.message]
    found = [one for one in said if one.place.file.endswith(file)]  # a folder that is like it says the same
    assert found, [one.message for one in rejected.value.report.findings]
    assert found[0].code == "CAT01"
    assert found[0].place.line > 0


def test_a_kind_without_a_folder_keeps_the_policy_too(pristine: Checkout, tmp_path: Path) -> None:
    copytree(pristine.folder / "templates", tmp_path / "templates")
    here = Checkout(tmp_path)
    here.change(
        "network/kinds.yaml",
        "Microsoft.Authorization/locks\n  api: '2020-05-01'",
        "Microsoft.Authorization/locks\n  api: '2017-04-01'",
    )
    here.change(
        "network/kinds.yaml", "Microsoft.Resources/resourceGroups\n", "Microsoft.Resources/resourceGroups\n  wrong: 1\n"
    )
    with pytest.raises(Rejected) as misspelt:
        read_catalogue(tmp_path / "templates")
    assert [one.message for one in misspelt.value.report.findings] == ["extra inputs are not permitted"]
    here.change("network/kinds.yaml", "  wrong: 1\n", "")
    with pytest.raises(Rejected) as rejected:
        read_catalogue(tmp_path / "templates")
    (one,) = rejected.value.report.findings
    assert one.message.startswith("lock: the API version is 2017-04-01; 2020-05-01 is the newest stable one")


def test_all_faults_are_told_at_once(pristine: Checkout, tmp_path: Path) -> None:
    copytree(pristine.folder / "templates", tmp_path / "templates")
    here = Checkout(tmp_path)
    here.change(SERVICE, "holder: clusterIdentity", "holder: nobody")
    here.change(PURPOSE, "to: [endpoints]", "to: [doors]")
    with pytest.raises(Rejected) as rejected:
        read_catalogue(tmp_path / "templates")
    assert {Path(one.place.file).name for one in rejected.value.report.findings} == {"service.yaml", "purpose.yaml"}


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (SERVICE, "example: {sku: standard,", "example: {sku: free,", "example.sku"),
        (SERVICE, "example:", "handover: []\n#", "a folder with options has an 'example'"),
        (
            "services/bastion/service.yaml",
            "key: hubs[].bastion",
            "key: hubs[].bation",
            "no key 'hubs[].bation'",
        ),
        ("purposes/databricks/purpose.yaml", "key: privateLink", "key: private", "'databricks' has no key 'private'"),
        ("purposes/databricks/purpose.yaml", "when: connections.mlflow", "when: connections.ml", "no use 'ml'"),
        (
            "services/databricks/service.yaml",
            "when: webAuthentication",
            "when: web",
            "'databricks' has no option 'web'",
        ),
    ],
)
def test_what_the_language_does_not_have_is_a_finding_and_no_traceback(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    here = checkout(tmp_path / "checkout")
    here.add("services/search", *SEARCH)
    if old == "example:":
        text = (here.folder / "templates" / file).read_text("utf-8")
        (here.folder / "templates" / file).write_text(text[: text.index("handover:")], "utf-8")
    else:
        here.change(file, old, new)
    done = here.run("validate", here.write(bank()))
    assert done.returncode == 1
    assert "error[CAT01]" in done.stdout + done.stderr
    assert message in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
