"""What the pages of a site mail: registered where they are imported."""

from home.notices import commitments, contact, events, stories  # noqa: F401
