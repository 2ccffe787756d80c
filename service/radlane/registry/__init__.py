"""Model packages: manifest, digests, versions and tags."""
