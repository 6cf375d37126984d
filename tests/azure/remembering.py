"""A `bicep` for azure-cli that compiles a package once: the same files again get what it printed for them before.

`az` starts a new Bicep for each preview, deployment and build of a package, seconds each. Only what the real Bicep
printed without a warning is kept; everything else is Bicep's to say again. Run as a program, with the real Bicep, the
folder to keep in, and then the words of `az`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

_VERBS = ("build", "build-params")
_READ = ("*.bicep", "*.bicepparam", "bicepconfig.json")


def launcher(tools: Path, bicep: Path) -> None:
    """Write the program `bicep` into a folder; what it keeps stands beside it."""
    memory = tools / "remembered"
    memory.mkdir()
    program = tools / "bicep"
    words = " ".join(f"'{word}'" for word in (sys.executable, "-S", __file__, bicep, memory))
    program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', "utf-8")
    program.chmod(0o755)


def key(words: list[str]) -> str | None:
    """A hash of a command and all files that it reads; None for a command whose output is more than it prints."""
    named = [Path(word) for word in words if word.endswith((".bicep", ".bicepparam"))]
    if words[0] not in _VERBS or "--stdout" not in words or len(named) != 1:
        return None
    found = sha256("\0".join(Path(word).name for word in words).encode("utf-8"))
    folder = named[0].resolve().parent
    shared = folder.parent.parent / "modules"
    for place in (folder, shared):
        for file in sorted(file for pattern in _READ for file in place.rglob(pattern)):
            found.update(f"\0{file.relative_to(place).as_posix()}\0".encode() + file.read_bytes())
    return found.hexdigest()


def main(bicep: str, memory: str, *words: str) -> int:
    """Print what Bicep prints; its exit code."""
    name = key([*words])
    if name is None:
        os.execv(bicep, [bicep, *words])  # noqa: S606 - the program takes over
    kept = Path(memory) / name
    if not kept.is_file():
        done = subprocess.run([bicep, *words], capture_output=True, check=False)
        if done.returncode or done.stderr:
            sys.stdout.buffer.write(done.stdout)
            sys.stderr.buffer.write(done.stderr)
            return done.returncode
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.write_bytes(done.stdout)
        draft.rename(kept)
    sys.stdout.buffer.write(kept.read_bytes())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
