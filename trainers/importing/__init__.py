"""A plan from a file: our Markdown, or a Word or LibreOffice document filled from our template. It becomes a draft."""
