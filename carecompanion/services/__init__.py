"""Use cases: what a person does. No Qt."""
