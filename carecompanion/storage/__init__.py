"""Memory: what is remembered. The only importer of SQLAlchemy and of the encrypted driver."""
