"""Faces: what is seen. The only importer of PySide6."""
