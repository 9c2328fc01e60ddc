"""Notices and their texts are filed by edition; this says which editions a person looks after."""

from prizes.models import Edition


def editions_as_scopes(user):
    return [(edition.record_scope, str(edition)) for edition in Edition.objects.editable_by(user)]
