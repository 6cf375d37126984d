"""Every bad state is one finding with the command to run next, and nothing is asked of Azure that cannot succeed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.plan.model.package import Plan
from tests.banks import TENANT
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import accounts, provider
from tests.deploy.fake import Fake

STRANGER = "00000000-0000-4000-8000-0000000000ff"


def refused(out: Path, code: str, exit_code: int = 1, *options: str) -> str:
    """What a deployment says that must end with this finding."""
    result = ringfence("deploy", out, "--yes", *options)
    assert result.exit_code == exit_code, result.output
    assert f"error[{code}]" in result.stderr
    assert "help:" in result.stderr
    return result.stderr


def test_az_is_missing(out: Path, az: Fake) -> None:
    (az.folder / "az").unlink()
    assert "pip install azure-cli" in refused(out, "AZU01", 3)


def test_az_cannot_be_run(out: Path, az: Fake) -> None:
    (az.folder / "az").write_text("#!/nowhere/python\n", "utf-8")
    assert "cannot be run" in refused(out, "AZU01", 3)


def test_az_is_broken(out: Path, az: Fake) -> None:
    az.answers("version --output", err="ModuleNotFoundError: No module named 'azure'")
    az.answers("bicep version", text="Bicep CLI version 0.49.2\n")
    assert "ModuleNotFoundError" in refused(out, "AZU01", 3)


def test_az_is_too_old(out: Path, az: Fake) -> None:
    az.answers("version --output", {"azure-cli": "2.9.1"})
    az.answers("bicep version", text="Bicep CLI version 0.49.2\n")
    said = refused(out, "AZU02", 3)
    assert "2.9.1 is too old; 2.76.0" in said
    assert "az upgrade" in said


def test_az_has_no_bicep(out: Path, az: Fake) -> None:
    az.answers("bicep version", err='ERROR: Bicep CLI not found. Install it now by running "az bicep install".')
    assert "Run `az bicep install`" in refused(out, "AZU03", 3)


def test_the_bicep_of_az_is_too_old(out: Path, az: Fake) -> None:
    az.answers("bicep version", text="Bicep CLI version 0.9.1 (abc)\n")
    said = refused(out, "AZU03", 3)
    assert "0.9.1 is too old" in said
    assert "az bicep upgrade" in said


@pytest.mark.parametrize("rows", [[], {}])
def test_nobody_is_signed_in(rows: object, out: Path, az: Fake) -> None:
    az.answers("account list", rows)
    assert f"az login --tenant {TENANT}" in refused(out, "AZU04")


def test_the_tenant_is_another(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("account list", accounts(plan, tenantId=STRANGER))
    assert f"az login --tenant {TENANT}" in refused(out, "AZU05")


def test_the_cloud_is_another(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("account list", accounts(plan, cloudName="AzureUSGovernment"))
    assert "az cloud set --name AzureCloud" in refused(out, "AZU05")


def test_a_cloud_that_somebody_registered_is_taken(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("account list", accounts(plan, cloudName="of-our-own"))
    assert ringfence("deploy", out, "--yes").exit_code == 0


def test_a_subscription_is_out_of_sight(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("account list", accounts(plan)[:1])
    said = refused(out, "AZU06")
    assert "of fraud, pricing" in " ".join(said.split())
    assert "az account list --refresh" in said


@pytest.mark.parametrize("more", [{"state": "Disabled"}, {"tenantId": STRANGER}])
def test_a_subscription_is_of_no_use(more: dict[str, str], out: Path, az: Fake, plan: Plan) -> None:
    first, second = accounts(plan)
    az.answers("account list", [first, second | more])
    assert next(iter(more.values())) in refused(out, "AZU06")


def test_only_the_subscriptions_of_the_chosen_packages_count(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("account list", accounts(plan)[:1])
    assert ringfence("deploy", out, "--yes", "--only", "connectivity").exit_code == 0


def test_a_provider_is_not_registered(out: Path, az: Fake) -> None:
    az.answers("provider show --namespace Microsoft.KeyVault", provider("Microsoft.KeyVault", "NotRegistered"))
    said = refused(out, "AZU07")
    assert "az provider register --subscription" in said
    assert az.calls("provider register") == []


def test_a_provider_is_registered_when_that_is_asked_for(out: Path, az: Fake) -> None:
    az.answers("provider show --namespace Microsoft.KeyVault", provider("Microsoft.KeyVault", "NotRegistered"))
    az.answers("provider register")
    assert ringfence("deploy", out, "--yes", "--register").exit_code == 0
    assert len(az.calls("provider register", "Microsoft.KeyVault", "--wait")) == 1


def test_a_provider_that_cannot_be_registered_is_named(out: Path, az: Fake) -> None:
    az.answers("provider show --namespace Microsoft.KeyVault", provider("Microsoft.KeyVault", "NotRegistered"))
    az.answers("provider register", err="ERROR: (AuthorizationFailed) no")
    assert "Microsoft.KeyVault" in refused(out, "AZU07", 1, "--register")


@pytest.mark.parametrize(
    ("said", "code", "command"),
    [
        (
            "ERROR: (InvalidDeploymentLocation) The deployment 'x' already exists in location 'northeurope'.",
            "AZU08",
            "az deployment sub delete --subscription",
        ),
        (
            "ERROR: (TooManyRequests) The request is being throttled as the limit has been reached.",
            "AZU09",
            "--jobs",
        ),
        ('ERROR: {"code": "DeploymentActive", "message": "still active"}', "AZU17", "az deployment sub cancel"),
        ("ERROR: (AuthorizationFailed) The client does not have authorization to perform action", "AZU18", "DEPLOY.md"),
        ("ERROR: AADSTS700082: The refresh token has expired.", "AZU04", "az login --tenant"),
        ("ERROR: (MissingSubscriptionRegistration) The subscription is not registered", "AZU07", "--register"),
        ("ERROR: (NoRegisteredProviderFound) No registered resource provider found", "AZU23", "API versions"),
        ("ERROR: Error while attempting to download Bicep CLI: no network", "AZU03", "az bicep install"),
        ("", "AZU10", "run the same command again"),
    ],
)
def test_what_azure_refuses_is_known_by_what_it_says(said: str, code: str, command: str, out: Path, az: Fake) -> None:
    az.answers("deployment sub create --name ringfence-connectivity", err=said, code=1)
    assert command in refused(out, code)


def test_a_file_that_was_edited_since_the_review_is_not_deployed(out: Path, az: Fake) -> None:
    path = out / "packages" / "fraud" / "main.bicepparam"
    path.write_bytes(path.read_bytes() + b"\n")
    refused(out, "MAN01")
    assert az.calls() == []


def test_a_folder_of_something_else_and_a_package_that_is_not_there(out: Path, az: Fake, tmp_path: Path) -> None:
    refused(out, "PKG01", 1, "--only", "frauds")
    refused(tmp_path, "MAN02")
    assert az.calls() == []


def test_an_error_that_az_wraps_in_a_traceback_is_read_without_it(out: Path, az: Fake) -> None:
    details = [
        f"(InvalidResourceReference) Resource {n} was not found.\n\tCode: InvalidResourceReference" for n in range(5)
    ]
    lines = [
        "ERROR: The command failed with an unexpected error. Here is the traceback:",
        "Traceback (most recent call last):",
        '  File "custom.py", line 907, in what_if (core)',
        "azure.core.exceptions.HttpResponseError: (MultipleErrorsOccurred) 5 errors occurred.",
        "Code: MultipleErrorsOccurred",
        "Message: 5 errors occurred.",
        "Exception Details:\t" + "\t".join(details),
    ]
    az.answers("deployment sub create --name ringfence-connectivity", err="\n".join(lines))
    said = refused(out, "AZU10")
    assert ": InvalidResourceReference: Resource 0 was not found.; " in " ".join(said.split())
    assert "; and 2 more" in said
    assert "Traceback" not in said


def test_a_place_for_logs_that_cannot_be_written_to_is_said_before_anything_is_deployed(out: Path, az: Fake) -> None:
    shutil.rmtree(out.with_name("out.deploy"))
    out.with_name("out.deploy").write_text("a file", "utf-8")
    result = ringfence("deploy", out, "--yes")
    assert result.exit_code == 2
    assert "cannot be read or written" in result.stderr
    assert az.calls("create") == []
