"""A stand-in for the program `az`: answers by the words it is given, and keeps a list of its calls."""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCRIPT = """#!{python} -ISE
import json, os, signal, sys
from pathlib import Path
here = Path(__file__).parent
words = " ".join(sys.argv[1:])
with (here / "calls").open("a", encoding="utf-8") as calls:
    calls.write(words + "\\n")
rules = json.loads((here / "rules.json").read_text("utf-8"))
used = lambda rule: here / f"used-{{rule['number']}}"
left = lambda rule: not rule["times"] or not used(rule).exists() or used(rule).stat().st_size < rule["times"]
rule = next((rule for rule in rules if all(part in words for part in rule["words"]) and left(rule)), None)
if rule is None:
    sys.exit("ERROR: nobody told this az what to answer to " + words)
with used(rule).open("a", encoding="utf-8") as uses:
    uses.write(".")
if rule["waits"]:
    with open(here / "waiting", "w", encoding="utf-8") as waiting:
        waiting.write(str(os.getpid()))
    signal.pause()
sys.stdout.write(rule["out"])
sys.stderr.write(rule["err"])
sys.exit(rule["code"])
"""


@dataclass(frozen=True, slots=True)
class Fake:
    """The program's folder; the newest answer that fits is given."""

    folder: Path

    def install(self) -> None:
        """Write the program and an empty list of answers."""
        program = self.folder / "az"
        program.write_text(_SCRIPT.format(python=sys.executable), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        (self.folder / "rules.json").write_text("[]", "utf-8")
        os.mkfifo(self.folder / "waiting")

    def answers(
        self, words: str, out: Any = None, *, text: str = "", err: str = "", code: int = 0, times: int = 0
    ) -> None:
        """Answer to calls that hold these words, each option with its value, with JSON or a text; with `err`, fail.

        With `times`, only so often; then the answer before holds again.
        """
        self._rule(words, json.dumps(out) if text == "" else text, err, code or (1 if err else 0), times=times)

    def waits(self, words: str) -> None:
        """Never come back from calls that hold these words."""
        self._rule(words, "", "", 0, waits=True)

    def waiting(self) -> int:
        """The process id of a call that does not come back, as soon as there is one."""
        return int((self.folder / "waiting").read_text("utf-8"))

    def calls(self, *words: str) -> list[str]:
        """The calls so far that hold all of these words, in order."""
        kept = self.folder / "calls"
        lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
        return [line for line in lines if all(word in line for word in words)]

    def _rule(self, words: str, out: str, err: str, code: int, *, waits: bool = False, times: int = 0) -> None:
        path = self.folder / "rules.json"
        before = json.loads(path.read_text("utf-8"))
        head, *options = words.split(" --")
        rule = {
            "words": [head, *(f"--{option}" for option in options)],
            "out": out,
            "err": err,
            "code": code,
            "waits": waits,
            "times": times,
            "number": len(before),
        }
        path.write_text(json.dumps([rule, *before]), "utf-8")
