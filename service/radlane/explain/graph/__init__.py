"""Surgery on ONNX graphs: gradients, layers, random weights. Imported only in a process with limits."""
