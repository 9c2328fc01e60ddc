from django.core.files.storage import FileSystemStorage


class PrivateFileStorage(FileSystemStorage):
    """Files on disk that have no address: a view that asks the rules opens them."""

    def url(self, name):
        raise ValueError("A private file has no address.")
