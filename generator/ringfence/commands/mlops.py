"""The command `mlops`: the repository of pipelines in a generated folder, and what it would change in a team's copy."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from ringfence.commands.diff import CHANGES
from ringfence.console import show
from ringfence.reporting import visible

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--diff", "copy", type=FOLDER, help="The team's copy, to be compared; without it files are listed.")
@click.option("--since", "before", type=FOLDER, help="The generated folder that the copy was made from.")
@click.option("--exit-code", is_flag=True, help="Exit with 4 when something differs.")
def mlops(folder: Path, copy: Path | None, before: Path | None, exit_code: bool) -> None:
    """Say what the pipelines of a generated FOLDER would change in the copy that a team keeps. Writes nothing.

    With --since, edits of the team are told from changes of the generator: only the latter are shown.

    \b
    Examples:
      ringfence mlops build
      ringfence mlops build --diff ../ml-pipelines
      ringfence mlops build --diff ../ml-pipelines --since build-of-march --exit-code
    """
    from ringfence.pack.mlops.copied import changes
    from ringfence.pack.mlops.repository import HOME

    new = _texts(folder / HOME)
    if not new:
        raise click.UsageError(f"{folder} has no {HOME}/: its blueprint has no `mlops`")
    if copy is None:
        if before or exit_code:
            raise click.UsageError("--since and --exit-code go with --diff")
        show("".join(f"{path}\n" for path in new), paged=True)
        return
    old = _texts(before / HOME) if before else None
    found = list(changes(new, _texts(copy, {*new, *(old or {})}), old))
    shown = [line for one in found for line in (f"{one.path}: {one.state.value}", *map(visible, one.lines), "")]
    show("\n".join(shown or [f"{copy} has what {folder} gives"]) + "\n", paged=True)
    if exit_code and found:
        raise SystemExit(CHANGES)


def _texts(folder: Path, names: Collection[str] | None = None) -> dict[str, str]:
    """The files of a folder by path, sorted; with `names` those only. What is no text equals nothing generated."""
    paths = [folder / name for name in sorted(names)] if names is not None else sorted(folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in paths
        if path.is_file()
    }
