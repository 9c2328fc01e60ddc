from audit.verbs import register_verbs
from showcase.enums import PressLook

register_verbs(
    {
        **dict(PressLook.choices),
        "press_pass.accepted": "Embargo accepted by the press",
        "press_pass.withdrawn": "Press pass taken back",
        "award.offered": "Award offered",
        "award.accepted": "Award accepted",
        "award.declined": "Award declined",
        "award.revoked": "Award revoked",
        "award.cited": "Citation written",
        "winner_page.drafted": "Winner page drafted",
        "winner_page.approved": "Winner page approved by the company",
        "winner_page.not_approved": "Winner page not approved by the company",
        "winner_page.ready": "Winner page approved by an editor",
        "winner_page.published": "Winner page published",
    }
)
