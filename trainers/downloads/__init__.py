"""Session plans as files: PDF, ODT, DOCX, Markdown, and zip kits that hold them with what goes along."""
