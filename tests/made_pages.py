"""Writes `templates/compiled.json` and every made part of the pages: `python -m tests.made_pages`."""

from __future__ import annotations

from ringfence.blueprint.language.model import Blueprint
from ringfence.start.language_tables import tables
from tests import (
    azure_errors_table,
    checks_list,
    compiled_facts,
    findings_page,
    folder_examples,
    language_tables,
    readme_parts,
    reference_tables,
    rights_tables,
    traps_page,
)
from tests.marked import rewrite


def main() -> None:
    """The facts, the findings, the traps, then each part between marks."""
    compiled_facts.main()
    findings_page.main()
    traps_page.main()
    folder_examples.main()
    rewrite(language_tables.PAGE, language_tables.MARK, tables(Blueprint))
    rewrite(rights_tables.PAGE, rights_tables.MARK, rights_tables.tables())
    reference_tables.write()
    rewrite(azure_errors_table.PAGE, azure_errors_table.MARK, azure_errors_table.table())
    for mark, text in checks_list.parts().items():
        rewrite(checks_list.PAGE, mark, text)
    for mark, text in readme_parts.parts().items():
        rewrite(readme_parts.PAGE, mark, text)


if __name__ == "__main__":
    main()
