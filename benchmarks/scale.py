"""`generate` in this process for thirty and three hundred landing zones, and how large their plan is."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.bicep import warm_compile
from benchmarks.figures import Figure
from ringfence.pipeline import decide, files
from tests.banks import bank, write, zone

_FEW, _MANY = 30, 300


def figures(bicep: Path, folder: Path) -> Iterator[Figure]:
    """Ratios of CPU time; the compilation of n landing zones counts as n + 1 warm ones of the reference package."""
    few, _ = _generated(folder, _FEW, 7)
    many, tree = _generated(folder, _MANY, 3)
    compiled = warm_compile(bicep) * (_FEW + 1)
    detail = f"{few:.2f} s / ({_FEW + 1} packages x {compiled / (_FEW + 1):.2f} s) CPU"
    yield Figure(f"generate {_FEW} landing zones / warm compile", few / compiled, 0.08, detail)
    yield Figure(f"time({_MANY}) / time({_FEW})", many / few, 10, f"{many:.2f} s / {few:.2f} s CPU")
    size = len(tree["plan.json"].encode("utf-8")) / 1e6
    yield Figure(f"MB of plan.json of {_MANY} landing zones", size, 25, f"{tree['plan.json'].count(chr(10))} lines")


def _generated(folder: Path, count: int, runs: int) -> tuple[float, Mapping[str, str]]:
    """Median CPU seconds of several runs, and the files."""
    place = folder / str(count)
    place.mkdir()
    # Two subscriptions: one takes no more than 4,000 role assignments.
    zones = [zone(f"zone-{n:03}", subscription=("ml", "platform")[n % 2]) for n in range(count)]
    path = write(place, bank(*zones, addressPools=["10.64.0.0/12"]))
    spent, tree = [], files(decide(path))
    for _ in range(runs):
        start = time.process_time()
        tree = files(decide(path))
        spent.append(time.process_time() - start)
    return statistics.median(spent), tree
