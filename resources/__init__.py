"""The library: documents, links, videos and kits, with their licences."""
