"""What somebody types into the edition's page of the back office."""


def formset(prefix, rows=(), initial=0):
    data = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": initial,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        data.setdefault(f"{prefix}-{number}-ORDER", number + 1)
    return data


def posted(edition, *, dates=(), categories=(), rules=(), **changes):
    fields = {
        "prize": edition.prize_id,
        "year": edition.year,
        "name": edition.name,
        "theme": edition.theme,
        "time_zone": edition.time_zone,
        "opens_at": "2027-01-11 09:00",
        "closes_at": "2027-04-02 17:00",
        "upload_grace": "00:15:00",
        "terms_text": edition.terms_text,
    }
    rows = formset("dates", dates) | formset("categories", categories) | formset("eligibility_rules", rules)
    return fields | rows | changes


RULE = {
    "question": "How many employees do you have?",
    "kind": "number",
    "most": "500",
    "reason": "Too large.",
}
CATEGORY = {"name": "People and Skills", "winners_least": 0, "winners_most": 1}
