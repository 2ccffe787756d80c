"""What the standard says of the objects that results are: modules, attributes, terms, content (PS3.3, PS3.16)."""
