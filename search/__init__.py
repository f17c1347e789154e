"""One read model of everything that is published, and the engines that query it."""
