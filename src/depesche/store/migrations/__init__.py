"""In: a store of any earlier schema. Out: one of this version (Alembic)."""
