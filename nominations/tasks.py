from django_tasks import task


@task()
def scan_attachment(attachment_id):
    from nominations.actions.attachments import scan_now

    scan_now(attachment_id)
