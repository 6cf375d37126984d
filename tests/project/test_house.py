"""The rules of the house that no linter knows: no machine in the repository, no clock or chance in the generator."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator" / "ringfence"
# In pieces, so that this file is clean itself: registries' hosts and folders of the machines that build.
PIECES = ("py pi.org", "python hosted", "registry.npm js", "deb.debian .org", "/wo rk/", "/fa rm/", "/ro ot/")
WORDS = re.compile("|".join(re.escape(word.replace(" ", "")) for word in PIECES), re.IGNORECASE)
CHANCE = {"random", "secrets", "time", "locale", "socket", "getpass", "platform", "http", "requests"}
CLOCK = {"now", "today", "utcnow", "uuid1", "uuid4", "getenv", "getcwd", "cwd", "home", "urandom"}
BARE = {"hash", "id", "open", "print", "input", "eval", "exec"}
WRITES = {"open", "write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "rmtree", "symlink_to"}


def tracked() -> list[Path]:
    """Every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def faults(source: str) -> Iterator[str]:
    """What code of the generator must not do."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            names = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"Exception"}
            yield from {"Exception", "BaseException"} & names
        elif isinstance(node, ast.Import | ast.ImportFrom):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            yield from {module.split(".")[0] for module in modules} & CHANCE
        elif isinstance(node, ast.Attribute) and node.attr == "environ":
            yield node.attr
        elif isinstance(node, ast.Call):
            yield from _call(node.func)


def _call(called: ast.expr) -> set[str]:
    if isinstance(called, ast.Attribute):
        return {called.attr} & (CLOCK | WRITES)
    return {called.id} & BARE if isinstance(called, ast.Name) else set()


ALLOWED = {
    "__main__.py": {"environ"},
    "console.py": {"environ"},
    "output.py": {"open", "mkdir", "unlink", "rmdir"},
    "check/bicep.py": {"environ", "home"},
    "azure/folder.py": {"mkdir", "write_bytes"},
    "azure/lock.py": {"mkdir", "open"},
    "check/evidence.py": {"write_text"},
    "load/document.py": {"open"},
}
"""Who may: the process (plug-ins), the command line (NO_COLOR), the writer, the reader, the search for Bicep."""


def test_no_file_names_a_registry_or_a_folder_of_a_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {word}" for word in set(WORDS.findall(text))]
    assert found == []


def test_every_python_file_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix == ".py" and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_generator_has_no_clock_no_chance_and_one_writer() -> None:
    files = {path.relative_to(GENERATOR).as_posix(): path.read_text("utf-8") for path in GENERATOR.rglob("*.py")}
    assert len(files) > 200
    assert ALLOWED.keys() <= files.keys()
    found = {name: set(faults(source)) for name, source in sorted(files.items())}
    assert [f"{name}: {sorted(what)}" for name, what in found.items() if what != ALLOWED.get(name, set())] == []


def test_each_of_these_is_found() -> None:
    sources = (
        "try:\n  pass\nexcept:\n  pass",
        "try:\n  pass\nexcept Exception:\n  pass",
        "try:\n  pass\nexcept (ValueError, BaseException):\n  pass",
        "import random",
        "from time import time",
        "datetime.datetime.now()",
        "date.today()",
        "os.environ['X']",
        "os.getenv('X')",
        "Path.cwd()",
        "uuid.uuid4()",
        "Path('x').write_text('')",
        "hash('x')",
        "open('x', 'w')",
    )
    assert [source for source in sources if not list(faults(source))] == []
