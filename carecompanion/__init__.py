"""Care Companion: caring for the user, caring for the caregiver."""

__version__ = "0.1.0"
