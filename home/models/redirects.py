from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from accounts.enums import RoleName
from accounts.rules import prizes_where
from prizes.models import Prize


def sites_of(person):
    """Those on which this person moves pages: of the prizes that they edit, or run."""
    prizes = Prize.objects.filter(pk__in=prizes_where(person, RoleName.EDITOR, RoleName.SECRETARIAT))
    return Site.objects.filter(pk__in=prizes.values("site"))


class SiteRedirectQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(site__in=sites_of(person))

    def with_context(self):
        return self.select_related("site", "redirect_page")


class SiteRedirect(Redirect):
    """Wagtail's redirect of one site, in the hands of those who look after its pages."""

    objects = SiteRedirectQuerySet.as_manager()

    class Meta:
        proxy = True
        ordering = ["old_path"]
        verbose_name = _("redirect")
        default_permissions = ()

    @property
    def record_scope(self):
        prize = Prize.objects.filter(site=self.site_id).order_by("pk").first()
        return prize.record_scope if prize else ""

    @property
    def leads_to(self):
        return self.redirect_page.title if self.redirect_page else self.redirect_link
