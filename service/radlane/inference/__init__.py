"""Tensor -> Outputs -> Conclusion: devices, session, self-test, postprocessing."""
