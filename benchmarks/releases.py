"""`diff` of two releases of three hundred landing zones, beside one `generate` of them, in this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure
from ringfence.output import write_tree
from ringfence.pack.difference.printed import as_text
from ringfence.pipeline import decide, files, ledger_path
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from tests.banks import Tree, bank, flow, write, zone

COUNT = 300
_RUNS = 3


def figures(folder: Path, count: int = COUNT) -> Iterator[Figure]:
    """Ratios of CPU time: one more host and landing zone, and every landing zone otherwise."""
    few, wider = (_zones(count, nodes) for nodes in (4, 5))
    hosts = flow("feed", *(one["name"] for one in few))
    more = {**hosts, "to": {"fqdns": [*hosts["to"]["fqdns"], "new.bank.example"]}}
    spent = [
        _generated(folder / "old", few, hosts),
        _generated(folder / "grown", [*few, zone("alpha")], more, folder / "old"),
        _generated(folder / "wider", wider, hosts, folder / "old"),
    ]
    generate = statistics.median(spent)
    for name, words in (("grown", "one more host and landing zone"), ("wider", "every landing zone changed")):
        compared = statistics.median(_compared(folder / "old" / "out", folder / name / "out") for _ in range(_RUNS))
        detail = f"{compared:.2f} s / {generate:.2f} s CPU"
        yield Figure(f"diff of {count} landing zones, {words} / generate", compared / generate, 0.5, detail)


def _zones(count: int, nodes: int) -> list[Tree]:
    """Landing zones with one cluster each, in two subscriptions: one takes no more than 4,000 role assignments."""
    cluster = {"name": "cpu", "size": "Standard_D4s_v5", "maxNodes": nodes}
    return [zone(f"zone-{n:03}", subscription=("ml", "platform")[n % 2], clusters=[cluster]) for n in range(count)]


def _generated(place: Path, zones: list[Tree], egress: Tree, before: Path | None = None) -> float:
    """CPU seconds of planning and packing a bank, which then lies in the folder with its ledger."""
    place.mkdir(exist_ok=True, parents=True)
    path = write(place, bank(*zones, addressPools=["10.64.0.0/12"], egress=[egress]))
    if before is not None:
        ledger_path(path).write_text(ledger_path(before / path.name).read_text("utf-8"), "utf-8")
    start = time.process_time()
    decision = decide(path)
    tree: Mapping[str, str] = files(decision)
    spent = time.process_time() - start
    ledger_path(path).write_text(decision.ledger_text, "utf-8")
    write_tree(place / "out", tree, force=True)
    return spent


def _compared(old: Path, new: Path) -> float:
    start = time.process_time()
    difference, _ = compare(opened(str(old)), opened(str(new)))
    as_text(difference, 120)
    return time.process_time() - start
