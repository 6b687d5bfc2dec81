"""The steps a file's schema took, one small file each, never edited once released.

tests/databases keeps a file of every step.
"""
