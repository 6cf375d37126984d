"""Values as text: table cells, Markdown, terminal."""
