"""The policy on decisions by people that is in force: shipped, with the user's own on top."""

from enduse.decide.policy import Policy, load
from enduse.errors import SettingsError
from enduse.settings import Settings

FILE = "policy.toml"
"""The user's own policy, in the data folder."""


def policy_of(settings: Settings) -> Policy:
    """The policy in force. Raises `SettingsError` where the user's own cannot be used."""
    place = settings.data / FILE
    try:
        own = place.read_bytes()
    except FileNotFoundError:
        own = None
    except OSError as error:
        raise SettingsError(str(place), f"cannot be read ({error})", "a policy") from error
    return load(own, where=str(place))
