"""The way of the data: where the stages meet. Read `steps.py` first."""
