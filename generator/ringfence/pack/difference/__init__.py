"""A difference of two releases as people and programs read it: text, Markdown, JSON, one page of HTML."""
