"""A network as a function and an image -> maps of what its answer rests on, and how far each map can be believed."""
