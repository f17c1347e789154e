"""Session plans (« séances »), the sequences that order them, and what a mediator does with them."""
