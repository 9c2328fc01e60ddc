from django.core.files.storage import FileSystemStorage, storages
from django.http import Http404
from django.views.static import serve


def media(request, path):
    """Pictures of public pages when they lie on this machine's disk; elsewhere the storage has its own address."""
    storage = storages["default"]
    if not isinstance(storage, FileSystemStorage):
        raise Http404
    return serve(request, path, document_root=storage.location)
