from django.db import migrations, models
from django.db.models import F


def mark_drawn(apps, schema_editor):
    """A plan of before was drawn up in the moment that it was made."""
    apps.get_model("judging", "AssignmentRun").objects.filter(drawn_at=None).update(drawn_at=F("made_at"))


class Migration(migrations.Migration):
    dependencies = [("judging", "0006_meetings_and_second_seals")]

    operations = [
        migrations.AddField("assignmentrun", "basis", models.CharField(blank=True, default="", max_length=64), False),
        migrations.AddField("assignmentrun", "done", models.PositiveIntegerField(default=0)),
        migrations.AddField("assignmentrun", "drawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("assignmentrun", "jurors", models.JSONField(default=list)),
        migrations.AddField("assignmentrun", "reading", models.JSONField(default=list)),
        migrations.AddField("assignmentrun", "refusal", models.TextField(blank=True, default=""), False),
        migrations.AddField("assignmentrun", "seed", models.PositiveIntegerField(default=0)),
        migrations.AddField("assignmentrun", "versions", models.JSONField(default=dict)),
        migrations.AlterField("assignmentrun", "pairs", models.JSONField(default=list)),
        migrations.AlterField("assignmentrun", "report", models.JSONField(default=dict)),
        migrations.RunPython(mark_drawn, migrations.RunPython.noop),
        migrations.AddConstraint(
            "assignmentrun",
            models.CheckConstraint(
                condition=models.Q(("committed_at", None), ("drawn_at__isnull", False), _connector="OR"),
                name="only_a_drawn_plan_is_committed",
            ),
        ),
    ]
