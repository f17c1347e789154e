"""The directory of public digital spaces, in the national standard of digital mediation places."""
