"""`python -m benchmarks` prints each ratio beside its bound; exit 1 when one misses. Needs the Bicep CLI."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from uuid import UUID

from ringfence.check import Bicep, locate
from ringfence.check.compiled import read
from ringfence.output import write_tree
from ringfence.pipeline import decide, files
from tests.banks import bank, write, zone

ROOT = Path(__file__).parent.parent
QUICKSTART = ROOT / "blueprints" / "quickstart.yaml"
LARGEST = ROOT / "out" / "quickstart" / "packages" / "credit-risk"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured ratio or size and the most it may be."""

    name: str
    value: float
    bound: float
    detail: str


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(*command: str | Path) -> None:
    """Run a program to its end, output thrown away."""
    subprocess.run([str(word) for word in command], check=True, capture_output=True, cwd=ROOT)


def paired(one: Callable[[], object], other: Callable[[], object], runs: int = RUNS) -> tuple[float, float, float]:
    """Median seconds of both, run in turn, and the median of their ratios; the first pair warms up and is dropped."""
    pairs = [(seconds(one), seconds(other)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratio


def whole_process(bicep: Path, folder: Path) -> Iterator[Figure]:
    """`generate` of the quickstart beside one cold build of its largest package."""
    blueprint = write(folder, {})
    blueprint.write_text(QUICKSTART.read_text("utf-8"), "utf-8")
    mine, theirs, ratio = paired(
        lambda: run(sys.executable, "-m", "ringfence", "generate", blueprint, "-o", folder / "out"),
        lambda: run(bicep, "build", LARGEST / "main.bicep", "--outfile", folder / "main.json"),
    )
    yield Figure("generate quickstart / cold bicep build", ratio, 0.25, f"{mine:.2f} s / {theirs:.2f} s")


def one_check(bicep: Path, folder: Path) -> Iterator[Figure]:
    """`check` of a package beside one cold build and one cold snapshot of it."""
    params = folder / "package" / "main.bicepparam"
    run("cp", "-r", LARGEST, folder / "package")

    def build_and_snapshot() -> None:
        run(bicep, "build", folder / "package" / "main.bicep", "--outfile", folder / "main.json")
        run(
            bicep,
            "snapshot",
            params,
            "--mode",
            "overwrite",
            "--subscription-id",
            str(UUID(int=1)),
            "--tenant-id",
            str(UUID(int=2)),
            "--location",
            "westeurope",
            "--deployment-name",
            "x",
        )

    mine, theirs, ratio = paired(
        lambda: run(
            sys.executable, "-m", "ringfence", "check", ROOT / "out" / "quickstart", "--package", "credit-risk"
        ),
        build_and_snapshot,
    )
    yield Figure("check a package / (cold build + cold snapshot)", ratio, 1.2, f"{mine:.2f} s / {theirs:.2f} s")


def scale(folder: Path) -> Iterator[Figure]:
    """In-process `generate` of 30 and 300 landing zones beside the warm compilation of the same output."""
    times = {}
    for count in (30, 300):
        place = folder / str(count)
        place.mkdir()
        # Two subscriptions: one takes no more than 4,000 role assignments.
        zones = [zone(f"zone-{n:03}", subscription=("ml", "platform")[n % 2]) for n in range(count)]
        path = write(place, bank(*zones, addressPools=["10.64.0.0/12"]))
        times[count] = statistics.median(seconds(lambda path=path: files(decide(path))) for _ in range(3))  # type: ignore[misc]
        tree = files(decide(path))
        write_tree(place / "out", tree)
        compiled = warm_compile(place / "out")
        ratio = times[count] / compiled
        yield Figure(
            f"generate {count} landing zones / warm compile", ratio, 0.10, f"{times[count]:.2f} s / {compiled:.1f} s"
        )
    yield Figure("time(300) / time(30)", times[300] / times[30], 11, f"{times[300]:.2f} s / {times[30]:.2f} s")


def warm_compile(folder: Path) -> float:
    """Seconds that a warm Bicep process takes for every package of a folder."""
    mains = sorted(folder.glob("packages/*/main.bicep"))
    with Bicep(locate()) as bicep:
        bicep.compile(mains[0])
        return seconds(lambda: [bicep.compile(main) for main in mains])


def sizes() -> Iterator[Figure]:
    """The largest package of the examples, and the average size of a declaration in each."""
    for path in sorted(ROOT.glob("out/*/packages/*/main.json")):
        template = read(path.read_text("utf-8"), (path.parent / "main.bicep").read_text("utf-8"))
        name = f"{path.parent.parent.parent.name}/{path.parent.name}"
        count = sum(not row.existing for row in template.declarations)
        detail = f"{template.size} bytes, {count} declarations"
        yield Figure(f"{name}: bytes a declaration", template.size / count, 2000, detail)
        yield Figure(f"{name}: bytes of the package", template.size, 1_000_000, "without white space")
        yield Figure(f"{name}: parameters", template.parameters, 40, "of main.bicep")


def main() -> int:
    """Print every figure; the number of misses."""
    bicep, misses = locate(), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for figure in chain(whole_process(bicep, folder), one_check(bicep, folder), scale(folder), sizes()):
            missed = figure.value > figure.bound
            misses += missed
            word = "MISS" if missed else "  ok"
            print(f"{word}  {figure.name}: {figure.value:.2f} (at most {figure.bound:g})  {figure.detail}", flush=True)
    return min(misses, 1)


if __name__ == "__main__":
    raise SystemExit(main())
