from django.apps import apps
from django.db import models
from wagtail.query import PageQuerySet

from accounts.enums import RoleName
from accounts.invitations import token_hash
from accounts.rules import prizes_where
from showcase.enums import PRESS, SHOWN_STATES

CARD_FIELDS = (
    "kind",
    "company_name",
    "place",
    "citation",
    "category__name",
    "category__position",
    "category__edition__name",
    "category__edition__year",
    "category__edition__theme",
)
# Of the page: its address, whether it is open, and the text that its company approved.
PAGE_FIELDS = ("title", "url_path", "path", "live", "summary", "body", "picture")


class AwardQuerySet(models.QuerySet):
    def public(self, now=None):
        """What the whole world may know: told to the public, and neither declined nor taken back."""
        told = apps.get_model("judging", "Decision").objects.told_to_public(now)
        return self.filter(state__in=SHOWN_STATES, decision__in=told)

    def told_to_press(self, now=None):
        """What those may read who accepted the embargo, in a rehearsal too."""
        told = apps.get_model("judging", "Decision").objects.told_to_press(now)
        return self.filter(state__in=SHOWN_STATES, decision__in=told)

    def told_to_entrants(self, now=None):
        told = apps.get_model("judging", "Decision").objects.told_to_entrants(now)
        return self.exclude(state="revoked").filter(decision__in=told)

    def visible_to(self, person):
        """The back office's view: the awards of the prizes whose secretariat or auditor this person is."""
        return self.filter(category__edition__prize__in=prizes_where(person, RoleName.SECRETARIAT, RoleName.AUDITOR))

    def managed_by(self, person):
        return self.filter(category__edition__prize__in=prizes_where(person, RoleName.SECRETARIAT))

    def with_context(self):
        return self.select_related("category__edition__prize", "organisation")

    def with_category(self):
        """No more of them than says what was won: the award, its category and the year."""
        return self.select_related("category__edition").only("kind", "category__name", "category__edition__name")

    def for_cards(self):
        """With what a card says: the award, its page with picture and text, and the company's newest word on that."""
        awards = self.select_related("category__edition", "page__picture").annotate(**newest_word("pk"))
        return awards.only(*CARD_FIELDS, *(f"page__{name}" for name in PAGE_FIELDS))

    def in_order(self):
        """Newest year first, then winners before finalists before commended: by their names, as it happens."""
        return self.order_by("-category__edition__year", "-kind", "category__position", "company_name", "pk")


class PressPassQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(edition__prize__in=prizes_where(person, RoleName.SECRETARIAT, RoleName.AUDITOR))

    def with_token(self, token):
        return self.filter(invitation__token_hash=token_hash(token), invitation__purpose=PRESS)

    def of_address(self, address):
        return self.filter(invitation__address=address)

    def accepted(self):
        return self.filter(accepted_at__isnull=False, withdrawn_at=None)

    def with_context(self):
        return self.select_related("edition__prize", "invitation")


class WinnerPageQuerySet(PageQuerySet):
    def announced(self, now=None):
        """Being published is not enough: a page that went live too early still shows to nobody."""
        return self.filter(award__in=apps.get_model("showcase", "Award").objects.public(now))

    def with_newest_answer(self):
        return self.annotate(**newest_word("award"))


def newest_word(award):
    """The company's newest word in the same question: what it was, and to which text."""
    answers = apps.get_model("showcase", "Approval").objects.filter(award=models.OuterRef(award))
    return {
        "newest_answer": models.Subquery(answers.values("answer")[:1]),
        "newest_digest": models.Subquery(answers.values("text_digest")[:1]),
    }
