"""The demo's enquiries."""


def write_enquiries(people, prize):
    """Filled by its own part."""
