"""`python -m ringfence` is the command `ringfence`."""

from __future__ import annotations

import gc
import os

from ringfence.cli import main

_SELDOM = 100_000
"""Objects made before Python looks for circles among them; 700 would be looked for hundreds of times in one run."""


def run() -> None:
    """Run the command line in a process that is its own.

    No plug-in of pydantic that happens to be installed judges blueprints, and none is looked for.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.set_threshold(_SELDOM)
    main(prog_name="ringfence")


if __name__ == "__main__":
    run()
