"""How the gazetteer that ships is built from licensed packages."""
