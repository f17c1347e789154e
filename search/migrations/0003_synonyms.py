from django.db import migrations

from search.synonyms import starter_rows


def load(apps, schema_editor):
    """Rows that editors change or take away afterwards stay so: this happens once."""
    model = apps.get_model("search", "Synonym")
    model.objects.bulk_create(
        [
            model(kind=str(row.kind), language="fr", expressions=row.expressions, origin=row.origin)
            for row in starter_rows()
        ]
    )


class Migration(migrations.Migration):
    """What a fresh installation knows of everyday words and acronyms."""

    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
