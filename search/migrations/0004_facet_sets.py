from django.db import migrations, models


def fill(apps, schema_editor):
    """From the facets that documents have; a new installation has none."""
    from search.sets import repair

    repair()


class Migration(migrations.Migration):
    """Counts are read from sets of documents."""

    dependencies = [("search", "0003_synonyms")]

    operations = [
        migrations.CreateModel(
            name="FacetSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=120)),
                ("documents", models.BinaryField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="facetset",
            constraint=models.UniqueConstraint(fields=("key", "value"), name="one_set_a_value"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
