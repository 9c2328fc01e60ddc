"""What the demo says of its support services."""


def describe_services(people, prize):
    """Filled by its own part."""
