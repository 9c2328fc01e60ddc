from resource import RUSAGE_SELF, getrusage

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from prize_site.middleware import PolicyByPathMiddleware, one_chunk_of_frames


@pytest.mark.django_db
def test_health_answers_any_host_without_session(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.cookies == {}


@pytest.mark.django_db
def test_health_tells_when_the_database_is_away(client):
    def refuse(*args):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")

    assert response.status_code == 503


def policy_of(path):
    middleware = PolicyByPathMiddleware(lambda request: HttpResponse("page"))
    header = middleware(RequestFactory().get(path))["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in header.split("; ")}


@pytest.mark.parametrize("path", ["/", "/nominations/", "/administration/", "/judging/admin/"])
def test_front_of_house_takes_only_its_own_files(path):
    policy = policy_of(path)

    assert policy["default-src"] == ["'self'"]
    assert "script-src" not in policy
    assert "style-src" not in policy


def test_back_office_gets_what_its_widgets_need():
    policy = policy_of("/admin/pages/")

    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "status"), [("pixel.png", 200), ("other.png", 404), ("../private/evidence.pdf", 400)])
def test_media_serves_public_files_only(client, tmp_path, settings, name, status):
    public, private = tmp_path / "public", tmp_path / "private"
    for folder in (public, private):
        folder.mkdir()
    (public / "pixel.png").write_bytes(b"picture")
    (private / "evidence.pdf").write_bytes(b"evidence")
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": {"location": public}}}

    response = client.get(f"/media/{name}")

    assert response.status_code == status


def test_a_request_gets_the_memory_for_its_frames_once_however_deep_it_is_called():
    answer = one_chunk_of_frames(lambda request: [call_down(100) for _ in range(50)])

    # Somewhere on the way down lies the edge of each chunk.
    assert max(faults_of(lambda depth=depth: call_down(depth, answer)) for depth in range(0, 200, 4)) < 50


def call_down(depth, last=None):
    if depth:
        return call_down(depth - 1, last)
    return last and last(None)


def faults_of(call):
    """Pages of memory that it had to ask for."""
    call()
    before = getrusage(RUSAGE_SELF).ru_minflt
    call()
    return getrusage(RUSAGE_SELF).ru_minflt - before
