"""A generated folder that may go to Azure: a private copy of exactly what was approved, and its plan.

Everything reads the copy from then on. What happens to the folder while a deployment runs for an hour (an edit, a `git
pull`, another `generate`) neither goes to Azure nor is recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ringfence.azure.waves import Wave, waves
from ringfence.check import manifest
from ringfence.diagnostics import Diagnostic, Place, Rejected, Report, Severity
from ringfence.example_ids import examples_in
from ringfence.pack.again import digest_of, held
from ringfence.plan.model.package import Package, Plan


@dataclass(frozen=True, slots=True)
class Estate:
    """A verified copy of a folder, its plan, and the packages of it that were asked for, in waves.

    `given` is the folder itself, which may change; `approval` is the digest of the copy.
    """

    given: Path
    folder: Path
    plan: Plan
    waves: tuple[Wave, ...]
    approval: str

    @property
    def packages(self) -> tuple[Package, ...]:
        """The packages that were asked for, in order of deployment."""
        return tuple(package for wave in self.waves for package in wave)


@contextmanager
def estate(folder: Path, only: Collection[str] = ()) -> Iterator[Estate]:
    """Copy a folder, and verify the copy, which lasts as long as the context.

    Raises Rejected: MAN01 to MAN07 for what is not as it was generated, PKG01 for a name.
    """
    manifest.plan_of(folder)
    _verified(manifest.untouched(folder))
    with TemporaryDirectory(prefix="ringfence-") as place:
        copy = Path(place).resolve() / "out"
        _copied(folder, copy)
        plan = manifest.plan_of(copy)
        _verified(held(copy, plan).findings)
        yield Estate(folder, copy, plan, waves(plan, only), digest_of(copy, plan))


def _verified(found: Iterable[Diagnostic]) -> None:
    report = Report.of(found)
    if not report.ok:
        raise Rejected(report)


def _copied(folder: Path, copy: Path) -> None:
    """Copy what the manifest lists, and the manifest; anything else was refused before."""
    for name in (manifest.NAME, *(manifest.states(folder) or ())):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((folder / name).read_bytes())


def approved(estate: Estate, digest: str) -> None:
    """Raise Rejected (APR01) when the folder is another than the one whose digest was approved."""
    if digest.strip().lower() != estate.approval:
        finding = Diagnostic(
            code="APR01",
            message=f"the folder has the approval digest {estate.approval}, and {digest.strip()} was approved",
            place=Place(manifest.NAME),
            value=digest.strip(),
            hint="Take the folder that was approved from version control, or have this one approved: REVIEW.md has its"
            " digest.",
            source="rule of the house: what is deployed is what was approved",
        )
        raise Rejected(Report.of([finding]))


def drifted(estate: Estate) -> Iterator[Diagnostic]:
    """NTE91 when the folder is no longer what was copied: who looks at it now does not see what was deployed."""
    lying, copied = ((each / manifest.NAME) for each in (estate.given, estate.folder))
    if not lying.exists() or lying.read_bytes() != copied.read_bytes() or [*manifest.untouched(estate.given)]:
        yield Diagnostic(
            code="NTE91",
            message="the folder was changed while it was deployed; what went to Azure is what it held before",
            place=Place(manifest.NAME),
            value=estate.approval,
            severity=Severity.NOTE,
            hint=f"Look at who changed it. What is recorded has the approval digest {estate.approval}.",
        )


def no_examples(estate: Estate) -> None:
    """Raise Rejected (AZU22) when the plan has ids that came with a starting point."""
    if found := [*with_examples((estate.folder / manifest.PLAN).read_text("utf-8"), str(estate.given))]:
        raise Rejected(Report.of(found))


def with_examples(plan: str, folder: str, severity: Severity = Severity.ERROR) -> Iterator[Diagnostic]:
    """AZU22 when the text of a plan has ids that came with a starting point; `folder` is what it is generated into."""
    if left := examples_in(plan):
        yield Diagnostic(
            code="AZU22",
            message=f"the plan has ids that came with a starting point: {', '.join(left)}",
            place=Place(manifest.PLAN),
            value=left[0],
            severity=severity,
            hint=f"`ringfence generate BLUEPRINT -o {folder}` notes the line of each (NTE06); replace them there"
            " and run it again",
            source="rule of the house: an example's id is of no tenant, subscription, group or person of yours",
        )
