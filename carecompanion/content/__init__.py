"""Packs: what is taught. Read-only matter; no Qt, no SQLAlchemy, no clock."""
