"""How well a juror matches an entry, 0 to 100: by the fields that both name, or by what the office says of the pair.

For each vocabulary that the entry uses, the share of its terms that the juror knows; a broader or narrower neighbour of
a term counts half. The match is the mean over these vocabularies. Where the entry names nothing, or the juror has named
no field at all, nothing is known: 50, so that such a pair is neither sought nor shunned.

In a round that asks for bids, what the juror said of the entry moves that number. Who can or wants to read it knows more
of themselves than a list of fields does: the match is 50 at least. Who wants it comes half the way from there to 100; who
would rather not keeps half of the match, and is not excluded by it. The office's word on a pair stands above the fields
and above the bid.
"""

from collections import defaultdict

import numpy as np

from judging.enums import BidChoice, PairRuleKind
from judging.models import Bid, Expertise, PairRule
from judging.named_terms import terms_of_entries
from prizes.enums import MATCHED
from prizes.terms import terms_by_slug

UNKNOWN = 50
NEIGHBOUR = 0.5


def match_table(candidacies, jurors):
    """(I, J) integers 0 to 100 for these candidacies and people, in their order."""
    terms = terms_by_slug(MATCHED)
    each_once = {term.pk: term for term in terms.values()}
    column = {pk: number for number, pk in enumerate(each_once)}
    known = _known(jurors, each_once.values(), column)
    table = np.full((len(candidacies), len(jurors)), UNKNOWN, dtype=np.int64)
    named = known.any(axis=1)
    of_entry = terms_of_entries(candidacies, terms)
    for row, candidacy in enumerate(candidacies):
        by_vocabulary = defaultdict(list)
        for term in of_entry.get(candidacy.submission_id, ()):
            by_vocabulary[term.vocabulary].append(column[term.pk])
        if by_vocabulary:
            shares = [known[:, columns].mean(axis=1) for columns in by_vocabulary.values()]
            table[row, named] = np.rint(100 * np.mean(shares, axis=0)[named])
    return _with_rules(_with_bids(table, candidacies, jurors), candidacies, jurors)


def _known(jurors, terms, column):
    """(J, terms) 1 where the juror names the term, half where they name a neighbour."""
    row = {juror.pk: number for number, juror in enumerate(jurors)}
    known = np.zeros((len(jurors), len(column)))
    for juror, term in Expertise.objects.filter(juror__in=row).values_list("juror", "term"):
        if term in column:
            known[row[juror], column[term]] = 1.0
    near = np.zeros((len(column), len(column)))
    for term in terms:
        if term.broader_id in column:
            near[column[term.pk], column[term.broader_id]] = near[column[term.broader_id], column[term.pk]] = NEIGHBOUR
    return np.maximum(known, (known @ near).clip(max=NEIGHBOUR))


def with_bid(match, choice):
    """The match, an integer 0 to 100, after the juror's word on the entry."""
    if choice == BidChoice.RATHER_NOT:
        return match // 2
    least = max(match, UNKNOWN)
    return least if choice == BidChoice.CAN else (least + 101) // 2


def _with_bids(table, candidacies, jurors):
    row = {candidacy.pk: number for number, candidacy in enumerate(candidacies)}
    column = {juror.pk: number for number, juror in enumerate(jurors)}
    bids = Bid.objects.filter(candidacy__in=row, candidacy__round__asks_bids=True, juror__in=column)
    for candidacy, juror, choice in bids.values_list("candidacy", "juror", "choice"):
        place = row[candidacy], column[juror]
        table[place] = with_bid(int(table[place]), choice)
    return table


def _with_rules(table, candidacies, jurors):
    row = {candidacy.pk: number for number, candidacy in enumerate(candidacies)}
    column = {juror.pk: number for number, juror in enumerate(jurors)}
    rules = PairRule.objects.filter(kind=PairRuleKind.MATCH, candidacy__in=row, juror__in=column)
    for candidacy, juror, match in rules.values_list("candidacy", "juror", "match"):
        table[row[candidacy], column[juror]] = match
    return table
