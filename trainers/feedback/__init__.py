"""What happened when a plan was run, and what is wrong with it: « Je l’ai animée », « Signaler un problème »."""
