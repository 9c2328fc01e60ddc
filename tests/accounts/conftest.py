import pytest

from accounts.invitations import Purpose, register_purpose
from accounts.rules import is_secretariat_of_any_prize


@pytest.fixture(autouse=True, scope="session")
def guest_purpose():
    """An invitation to nothing in particular, so that the mechanism is tried on its own."""
    return register_purpose(
        Purpose(
            key="tests.guest",
            label="Guest",
            describe=lambda invitation: "come in as a guest",
            on_accept=lambda invitation, person: None,
            may_revoke=lambda person, invitation: is_secretariat_of_any_prize(person),
        )
    )
