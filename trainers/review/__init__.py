"""Before a plan is published: sending it, reading it together, answering, and who is told what.

The moderators work in Wagtail's own editor, with its workflow and its comments; here is what the author sees of it.
"""
