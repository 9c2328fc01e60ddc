import pytest
from django.core.exceptions import ValidationError
from django.db import models

from accounts.transitions import TransitionRefused, Transitions


class Light(models.TextChoices):
    RED = "red", "Red"
    GREEN = "green", "Green"
    BROKEN = "broken", "Broken"


TABLE = Transitions(Light, {Light.RED: [Light.GREEN, Light.BROKEN], Light.GREEN: [Light.RED]})


@pytest.mark.parametrize("old", Light.values)
@pytest.mark.parametrize("new", Light.values)
def test_only_what_is_in_the_table_passes(old, new):
    allowed = (old, new) in {("red", "green"), ("red", "broken"), ("green", "red")}

    assert TABLE.allows(old, new) == allowed
    if allowed:
        TABLE.check(old, new)
    else:
        with pytest.raises(TransitionRefused):
            TABLE.check(old, new)


def test_refusal_speaks_plainly():
    with pytest.raises(ValidationError, match="This is green, so it cannot become broken."):
        TABLE.check("green", "broken")
    with pytest.raises(ValidationError, match="that is final"):
        TABLE.check("broken", "red")
