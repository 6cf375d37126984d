"""Answers of a dialogue that ended early, kept in a file beside the blueprint that is not there yet."""

from __future__ import annotations

from pathlib import Path

from ringfence.load.document import load
from ringfence.start.questions import Answers, Values
from ringfence.start.starter import spelled, spelled_list

_HEAD = "# Answers to `ringfence init {name}`, which goes on from them. Delete this file to begin anew.\n"


def path(target: Path) -> Path:
    """Where the answers for a blueprint are kept: `bank.yaml` → `bank.answers.yaml`."""
    return target.with_name(f"{target.stem}.answers.yaml")


def text(target: Path, answers: Answers) -> str:
    """The file for these answers."""
    rows = (f"{spelled(key)}: {spelled_list(values)}\n" for key, values in answers.items())
    return _HEAD.format(name=target.name) + "".join(rows)


def read(target: Path) -> dict[str, Values]:
    """The answers that were kept; raises Rejected for a file that cannot be read, and passes over what is no answer."""
    tree = load(path(target)).tree
    return {key: tuple(map(str, values)) for key, values in tree.items() if isinstance(values, list)}
