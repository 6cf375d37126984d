"""Stage 5, evidence: all that Bicep says about one package, gathered once and then only read by the witnesses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from ringfence.catalog.spec import Kind
from ringfence.check import compiled, flatten
from ringfence.check.bicep import Bicep, BicepError, Message, Scope
from ringfence.check.compiled import Node, Template
from ringfence.check.expect.package import Expected, expected
from ringfence.check.snapshot import Snapshot, normalised
from ringfence.diagnostics import Place
from ringfence.plan.model.module import SHARED
from ringfence.plan.model.package import Package, Plan
from ringfence.render.package import symbol
from ringfence.render.tree import CONFIG

Step = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One package as the plan, the files and Bicep know it.

    `parameters` are those of main.bicepparam as azure-cli would send them.
    `sources`, `configs` (every bicepconfig.json) and `formatted` are keyed by the path from the package, with the files
    that this one calls of those that all packages share. What could not be gathered is None and stands in `failures` by
    the name of the step (compile, snapshot, format, lint) with Bicep's words.
    """

    plan: Plan
    package: Package
    kinds: Mapping[str, Kind]
    sources: Mapping[str, str]
    configs: Mapping[str, str]
    expected: tuple[Expected, ...]
    messages: tuple[Message, ...] = ()
    template: Template | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    formatted: Mapping[str, str]
    relint: tuple[tuple[str, Message], ...] | None = None
    failures: Mapping[str, str]

    @property
    def index(self) -> Mapping[str, Expected]:
        """The plan's resources by lower-case id, as Azure compares ids."""
        return {row.resource.id.lower(): row for row in self.expected}

    def place(self, file: str, line: int = 0, column: int = 0) -> Place:
        """A position in a file of the package, relative to the folder that is checked."""
        return Place(normpath(f"packages/{self.package.name}/{file}"), line, column)

    def file(self, module: str) -> str:
        """The path of a module's file inside the package."""
        if module == compiled.MAIN:
            return "main.bicep"
        return next((one.path for one in self.package.modules if one.name == module), f"modules/{module}.bicep")

    def declared(self, node: Node) -> Place:
        """Where a module declares a symbol; the file as a whole when that line is not there."""
        module, symbol = node
        file = self.file(module)
        for number, line in enumerate(self.sources.get(file, "").splitlines(), 1):
            if line.startswith((f"resource {symbol} ", f"module {symbol} ")):
                return self.place(file, number, 1)
        return self.place(file)

    def path(self, *parts: str) -> str:
        """A keyed path: package, module, resource, property; a file that packages share goes by its place alone."""
        if parts and parts[0].startswith(SHARED):
            return parts[0].removeprefix(SHARED)
        return "/".join(filter(None, (self.package.name, *parts)))

    def about(self, resource_id: str, property_path: str = "") -> tuple[Place, str]:
        """The place and the keyed path of a predicted resource; one that the plan does not know goes by its id."""
        row = self.index.get(resource_id.lower())
        if row is None:
            return self.place("main.bicep"), self.path(resource_id, property_path)
        node = (row.resource.module, row.resource.symbol)
        return self.declared(node), self.path(*node, property_path)


def gather(bicep: Bicep, folder: Path, plan: Plan, package: Package, kinds: Mapping[str, Kind]) -> Evidence:
    """Ask Bicep everything there is to know about `folder`/packages/<name>; never raises BicepError."""
    root = (folder / "packages" / package.name).resolve()
    failures: dict[str, str] = {}
    sources = {**_texts(root, "*.bicep", "*.bicepparam"), **_shared(root, package)}
    done = _try(failures, "compile", lambda: bicep.compile(root / "main.bicepparam"))
    template = done.template if done else None
    snapshot = _try(failures, "snapshot", lambda: _snapshot(bicep, root, plan, package)) if template else None
    return Evidence(
        plan=plan,
        package=package,
        kinds=kinds,
        sources=sources,
        configs={**_texts(root, CONFIG), **_shared_config(root, package)},
        expected=expected(package, kinds),
        messages=tuple(_relative(message, root) for message in done.messages) if done else (),
        template=_template(template, sources, package) if template else None,
        parameters=done.parameters if done else {},
        snapshot=snapshot,
        formatted=_try(failures, "format", lambda: {name: bicep.format(root / name) for name in sources}) or {},
        relint=_try(failures, "lint", lambda: _relint(bicep, snapshot, _apis(plan, kinds))) if snapshot else None,
        failures=failures,
    )


def _template(text: str, sources: Mapping[str, str], package: Package) -> Template:
    names = {symbol(module.name): module.name for module in package.modules}
    return compiled.read(text, sources.get("main.bicep", ""), names)


def _try(failures: dict[str, str], step: str, ask: Callable[[], T]) -> T | None:
    """The answer, or None with Bicep's words kept: one package that fails must not hide the findings of the others."""
    try:
        return ask()
    except BicepError as error:
        failures[step] = " ".join(filter(None, (str(error), f"({error.kind})" if error.kind else "")))
        return None


def _texts(root: Path, *patterns: str) -> dict[str, str]:
    """Files of a package by their path inside it; bytes that are not UTF-8 are for the compiler to refuse."""
    files = sorted(path for pattern in patterns for path in root.rglob(pattern) if path.is_file())
    return {path.relative_to(root).as_posix(): _text(path) for path in files}


def _text(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def _shared(root: Path, package: Package) -> dict[str, str]:
    """The files that the package calls and all packages share, by their path from it; none that is missing."""
    paths = sorted({module.path for module in package.modules if module.shared})
    return {path: _text(root / path) for path in paths if (root / path).is_file()}


def _shared_config(root: Path, package: Package) -> dict[str, str]:
    """The lint rules of these files, by their path from the package; '' where they have none."""
    path = f"{SHARED}modules/{CONFIG}"
    called = any(module.shared for module in package.modules)
    return {path: _text(root / path) if (root / path).is_file() else ""} if called else {}


def _snapshot(bicep: Bicep, root: Path, plan: Plan, package: Package) -> Snapshot:
    scope = Scope(
        tenant=plan.institution.tenant,
        subscription=package.subscription,
        location=package.location.value,
        deployment=f"ringfence-{package.name}",
    )
    return normalised(bicep.snapshot(root / "main.bicepparam", scope))


def _apis(plan: Plan, kinds: Mapping[str, Kind]) -> dict[str, str]:
    """The API version of every type of the catalogue, by lower-case type, in the institution's cloud."""
    return {kind.type.lower(): kind.api.version(plan.institution.cloud) for kind in kinds.values()}


def _relint(bicep: Bicep, snapshot: Snapshot, apis: Mapping[str, str]) -> tuple[tuple[str, Message], ...]:
    """What the compiler says about the evaluated resources, each message with the id of its resource."""
    files = flatten.flattened(snapshot.resources, apis)
    with TemporaryDirectory(prefix="ringfence-") as name:
        folder = Path(name).resolve()
        for file in files:
            (folder / file.name).write_text(file.text, encoding="utf-8", newline="\n")
        messages = bicep.compile(folder / flatten.MAIN).messages
    return tuple((flatten.owner(files, Path(message.file).name, message.line), message) for message in messages)


def _relative(message: Message, root: Path) -> Message:
    """The message with its file as a path from the package."""
    path, folder = Path(message.file), root.parent.parent
    inside = message.file
    if path.is_relative_to(root):
        inside = path.relative_to(root).as_posix()
    elif path.is_relative_to(folder):
        inside = f"{SHARED}{path.relative_to(folder).as_posix()}"
    return Message(inside, message.line, message.column, message.level, message.code, message.text)
