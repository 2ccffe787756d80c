"""What a package's networks may hold: rules on the ONNX file, looked at before anything runs it."""
