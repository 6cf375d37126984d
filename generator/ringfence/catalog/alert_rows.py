"""Alerts that several folders have: a row that is `like` another folder says only what differs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ringfence.catalog.fault import Fault
from ringfence.catalog.files import Row


def alert_rows(file: Path, key: str, folders: Mapping[str, Row], found: list[Fault]) -> list[Row]:
    """The rows `key` of the folder of a file in full: what a row that is `like` a folder leaves out comes from there.

    `folders` has every folder by kind as it is written. A row of the same name that the other folder does not write is
    a fault, which is added to `found`.
    """
    whole: list[Row] = []
    for index, row in enumerate(folders[file.parent.name][key]):
        like, name = row.get("like", ""), row.get("name", "")
        written = {each["name"]: each for each in folders.get(like, {}).get(key, ()) if "like" not in each}
        if like and name not in written:
            found.append(Fault(file, (key, index, "like"), f"'{like}' writes no row '{name}' under {key}"))
        else:
            whole.append({**written.get(name, {}), **{word: row[word] for word in row if word != "like"}})
    return whole
