"""The terms of a vocabulary as they stand one beneath the other, read at once."""

from collections import defaultdict

from prizes.models import Term


class Tree:
    def __init__(self, vocabulary):
        self.terms = {term.pk: term for term in Term.objects.of(vocabulary).order_by("name")}
        self._narrower = defaultdict(list)
        for term in self.terms.values():
            self._narrower[term.broader_id].append(term)

    def top(self):
        return self._narrower[None]

    def narrower(self, term):
        return self._narrower[term.pk]

    def beneath(self, term):
        """Every narrower term, however far down."""
        found, waiting = {}, [*self.narrower(term)]
        while waiting:
            each = waiting.pop(0)
            if each.pk not in found:
                found[each.pk] = each
                waiting += self.narrower(each)
        return list(found.values())

    def above(self, term):
        """From the widest down to the next one."""
        found = []
        while (term := self.terms.get(term.broader_id)) and term not in found:
            found.append(term)
        return found[::-1]

    def beside(self, term):
        """Narrower terms of the same broader one. At the top everything would be beside everything."""
        if term.broader_id is None:
            return []
        return [each for each in self._narrower[term.broader_id] if each.pk != term.pk]
