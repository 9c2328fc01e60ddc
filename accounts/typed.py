"""What arrives as text and should be a number."""

# Beyond this no number of ours goes, and no database column takes it.
MOST_DIGITS = 9


def whole_number(text):
    """None where the text is not a plain number: signs, other scripts and thousands of digits are somebody's play."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
