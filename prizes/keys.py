"""Keys: short names that stay when wording changes and that survive copying. Answers and addresses store keys."""

from django.utils.text import slugify

KEY_LENGTH = 60


def free_key(text, taken, *, fallback="item"):
    """A key made of this text that is not taken yet; a number tells namesakes apart."""
    stem = slugify(text)[:KEY_LENGTH].strip("-") or fallback
    if stem not in taken:
        return stem
    for number in range(2, len(taken) + 3):
        ending = f"-{number}"
        key = stem[: KEY_LENGTH - len(ending)].strip("-") + ending
        if key not in taken:
            return key
    raise AssertionError("More numbers than keys were tried.")


def give_keys(rows, text_of):
    """Give every row that has no key one of its own among its siblings."""
    taken = {row.key for row in rows if row.key}
    for row in rows:
        if not row.key:
            row.key = free_key(text_of(row), taken)
            taken.add(row.key)
