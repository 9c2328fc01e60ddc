from django.db import transaction

from notices.outbox import write_notice


@transaction.atomic
def write_to_office(*, page, name, address, topic, text):
    """Mail what a visitor wrote to the office behind a contact page. Nothing of it is kept but the mail in the outbox."""
    context = {"name": name, "address": address, "topic": topic, "text": text}
    write_notice("home.contact", to=page.office_address, context=context, about=page, scope=page.record_scope)
