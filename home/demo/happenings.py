"""The demo's events, and what its winners promised."""


def hold_events(people, prize, site_home):
    """Filled by its own part."""
