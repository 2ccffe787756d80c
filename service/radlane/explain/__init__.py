"""Why a network said so: heat maps, how faithful they are, how sure the network is, and whether it should speak."""
