from notices.registry import NoticeTemplate, register_template

register_template(
    NoticeTemplate(
        key="accounts.invitation",
        name="Invitation",
        subject="{{ inviter }} asks you to {{ asks }}",
        body="""Hello,

{{ inviter }} asks you to {{ asks }}.

Open this link to read more and to accept or decline:
{{ url }}

The link is yours alone and works until {{ expires }}. If you did not expect it, you need not do anything.
""",
        variables={
            "inviter": "Who invites",
            "asks": "What the person is asked to do",
            "url": "The link to answer",
            "expires": "The last day on which the link works",
        },
        sample={
            "inviter": "Ruth Sample",
            "asks": "work on the nomination “A quieter press”",
            "url": "https://prize.example/people/invitations/sample/",
            "expires": "March 12, 2027",
        },
    )
)
ROLE_VARIABLES = {"name": "The person", "role": "The role", "prize": "The prize"}
ROLE_SAMPLE = {"name": "Ruth Sample", "role": "Secretariat", "prize": "The Sample Prize"}
register_template(
    NoticeTemplate(
        key="accounts.role_given",
        name="Role given",
        subject="You now hold the role “{{ role }}” for {{ prize }}",
        body="""Hello {{ name }},

you now hold the role “{{ role }}” for {{ prize }}. If you have no second factor yet, you will be asked to
set one up when you next sign in.
""",
        variables=ROLE_VARIABLES,
        sample=ROLE_SAMPLE,
    )
)
register_template(
    NoticeTemplate(
        key="accounts.role_taken",
        name="Role ended",
        subject="Your role “{{ role }}” for {{ prize }} has ended",
        body="""Hello {{ name }},

your role “{{ role }}” for {{ prize }} has ended. If this surprises you, please ask the prize office.
""",
        variables=ROLE_VARIABLES,
        sample=ROLE_SAMPLE,
    )
)
