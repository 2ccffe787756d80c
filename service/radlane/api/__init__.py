"""HTTP: routes, schemas, problems. FastAPI ends here."""
