"""The checker's rules, one subject a module."""
