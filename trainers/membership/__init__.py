"""Who belongs to which EPN: asking, deciding, leaving."""
