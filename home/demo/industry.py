"""The demo's large manufacturers, their problem statements, partners and nominations."""


def open_the_door(people, prize):
    """Filled by its own part."""
