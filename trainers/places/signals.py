"""What the directory tells to whoever listens."""

from django.dispatch import Signal

# Places were changed by a list, which saves none of them one by one. Sent within its transaction. Takes: places (numbers).
places_imported = Signal()
