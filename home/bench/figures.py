"""What was measured, what it is held to, and the table of both."""

from dataclasses import dataclass

HEADINGS = ("what", "who", "measured", "queries", "to hold", "holds")


@dataclass(frozen=True)
class Figure:
    what: str
    who: str
    value: float
    queries: int | None = None
    unit: str = "ms CPU"
    # What the value and the queries must not exceed; None where nothing is asked.
    most: float | None = None
    most_queries: int | None = None

    @property
    def holds(self):
        within = self.most is None or self.value <= self.most
        return within and (self.most_queries is None or self.queries <= self.most_queries)

    @property
    def limit(self):
        limits = []
        if self.most is not None:
            limits.append(f"{self.most:,g} {self.unit}")
        if self.most_queries is not None:
            limits.append(f"{self.most_queries} queries")
        return ", ".join(limits)

    @property
    def row(self):
        queries = "" if self.queries is None else str(self.queries)
        answer = ("yes" if self.holds else "NO") if self.limit else ""
        return (self.what, self.who, f"{self.value:,.1f} {self.unit}", queries, self.limit, answer)


def table(figures):
    rows = [HEADINGS, *(figure.row for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (rows[0], rule, *rows[1:])
    )


def verdict(figures):
    """One sentence: everything holds, or what does not."""
    broken = [figure.what for figure in figures if not figure.holds]
    if not broken:
        return "Every figure holds."
    return f"{len(broken)} of {len(figures)} figures do not hold: {'; '.join(broken)}."
