import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from search.enums import TERM_FACETS, EntryReader, Facet, Index, RunKind
from search.querysets import PickQuerySet, SearchedTextQuerySet, SharedQuerySet
from search.text import folded, names_in, words


def new_stamp():
    return secrets.randbelow(2**31)


class PublicDocument(models.Model):
    """One thing that anybody may find, as an anonymous visitor sees it. Only `search.indexing` writes here."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # The labels of its terms and its place: found like text, never shown as text.
    keywords = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    # Where that is, in degrees, for a search around a place.
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    boost = models.FloatField(default=1.0)
    image = models.CharField(max_length=500, blank=True)
    indexed_at = models.DateTimeField(default=timezone.now)
    # Drawn anew with every change: number and sum of all stamps tell whether anything changed.
    stamp = models.PositiveIntegerField(default=new_stamp, editable=False)

    class Meta:
        ordering = ["kind", "title"]
        indexes = [
            models.Index(fields=["-published_at", "id"], name="public_document_newest"),
            models.Index(fields=["stamp"], name="public_document_stamp"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_document_per_key"),
            models.CheckConstraint(condition=Q(boost__gt=0), name="document_boost_above_zero"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="document_lies_somewhere_whole",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def document_id(self):
        return f"{self.kind}:{self.key}"


class PublicFacet(models.Model):
    document = models.ForeignKey(PublicDocument, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20, choices=[(facet.value, facet.label) for facet in TERM_FACETS])
    slug = models.CharField(max_length=80)
    label = models.CharField(max_length=150)

    class Meta:
        ordering = ["name", "label"]
        constraints = [
            models.UniqueConstraint(fields=["document", "name", "slug"], name="term_once_per_document"),
            models.CheckConstraint(
                condition=Q(name__in=[facet.value for facet in TERM_FACETS]), name="facet_is_a_term_facet"
            ),
        ]

    def __str__(self):
        return f"{Facet(self.name).label}: {self.label}"


class EntryDocument(models.Model):
    """One entry as one kind of reader reads it. Only `search.indexing` writes here.

    The office has a document of each nomination that was submitted, by the nomination's key: all of it. A jury has one of
    each candidacy, by the candidacy's key: the answers that its round shows, and in a blind round nothing that tells who.
    """

    reader = models.CharField(max_length=10, choices=EntryReader.choices)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    company = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    # Its code and the labels of its terms: found like text, never shown as text.
    keywords = models.TextField(blank=True)
    indexed_at = models.DateTimeField(default=timezone.now)
    stamp = models.PositiveIntegerField(default=new_stamp, editable=False)

    class Meta:
        ordering = ["reader", "key"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "key"], name="one_entry_document_per_key"),
        ]

    def __str__(self):
        return f"{self.get_reader_display()}: {self.title or self.key}"

    @property
    def document_id(self):
        return f"{self.reader}:{self.key}"


class PendingWriteQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(given_up_at=None)

    def given_up(self):
        return self.exclude(given_up_at=None)


class PendingWrite(models.Model):
    """A document that a search server has still to be told of, as it is in the table, or that it is gone from there.

    Written with the change itself, taken away when the server has it: an outage of any length loses nothing.
    """

    index = models.CharField(max_length=10, choices=Index.choices)
    document_id = models.CharField(max_length=120)
    since = models.DateTimeField(default=timezone.now)
    # Drawn anew with every change, so that what changed while it was being written is written again.
    stamp = models.PositiveIntegerField(default=new_stamp, editable=False)
    is_removal = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    # The server refused this document itself, again and again: somebody has to look.
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = PendingWriteQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["index", "document_id"], name="one_pending_write_per_document"),
        ]

    def __str__(self):
        return f"{self.index} {self.document_id}"


class Word(models.Model):
    """A word of the public documents as it is written there: completes what is typed, and corrects it."""

    word = models.CharField(max_length=40, primary_key=True)
    documents = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word


class IndexRun(models.Model):
    """One rebuild or reconcile, and what it found to put right."""

    kind = models.CharField(max_length=10, choices=RunKind.choices)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.get_kind_display()} of {date_format(timezone.localtime(self.started_at), 'DATETIME_FORMAT')}"


class SynonymGroup(models.Model):
    """Several names of one thing: a search for any of them finds all of them. Read by `search.synonyms` only."""

    names = models.TextField(
        _("names"),
        max_length=1000,
        help_text=_("One on each line, or with commas between them: CNC, computer numerical control"),
    )
    # Drawn anew with every change: number and sum of all stamps tell whether anything changed.
    stamp = models.PositiveIntegerField(default=new_stamp, editable=False)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["names"]
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return ", ".join(self.spellings)

    def save(self, **kwargs):
        self.stamp = new_stamp()
        super().save(**kwargs)

    @property
    def spellings(self):
        """The names as they were written, each once."""
        return names_in(self.names)

    def clean(self):
        spellings = self.spellings
        if unreadable := [name for name in spellings if not words(name)]:
            raise ValidationError({"names": _("“%s” has neither letters nor digits.") % unreadable[0]})
        if len(spellings) < 2:
            raise ValidationError({"names": _("Write at least two names of the same thing.")})
        self._refuse_names_of_others({folded(name): name for name in spellings})
        self.names = "\n".join(spellings)

    def _refuse_names_of_others(self, mine):
        for group in SynonymGroup.objects.exclude(pk=self.pk):
            taken = [mine[folded(name)] for name in group.spellings if folded(name) in mine]
            if taken:
                named = {"name": taken[0], "group": group}
                raise ValidationError({"names": _("“%(name)s” stands in another group already: %(group)s.") % named})


class Pick(models.Model):
    """A document that editors want seen first by whoever asks for a text.

    It points at the public index: what is not there, because it is not announced, not live or gone, is not shown.
    """

    text = models.CharField(
        _("text"),
        max_length=100,
        help_text=_("What somebody types. Capitals, accents and punctuation do not matter; the words do, all of them."),
    )
    # The text as it is compared.
    words = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=40, editable=False)
    key = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField(
        _("position"), default=1, help_text=_("Where several are chosen for one text, the lowest number stands first.")
    )

    objects = PickQuerySet.as_manager()

    class Meta:
        ordering = ["words", "position", "pk"]
        verbose_name = _("chosen result")
        verbose_name_plural = _("chosen results")
        constraints = [
            models.UniqueConstraint(fields=["words", "kind", "key"], name="picked_once_for_a_text"),
        ]

    def __str__(self):
        return self.text

    def save(self, **kwargs):
        self.words = folded(self.text)
        super().save(**kwargs)


class SearchedText(models.Model):
    """How often a text was asked for on one day, and how much it found. Nothing of who asked. `search.asked` writes it."""

    day = models.DateField(_("day"))
    text = models.CharField(_("text"), max_length=100)
    times = models.PositiveIntegerField(_("times"), default=1)
    # The last time that day.
    results = models.PositiveIntegerField(_("results"))

    objects = SearchedTextQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "text"]
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        indexes = [models.Index(fields=["text", "-day"], name="searched_text_latest")]
        constraints = [
            models.UniqueConstraint(fields=["day", "text"], name="one_count_per_day_and_text"),
            models.CheckConstraint(condition=Q(times__gt=0), name="searched_at_least_once"),
        ]

    def __str__(self):
        return self.text
