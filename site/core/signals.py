"""What the pages tell to whoever listens."""

from django.dispatch import Signal

# A page was saved with its child relations (tags, parts), which Django's `post_save` comes too early for. Sent within
# the transaction of the save. Takes: page, update_fields (the names that were written, or None for all of them).
page_saved = Signal()
