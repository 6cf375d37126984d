"""Writes the folders that the tests try into docs/contributor.md: `python -m tests.folder_examples`."""

from __future__ import annotations

from tests.marked import ROOT, rewrite

PAGE = "docs/contributor.md"
SHOWN = {
    "the search folder": ("search/service.yaml", "yaml"),
    "the search template": ("search/main.bicep.j2", "bicep"),
    "the purpose folder": ("lab/purpose.yaml", "yaml"),
}


def parts() -> dict[str, str]:
    """Each file between the marks of its name, as a block of code."""
    return {mark: _block(*shown) for mark, shown in SHOWN.items()}


def _block(file: str, language: str) -> str:
    return f"```{language}\n{(ROOT / 'tests' / 'features' / file).read_text('utf-8')}```\n"


def main() -> None:
    """Replace each part."""
    for mark, text in parts().items():
        rewrite(PAGE, mark, text)


if __name__ == "__main__":
    main()
