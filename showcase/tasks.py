from django_tasks import task

from showcase.models import Picture
from showcase.models.pictures import SIZES


@task
def draw_sizes(picture_id):
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        picture.get_renditions(*SIZES)
