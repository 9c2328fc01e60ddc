from django.core.files.storage import storages


def private_storage():
    """Evidence lives where no web server looks; a view that asks the rules hands it out."""
    return storages["private"]


def attachment_path(attachment, filename):
    """A path that tells nobody anything: neither company nor file name."""
    return f"attachments/{attachment.pk.hex[:2]}/{attachment.pk.hex}"
