"""The steps from schema to schema, in order."""
