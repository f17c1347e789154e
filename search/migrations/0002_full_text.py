from django.db import migrations

from search.fulltext import install, uninstall


class Migration(migrations.Migration):
    """Each database gets the indexes that its own full text needs."""

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: install(schema_editor.connection),
            lambda apps, schema_editor: uninstall(schema_editor.connection),
            elidable=False,
        )
    ]
