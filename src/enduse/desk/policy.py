"""The policy on decisions by people that is in force: shipped, with the user's own on top."""

from typing import TYPE_CHECKING

from enduse.errors import SettingsError
from enduse.settings import Settings

if TYPE_CHECKING:
    from enduse.decide.policy import Policy

FILE = "policy.toml"
"""The user's own policy, in the data folder."""


def policy_of(settings: Settings) -> "Policy":
    """The policy in force. Raises `SettingsError` where the user's own cannot be used."""
    return policy_in(policy_data(settings), settings)


def policy_data(settings: Settings) -> bytes | None:
    """The bytes of the user's own policy, if there is one."""
    place = settings.data / FILE
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(str(place), f"cannot be read ({error})", "a policy") from error


def policy_in(data: bytes | None, settings: Settings) -> "Policy":
    """The policy with the user's own in its bytes; None where there is none of his."""
    from enduse.decide.policy import load  # only where somebody decided, or has a policy

    return load(data, where=str(settings.data / FILE))
