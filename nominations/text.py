"""Words as the writer counts them; the count in the browser follows the same rule."""


def count_words(text):
    return len(text.split())
