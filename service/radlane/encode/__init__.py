"""Findings -> checked DICOM objects: SEG, Secondary Capture and the root SR."""
