"""The mediators' rooms: directory of places, session plans, contribution and adaptation."""
