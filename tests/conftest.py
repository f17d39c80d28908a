"""What every test shares: laws are tried by count, not by the clock of a noisy machine."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
