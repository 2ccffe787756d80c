"""radlane: a DICOMweb inference microservice for radiology."""

__version__ = "0.1.0"
