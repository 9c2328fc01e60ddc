"""What Wagtail's own doors to pages tell, kept to the pages that somebody may know of."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.http import Http404
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.typed import whole_number


def works_on(user, pks):
    """Whether this person has something to do on, or beneath, each of these pages."""
    return page_permission_policy.explorable_instances(user).filter(pk__in=pks).count() == len(set(pks))


def offered(request, pks):
    """Whether the page chooser would offer all of these pages to this person: what hooks leave out has no other way in."""
    pages = Page.objects.all()
    for hook in hooks.get_hooks("construct_page_chooser_queryset"):
        pages = hook(pages, request)
    return pages.filter(pk__in=pks).count() == len(set(pks))


class ChoosePageView(BrowseView):
    """Wagtail asks the hooks about the pages beneath, not about the page that it begins with."""

    def get(self, request, parent_page_id):
        if not offered(request, [parent_page_id]):
            raise Http404
        return super().get(request, parent_page_id)


class ChosenPagesView(ChosenMultipleView):
    """Tells title and address of whatever page it is asked for."""

    def get(self, request):
        if not offered(request, numbers(request)):
            raise Http404
        return super().get(request)


def numbers(request):
    """Those in the query; what is no number is not found."""
    pks = [whole_number(pk) for pk in request.GET.getlist("id")]
    if None in pks:
        raise Http404
    return pks


def act_on_many(request, app_label, model_name, action):
    """As Wagtail's own view, which lists by name what one may not act on, whatever was asked for."""
    found = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if found is None:
        raise Http404
    model = apps.get_model(app_label, model_name)
    refuse_junk(model._meta.pk, [pk for pk in request.GET.getlist("id") if pk != "all"])
    named = type(found.__name__, (NamesWhatOneKnows, found), {})
    return named(request, model).dispatch(request)


def refuse_junk(field, pks):
    try:
        for pk in pks:
            field.run_validators(field.to_python(pk))
    except ValidationError as error:
        raise Http404 from error


class NamesWhatOneKnows:
    def get_actionable_objects(self):
        objects, more = super().get_actionable_objects()
        others = [each for each in more.get("items_with_no_access", []) if self._is_known(each)]
        more = more | {"items_with_no_access": others}
        if not objects and not any(more.values()):
            raise Http404
        return objects, more

    def _is_known(self, item):
        return isinstance(item, Page) and works_on(self.request.user, [item.pk])
