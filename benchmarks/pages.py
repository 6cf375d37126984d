"""The page of the review of sixty landing zones in a headless browser: until it is there and a filter is applied."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from ringfence.export.page import NAME, page
from ringfence.export.subject import subject
from ringfence.output import write_tree
from ringfence.pipeline import decide, files
from tests.banks import bank, flow, write, zone

COUNT = 60
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_RUNS = 5
"""Times that each page is opened; the least of them is what a busy machine disturbs least."""
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,1000", "--dump-dom")
_EMPTY = "<!doctype html><title>empty</title>"
_SAID = re.compile(r"measured ([\d.]+) ([\d.]+) (\d+) of (\d+) rows")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_MEASURE = """<script>
addEventListener("load", () => {
  document.body.offsetHeight;
  const start = performance.now();
  words.value = "allow 443";
  words.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight;
  const filtered = performance.now();
  const said = `measured ${filtered} ${filtered - start} ${document.getElementById("state").textContent}`;
  document.body.replaceChildren(said);
});
</script></body>"""


def figures(folder: Path, count: int = COUNT) -> Iterator[Figure]:
    """What the page measures from the start of loading to the end of a filter, beside a start of the same browser.

    Without a browser nothing is measured, and the figure misses: it says what to install.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    name = f"{NAME} of {count} landing zones"
    if browser is None:
        yield Figure(f"{name}: browsers", 0, -1, f"NOT MEASURED: none of {', '.join(BROWSERS)}; apt install chromium")
        return
    text = _page(folder, count)
    shown, empty = folder / "measured.html", folder / "empty.html"
    shown.write_text(_POLICY.sub("", text).replace("</body>", _MEASURE), "utf-8")
    empty.write_text(_EMPTY, "utf-8")
    opened, bare = [], []
    for _ in range(_RUNS):
        bare.append(_opened(browser, empty)[0])
        opened.append(_SAID.search(_opened(browser, shown)[1]))
    said = [each for each in opened if each]
    ready, filtered = (min(float(each[n]) for each in said) / 1000 for n in (1, 2))
    alone = min(bare)
    found = f"{said[0][3]} of {said[0][4]} rows, {len(text) / 1e6:.1f} MB"
    detail = f"{ready:.2f} s / {alone:.2f} s of wall time, of which {filtered:.2f} s to filter; {found}"
    yield Figure(f"{name}, open and filtered / browser with an empty page", ready / alone, 2.5, detail)


def _page(folder: Path, count: int) -> str:
    """The page of a bank with as many landing zones, which differ in what they are for."""
    folder.mkdir()
    names = [f"zone-{n:02}" for n in range(count)]
    zones = [zone(name, subscription=("ml", "platform")[n % 2]) for n, name in enumerate(names)]
    path = write(folder, bank(*zones, addressPools=["10.64.0.0/12"], egress=[flow("feed", *names)]))
    write_tree(folder / "out", files(decide(path)))
    return page(subject(folder / "out"))[NAME]


def _opened(browser: str, file: Path) -> tuple[float, str]:
    """Seconds of wall time for a browser to start, show a page and end, and what the page is then."""
    start = time.perf_counter()
    done = subprocess.run([browser, *_FLAGS, file.as_uri()], check=True, capture_output=True, text=True, timeout=120)
    return time.perf_counter() - start, done.stdout
