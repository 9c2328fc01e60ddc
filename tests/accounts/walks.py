from accounts.enums import RoleName
from accounts.viewsets import InvitationViewSet, OrganisationViewSet, PersonViewSet, RoleViewSet
from tests.accounts.factories import InvitationFactory, OrganisationFactory, PersonFactory, RoleFactory
from tests.accounts.viewset_walk import Walk, register_walk

register_walk(
    PersonViewSet,
    Walk(
        row=lambda prize: PersonFactory(),
        change=lambda person: {"name": "Another name", "language": "en"},
        belongs_to_prize=False,
    ),
)
ORGANISATION = {"name": "Walked Works", "kind": "sme", "aliases": "WW", "domains": "walked.example"}
register_walk(
    OrganisationViewSet,
    Walk(
        row=lambda prize: OrganisationFactory(),
        add=lambda prize: ORGANISATION,
        change=lambda organisation: ORGANISATION,
        belongs_to_prize=False,
    ),
)
register_walk(
    RoleViewSet,
    Walk(
        row=lambda prize: RoleFactory(prize=prize, name=RoleName.AUDITOR),
        add=lambda prize: {"email": PersonFactory().email, "name": RoleName.EDITOR, "prize": prize.pk},
    ),
)
register_walk(
    InvitationViewSet,
    Walk(
        row=lambda prize: InvitationFactory(prize=prize),
        add=lambda prize: {"address": "somebody@new.example", "role": RoleName.EDITOR, "prize": prize.pk},
    ),
)
