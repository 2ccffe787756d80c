"""Archives behind one port: query, retrieve, store with an outcome for each instance."""
