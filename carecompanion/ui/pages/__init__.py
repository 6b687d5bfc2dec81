"""One file a page; only pages call services."""
