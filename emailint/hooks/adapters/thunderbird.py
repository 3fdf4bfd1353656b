"""Thunderbird's add-on and its native host."""

from __future__ import annotations

from emailint.hooks import addon
from emailint.hooks.adapters import File, Place, Plan


def plan(place: Place) -> Plan:
    """The host, its manifest, and the add-on in each profile."""
    del place
    notes = [] if any(addon.profiles()) else ["no profile of Thunderbird yet: start it, then again"]
    return Plan([File(*file) for file in addon.files()], notes)


def scope(place: Place) -> str:
    """For all profiles of the user."""
    del place
    return ""


def amiss(place: Place) -> list[str]:
    """Profiles that haven't switched the add-on on."""
    del place
    return [
        f"{profile.name}: switch it on in Thunderbird: Add-ons and Themes, emailint"
        for profile in addon.profiles()
        if not addon.enabled(profile)
    ]
