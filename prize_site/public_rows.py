"""What the public pages are made from: the rows whose change changes them, and the hours that change them by themselves."""

import functools

from django.db import connection
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from accounts.models import Organisation
from home.models import EventPage, SignUp, StoryApproval, StoryPage
from judging.models import (
    Announcement,
    Candidacy,
    Criterion,
    Decision,
    Level,
    Panel,
    Release,
    Round,
    RoundCategory,
    Rubric,
    Seat,
)
from network.models import (
    ApproachConsent,
    CapabilityProfile,
    Equipment,
    Partner,
    ProblemStatement,
    ProfilePicture,
    TopicLesson,
)
from nominations.models import Nomination
from prizes.models import (
    Category,
    Edition,
    EditionDate,
    EligibilityOption,
    EligibilityRule,
    Prize,
    SupportService,
    Term,
    TermRedirect,
)
from search.models import PublicDocument
from showcase.models import Approval, Award, Picture

READ_BY_PAGES = (
    Locale,
    Site,
    PageViewRestriction,
    # How many entered. Saved when it moves from state to state; an answer is no part of it.
    Nomination,
    Picture,
    get_document_model(),
    Organisation,
    Prize,
    Edition,
    EditionDate,
    Category,
    EligibilityRule,
    EligibilityOption,
    Term,
    SupportService,
    Round,
    RoundCategory,
    Rubric,
    Criterion,
    Level,
    Panel,
    Seat,
    Candidacy,
    Decision,
    Release,
    Announcement,
    Award,
    Approval,
    StoryApproval,
    TermRedirect,
    CapabilityProfile,
    Equipment,
    ProfilePicture,
    TopicLesson,
    ProblemStatement,
    ApproachConsent,
    Partner,
    SignUp,
    # What topics list. Saved when it comes or changes in the index, after the row that it shows.
    PublicDocument,
)
MOMENTS = (
    (Edition, "opens_at"),
    (Edition, "closes_at"),
    (EditionDate, "at"),
    (Round, "opens_at"),
    (Announcement, "public_at"),
    (EventPage, "starts_at"),
    (EventPage, "ends_at"),
    (EventPage, "sign_up_until"),
)
LINKS = (
    Award.terms.through,
    StoryPage.terms.through,
    SupportService.assistance.through,
    SupportService.sub_industries.through,
    SupportService.topics.through,
    CapabilityProfile.terms.through,
    ProblemStatement.terms.through,
)
PAGE_SIGNALS = (page_published, page_unpublished, page_slug_changed, post_page_move)


def watch(act):
    """Call `act` whenever a row is saved or deleted that some public page shows. Pages themselves: when readers notice."""

    def page_saved(update_fields=None, **kwargs):
        # A draft is kept beside the page, whose own row only learns that there is one.
        if update_fields is None or "live" in update_fields:
            act()

    for signal in PAGE_SIGNALS:
        _connect(signal, act)
    for model in [Page, *get_page_models()]:
        _connect(post_save, page_saved, model)
        _connect(post_delete, act, model)
    for model in READ_BY_PAGES:
        _connect(post_save, act, model)
        _connect(post_delete, act, model)
    for model in LINKS:
        _connect(m2m_changed, act, model)


def _connect(signal, act, sender=None):
    signal.connect(act, sender=sender, weak=False, dispatch_uid=f"public-rows:{sender and sender._meta.label}")


def coming_moments(now):
    """The hours still to come at which a page says something else though no row changes. One query."""
    hour = EditionDate._meta.get_field("at")
    asked = hour.get_db_prep_value(now, connection)
    with connection.cursor() as cursor:
        cursor.execute(_question(), [asked] * len(MOMENTS))
        found = [moment for (moment,) in cursor]
    for convert in connection.ops.get_db_converters(hour.cached_col):
        found = [convert(moment, hour.cached_col, connection) for moment in found]
    return found


@functools.cache
def _question():
    """Written once in each process: every page that is not kept asks it, and writing it took longer than the answer."""
    anytime = timezone.now()
    first, *others = [
        model.objects.order_by().filter(**{f"{field}__gt": anytime}).values_list(field) for model, field in MOMENTS
    ]
    sql, _ = first.union(*others).query.sql_with_params()
    return sql
