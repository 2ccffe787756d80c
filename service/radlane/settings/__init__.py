"""Settings: `radlane.yaml` and the variables `RADLANE_...`, read once. Only this package looks at the environment."""
