"""Durable jobs: the engine, the job store, the ledger of runs and the outbox of their bytes."""
