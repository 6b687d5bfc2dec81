"""Rules: how learning goes. Pure functions and small state machines; the clock is passed in."""
