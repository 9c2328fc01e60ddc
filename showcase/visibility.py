"""Which pages are closed to visitors. Wagtail reads that several times for one page; here once for each request."""

from threading import local

from django.core.signals import request_finished, request_started
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import PageViewRestriction

_request = local()
OPEN_SECTIONS = "_open_sections"
# What menu, breadcrumbs and the way to a page ask of a section. Its address needs no more.
SECTION_FIELDS = ("title", "slug", "url_path", "path", "depth", "show_in_menus", "live", "content_type")


def public_q():
    """As a filter over pages: nothing on the way down to it is closed. `PageQuerySet.public()` without its query."""
    closed = Q()
    for path in closed_paths():
        closed |= Q(path__startswith=path)
    return ~closed if closed else Q()


def open_q(beneath=None):
    """As one filter over pages: live, public, and, where a page is given, somewhere beneath it."""
    shown = Q(live=True) & public_q()
    return shown & Q(path__startswith=beneath.path, depth__gt=beneath.depth) if beneath else shown


def is_closed(page):
    return any(page.path.startswith(path) for path in closed_paths())


def closed_paths():
    if not getattr(_request, "running", False):
        return _read()
    if _request.closed is None:
        _request.closed = _read()
    return _request.closed


def none_is_closed():
    """Said by who has asked already, with something else."""
    if getattr(_request, "running", False):
        _request.closed = []


def _read():
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def open_sections(root, request):
    """The pages right beneath the front page of this request's site: what its menu, and its front page, choose from."""
    if not hasattr(request, OPEN_SECTIONS):
        setattr(request, OPEN_SECTIONS, list(root.get_children().filter(open_q()).only(*SECTION_FIELDS)))
    return getattr(request, OPEN_SECTIONS)


def section_above(page, root, request):
    """The open section right beneath which a page stands, or None."""
    if page.depth != root.depth + 2:
        return None
    sections = open_sections(root, request)
    return next((section for section in sections if page.is_child_of(section)), None)


def begin(**kwargs):
    _request.running, _request.closed = True, None


def end(**kwargs):
    _request.running = False


def forget(**kwargs):
    _request.closed = None


def connect():
    request_started.connect(begin, dispatch_uid="visibility.begin")
    request_finished.connect(end, dispatch_uid="visibility.end")
    # Before, too: whoever hears of it first must not read what was kept.
    for signal in (pre_save, post_save, pre_delete, post_delete):
        signal.connect(forget, sender=PageViewRestriction, dispatch_uid="visibility.forget")
