"""Django groups, which only open doors into the back office. They follow from roles; nobody edits them."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.enums import RoleName

BACK_OFFICE = "Back office"
EDITORS = "Editors of prize {}"
PAGE_ACTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_ACTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def open_doors(person):
    """Make the person's groups what their roles say."""
    roles = list(person.roles.select_related("prize__site__root_page"))
    groups = [back_office_group()] if roles else []
    groups += [editors_group(role.prize) for role in roles if role.name == RoleName.EDITOR]
    person.groups.set(groups)


def back_office_group():
    group, _ = Group.objects.get_or_create(name=BACK_OFFICE)
    group.permissions.set(Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    return group


def follow_the_site(prize):
    """The prize was given another site, or its site another front page."""
    if Group.objects.filter(name=EDITORS.format(prize.pk)).exists():
        editors_group(prize)


def editors_group(prize):
    """Editors of a prize work on the pages of its site, and of no other prize's; while it has no site, on none."""
    group, _ = Group.objects.get_or_create(name=EDITORS.format(prize.pk))
    top = prize.site and prize.site.root_page
    GroupPagePermission.objects.filter(group=group).exclude(page=top).delete()
    acts = Permission.objects.filter(codename__in=PAGE_ACTS, content_type__app_label="wagtailcore")
    for permission in acts if top else ():
        GroupPagePermission.objects.get_or_create(group=group, page=top, permission=permission)
    files = Permission.objects.filter(
        codename__in=FILE_ACTS, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    )
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return group
