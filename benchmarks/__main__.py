"""`python -m benchmarks` prints each figure beside its bound; exit 1 when one misses. Needs the Bicep CLI.

Times are CPU time, user and system, so that a busy machine changes them little; every bound of a time is on a ratio of
two that one run has measured.
"""

from __future__ import annotations

import tempfile
from itertools import chain
from pathlib import Path

from benchmarks import bicep, bundles, pages, releases, scale, sizes, start_up
from ringfence.__main__ import settle
from ringfence.check import locate


def main() -> int:
    """Print every figure; 1 when one of them misses its bound."""
    settle()
    program, missed = locate(), False
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name), Path(name) / "bytecode"
        measured = (
            start_up.figures(cache),
            bicep.figures(program, folder, cache),
            scale.figures(program, folder),
            releases.figures(folder / "releases"),
            pages.figures(folder / "pages"),
            bundles.figures(folder / "bundles", cache),
            sizes.figures(),
        )
        for figure in chain(*measured):
            missed |= figure.missed
            print(figure, flush=True)
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
