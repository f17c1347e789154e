"""Attachments of a contributed plan: sent by its author, private until the plan is public, gone when nothing uses them."""
