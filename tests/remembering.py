"""A Bicep that formats a text once a session: an edit of one file leaves the others of its folder as they were."""

from __future__ import annotations

from pathlib import Path

from ringfence.check.bicep import Bicep

_CONFIG = "bicepconfig.json"


class RememberingBicep(Bicep):
    """The same answers for `format`, which depends on the text of a file and on the settings above it, and no more."""

    def __init__(self, executable: Path) -> None:
        super().__init__(executable)
        self._formatted: dict[tuple[str, bytes, bytes], str] = {}

    def format(self, path: Path) -> str:
        """The file as `bicep format` would write it, asked for once."""
        if not path.is_file():
            return super().format(path)
        key = (path.suffix, path.read_bytes(), _settings(path))
        if key not in self._formatted:
            self._formatted[key] = super().format(path)
        return self._formatted[key]


def _settings(path: Path) -> bytes:
    """The nearest settings above a file, as Bicep finds them; empty for none."""
    found = (folder / _CONFIG for folder in path.resolve().parents)
    return next((file.read_bytes() for file in found if file.is_file()), b"")
