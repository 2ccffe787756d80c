"""Why a network said so: its gradient, heat maps, and what these are worth."""
