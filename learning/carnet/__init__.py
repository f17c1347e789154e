"""The learner's carnet: what was done, kept without an account and found again with three words."""
