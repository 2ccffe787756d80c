"""Instances -> Image -> Tensor, and back to the source grid; pure numpy, no I/O."""
