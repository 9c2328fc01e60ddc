"""Who comes in where: every named address of the front of house, and of the back office what no viewset serves.

A door that is not described here fails the walk. Sections of the back office are walked by tests/accounts.
"""

from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import Site

from accounts.backoffice import registered_viewsets
from prizes.sharing import sheet_of_service
from search.sharing import Place
from tests.proof import (
    doors_directory,
    doors_enquiries,
    doors_happenings,
    doors_industry,
    doors_profiles,
    doors_services,
    doors_topics,
)
from tests.proof.door import COMPANY, ENTRANT, JURY, LEADERS, OFFICE, POST_ONLY, PUBLIC, SEATED, SIGNED_IN, Door, admits

OF_OTHERS = ("wagtail", "account_", "mfa_", "socialaccount")


def share_digest(service):
    site = Site.objects.get(is_default_site=True)
    return sheet_of_service(service, Place(site.root_url, site.site_name)).digest


def draft(world):
    return [world.draft.pk]


def sent(world):
    return [world.sent.pk]


def round(world):
    return [world.round.pk]


def chain_head(world):
    return ["judging.chain_head"]


def edition(world):
    return {"scope": world.edition.record_scope}


def entry(world):
    return [world.candidacy.pk]


DOORS = {
    "script_words": Door(PUBLIC),
    "people:profile": Door(SIGNED_IN),
    "people:affiliate": Door(SIGNED_IN),
    "people:end_affiliation": Door(ENTRANT, lambda world: [world.affiliation.pk], POST_ONLY),
    "people:export": Door(SIGNED_IN, status=POST_ONLY),
    "people:erase": Door(SIGNED_IN),
    "people:invitation": Door(PUBLIC, lambda world: [world.token]),
    "people:accept_invitation": Door(SIGNED_IN, lambda world: [world.token], POST_ONLY),
    "people:decline_invitation": Door(PUBLIC, lambda world: [world.token], POST_ONLY),
    "nominations:mine": Door(SIGNED_IN),
    "nominations:screener": Door(PUBLIC, lambda world: [world.edition.pk]),
    "nominations:start": Door(PUBLIC, lambda world: [world.edition.pk], 302),
    "nominations:print_form": Door(PUBLIC, lambda world: [world.category.pk]),
    "nominations:detail": Door(COMPANY, draft),
    "nominations:conditions": Door(COMPANY, draft),
    # Leads to its first section.
    "nominations:draft": Door(COMPANY, draft, 302),
    "nominations:draft_section": Door(COMPANY, lambda world: [world.draft.pk, "work"]),
    "nominations:answer": Door(COMPANY, lambda world: [world.draft.pk, "headline"], POST_ONLY),
    "nominations:new_upload": Door(COMPANY, draft, POST_ONLY),
    "nominations:upload_piece": Door(ENTRANT, lambda world: [world.draft.pk, world.upload.pk]),
    "nominations:finish_upload": Door(ENTRANT, lambda world: [world.draft.pk, world.upload.pk], POST_ONLY),
    "nominations:download": Door(
        COMPANY | {"secretariat", "auditor"}, lambda world: [world.draft.pk, world.draft_file.pk]
    ),
    "nominations:remove_file": Door(COMPANY, lambda world: [world.draft.pk, world.draft_file.pk], POST_ONLY),
    "nominations:preview": Door(COMPANY, draft),
    "nominations:submit": Door(COMPANY, draft),
    "nominations:receipt": Door(ENTRANT, sent),
    "nominations:submission": Door(ENTRANT | {"secretariat", "auditor"}, lambda world: [world.sent.pk, 1]),
    "nominations:collaborators": Door(COMPANY, draft),
    "nominations:remove_collaborator": Door(
        COMPANY, lambda world: [world.draft.pk, world.people["collaborator"].pk], POST_ONLY
    ),
    "nominations:revoke_invitation": Door(COMPANY, lambda world: [world.draft.pk, world.invitation.pk], POST_ONLY),
    "nominations:withdraw": Door(COMPANY, draft),
    "nominations:accept": Door(admits(), draft),
    "nominations:decline": Door(admits(), draft),
    # Before the announcement there is no such page, for the company either.
    "outcomes:outcome": Door(admits(), sent),
    "outcomes:feedback": Door(admits(), lambda world: [world.sent.pk, 1]),
    "outcomes:feedback_document": Door(admits(), lambda world: [world.sent.pk, 1]),
    "award:answer": Door(admits(), sent),
    "story_offer:offer": Door(ENTRANT, sent),
    "stories:approve": Door(admits(), lambda world: [world.token]),
    "ask_for_story": Door(admits("secretariat", "editor"), lambda world: [world.story.pk]),
    "showcase:approve": Door(admits(), lambda world: [world.token]),
    # The link is the key, whoever is signed in; before its embargo is accepted it opens nothing but the embargo.
    "press:pass": Door(PUBLIC, lambda world: [world.press_token]),
    "press:archive": Door(admits(), lambda world: [world.press_token]),
    "press:picture": Door(admits(), lambda world: [world.press_token, 1]),
    "press:small_picture": Door(admits(), lambda world: [world.press_token, 1]),
    "judging:queue": Door(SEATED),
    "judging:fields": Door(SEATED),
    "judging:search": Door(SEATED),
    "judging:suggest": Door(SEATED),
    "judging:releases": Door(admits("auditor")),
    "judging:pledge": Door(SEATED, round),
    "judging:declare": Door(SEATED, round),
    "judging:bids": Door(SEATED, round),
    "judging:my_marks": Door(SEATED, round),
    "judging:hand_in": Door(SEATED, round),
    "judging:round": Door(LEADERS, round),
    "judging:remind": Door(LEADERS - {"auditor", "chair"}, round),
    "judging:conflicts": Door(LEADERS, round),
    "judging:waive": Door(admits("chair"), lambda world: [world.round.pk, world.declaration.pk]),
    "judging:recuse_juror": Door(OFFICE, lambda world: [world.round.pk, world.assignment.pk]),
    "judging:reopen": Door(admits("chair"), lambda world: [world.round.pk, world.card.pk]),
    "judging:results": Door(LEADERS, round),
    "judging:reliability": Door(LEADERS, round),
    "judging:method": Door(LEADERS, round),
    "judging:export": Door(OFFICE, lambda world: [world.round.pk, "xlsx"]),
    "judging:sealing": Door(admits(), round),
    "judging:rule_on_tie": Door(admits(), round),
    "judging:seal_figures": Door(admits(), round),
    "judging:result": Door(OFFICE | {"chair", "auditor"}, lambda world: [world.round.pk, world.candidacy.pk]),
    "judging:decisions": Door(LEADERS, round),
    "judging:seal_decisions": Door(admits(), round),
    "judging:decide": Door(admits(), lambda world: [world.round.pk, world.candidacy.pk]),
    "judging:commitments": Door(SEATED | {"auditor"}, round),
    "judging:meeting": Door(admits(), round),
    "judging:meeting_entry": Door(admits(), lambda world: [world.round.pk, world.candidacy.pk]),
    "judging:meeting_note": Door(admits(), lambda world: [world.round.pk, world.candidacy.pk], POST_ONLY),
    "judging:lift_seal": Door(admits(), lambda world: [world.round.pk, "figures"]),
    "judging:minutes": Door(LEADERS, round),
    "judging:minutes_document": Door(OFFICE, round),
    "judging:feedback": Door(admits(), round),
    "judging:edit_feedback": Door(admits(), lambda world: [world.round.pk, world.candidacy.pk]),
    "judging:preview_feedback": Door(admits(), lambda world: [world.round.pk, world.candidacy.pk]),
    "judging:send_feedback": Door(admits(), round),
    "judging:release": Door(admits("auditor"), round),
    "judging:announcements": Door(OFFICE, round),
    "judging:announce": Door(OFFICE, lambda world: [world.round.pk, "winner"]),
    "judging:entry": Door(JURY, entry),
    "judging:file": Door(JURY, lambda world: [world.candidacy.pk, 1]),
    "judging:mark": Door(JURY, lambda world: [world.candidacy.pk, "criterion-1"], POST_ONLY),
    "judging:remark": Door(JURY, lambda world: [world.candidacy.pk, "private"], POST_ONLY),
    "judging:return": Door(JURY, entry),
    "judging:recuse": Door(JURY, entry),
    "judging:concern": Door(JURY, entry),
    "judging:revise": Door(JURY, entry),
    "search:results": Door(PUBLIC),
    "search:suggest": Door(PUBLIC),
    "prizes:support_services": Door(PUBLIC),
    "prizes:support_service": Door(PUBLIC, lambda world: [world.service.pk]),
    # Of a service; that of a page asks the page.
    "share_picture": Door(PUBLIC, lambda world: ["support", world.service.pk, share_digest(world.service)]),
    "outbox:index": Door(OFFICE),
    "outbox:index_results": Door(OFFICE),
    "outbox:notice": Door(OFFICE, lambda world: [world.notice.pk]),
    "outbox:mail": Door(OFFICE, lambda world: [world.notice.pk]),
    "outbox:resend": Door(OFFICE, lambda world: [world.notice.pk], POST_ONLY),
    "outbox:cancel": Door(OFFICE, lambda world: [world.notice.pk], POST_ONLY),
    "notice_texts:index": Door(OFFICE),
    "notice_texts:edit": Door(OFFICE, chain_head, query=edition),
    "notice_texts:reset": Door(OFFICE, chain_head, POST_ONLY, query=edition),
    "record:index": Door(admits("secretariat", "auditor")),
    "record:index_results": Door(admits("secretariat", "auditor")),
    "record:verify": Door(admits("secretariat", "auditor")),
    "record:event": Door(admits("secretariat", "auditor"), lambda world: [world.event.position]),
    "form:preview": Door(OFFICE | {"auditor"}, lambda world: [world.form.pk]),
    "section:add_to": Door(OFFICE, lambda world: [world.open_section.form_id]),
    "section:move": Door(OFFICE, lambda world: [world.open_section.pk], POST_ONLY),
    "question:add_to": Door(OFFICE, lambda world: [world.open_section.pk]),
    "question:move": Door(OFFICE, lambda world: [world.form.questions.first().pk], POST_ONLY),
    **doors_directory.DOORS,
    **doors_enquiries.DOORS,
    **doors_happenings.DOORS,
    **doors_industry.DOORS,
    **doors_profiles.DOORS,
    **doors_services.DOORS,
    **doors_topics.DOORS,
}


def all_names():
    """Every name of an address that is the house's own and that the walk over viewsets leaves out."""
    names = list(names_below(get_resolver()))
    walked = {viewset.get_url_name(view) for viewset in registered_viewsets() for view in walked_views(viewset)}
    return {name for name in names if not name.startswith(OF_OTHERS) and name not in walked}


def walked_views(viewset):
    lists = ("index", "index_results", "add")
    rows = ("edit", "delete", "inspect", "copy", "history", "history_results")
    return (*lists, *rows, *viewset.acts)


def names_below(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names_below(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif pattern.name:
            yield namespace + pattern.name


def address(name, world):
    door = DOORS[name]
    return reverse(name, args=door.args(world), query=door.query and door.query(world))
