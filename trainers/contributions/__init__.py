"""Writing a session plan without the admin: « Mes séances », five short steps, saved as one goes."""
