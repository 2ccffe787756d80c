"""What starts a job. The cores: no HTTP here."""
