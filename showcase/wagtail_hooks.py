from django.db.models import Q
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.backoffice.work import register_work
from showcase.models import WinnerPage
from showcase.office import awards_that_wait
from showcase.press.office import PressPassViewSet
from showcase.viewsets import AwardViewSet
from showcase.visibility import public_q

register_work(awards_that_wait)


@hooks.register("register_admin_viewset")
def register_awards():
    return [AwardViewSet(), PressPassViewSet()]


@hooks.register("construct_page_chooser_queryset")
def offer_what_one_may_know(pages, request):
    """Wagtail lets everybody in the back office choose from all pages, drafts of other prizes among them.

    Here it offers the pages on which somebody works, and of all others what a visitor sees.
    """
    own = page_permission_policy.explorable_instances(request.user)
    early = WinnerPage.objects.exclude(pk__in=WinnerPage.objects.announced())
    shown = Page.objects.live().filter(public_q()).exclude(pk__in=early.values("pk"))
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=shown.values("pk")))
