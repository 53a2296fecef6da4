"""The folder of all that a run makes: back it up, restore it, and bring it up to date after a new release."""
