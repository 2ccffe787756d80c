"""The values that cross stages: frozen, keyword-only, numpy at most."""
