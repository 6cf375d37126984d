"""`python -m ringfence` is the command `ringfence`."""

from __future__ import annotations

import atexit
import gc
import os

from ringfence.cli import main

_SELDOM = 100_000
"""Objects made before Python looks for circles among them; 700 would be looked for hundreds of times in one run."""


def settle() -> None:
    """Prepare a process that is Ringfence's own: it looks for circles seldom, and for no plug-ins of pydantic.

    At its end it looks for none: what is there goes with the process, and the last search took a fifth of `validate`.
    A plug-in that happens to be installed must not judge blueprints.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)


def run() -> None:
    """Run the command line in this process, which is for nothing else."""
    settle()
    main(prog_name="ringfence")


if __name__ == "__main__":
    run()
