"""Makes docs/traps.md: `python -m tests.traps_page`."""

from __future__ import annotations

from ringfence.start.trap_page import PAGE, page
from tests.findings_page import DOCS


def main() -> None:
    """Write the page."""
    (DOCS / PAGE).write_text(page(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
