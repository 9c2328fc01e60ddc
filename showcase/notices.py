from notices.registry import NoticeTemplate, register_template

register_template(
    NoticeTemplate(
        key="showcase.approval",
        name="Approval of a winner page",
        subject="Please read your page before we publish it",
        body=(
            "{{ inviter }} asks you to {{ asks }}.\n\n"
            "Read the text as it will appear, and say whether it may be published:\n\n{{ url }}\n\n"
            "The link is yours alone and works until {{ expires }}. Until you approve, only your company's name, its "
            "place, the category and the jury's citation will be shown."
        ),
        variables={
            "inviter": "Who asks, or the prize office",
            "asks": "What is asked, with the name of the award",
            "url": "The personal link",
            "expires": "The last day of the link",
        },
        sample={
            "inviter": "Dana Whitfield",
            "asks": "approve the page on your award “Winner, Process innovation”",
            "url": "https://example.org/approve/sample/",
            "expires": "14 May 2031",
        },
    )
)

register_template(
    NoticeTemplate(
        key="showcase.answered",
        name="Answer of a company on its winner page",
        subject="{{ company }}: {{ answer }}",
        body=(
            "{{ name }} answered for {{ company }} ({{ award }}). The text of the page is {{ answer }}.\n\n"
            "Remark: {{ remark }}"
        ),
        variables={
            "company": "The company",
            "award": "Kind and category of the award",
            "answer": "approved or declined",
            "name": "Who answered",
            "remark": "What they wrote, often what should change",
        },
        sample={
            "company": "Ashfield Castings",
            "award": "Winner · Process innovation",
            "answer": "declined",
            "name": "Robin Ashfield",
            "remark": "The lead time in the second paragraph was nine weeks, not seven.",
        },
    )
)

register_template(
    NoticeTemplate(
        key="showcase.press_invitation",
        name="Invitation of the press under embargo",
        subject="The awards, before they are announced",
        body=(
            "{{ inviter }} asks you to {{ asks }}.\n\n"
            "Open this link to read what you agree to, and accept or decline. From the hour of the press on, the same link "
            "shows the press pack: texts, pictures and the logo.\n\n{{ url }}\n\n"
            "The link is yours alone and can be answered until {{ expires }}. Please do not pass it on."
        ),
        variables={
            "inviter": "Who invites, or the prize office",
            "asks": "What is offered, with the name of the edition",
            "url": "The personal link",
            "expires": "The last day on which it can be answered",
        },
        sample={
            "inviter": "Dana Whitfield",
            "asks": "read the awards of “Sample Prize 2031” before they are announced, under an embargo",
            "url": "https://example.org/embargo/sample/",
            "expires": "14 May 2031",
        },
    )
)
