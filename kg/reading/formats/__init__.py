"""One module a format; each gives `articles(stream, origin)`. Which is read by which is in kg/reading/registry.py."""
