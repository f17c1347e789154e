"""What each database adds to the read model to search it: created by a migration, kept by the database itself."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "search_searchdocument"
# SQLite: the index, and the columns of the read model that it holds. Stems have neither case nor accents left.
INDEXES = {"search_title": ("language", "title_stems"), "search_text": ("language", "title_stems", "body_stems")}
TOKENIZER = "unicode61 remove_diacritics 0"


def _sqlite_statements(index: str, columns: tuple[str, ...]) -> list[str]:
    """An FTS5 index that reads its text from the read model, and the triggers that tell it of every change."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    add = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
    take = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5("
        f"{names}, content='{TABLE}', content_rowid='id', tokenize='{TOKENIZER}')",
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {TABLE} BEGIN {add} END",
        f"CREATE TRIGGER {index}_removed AFTER DELETE ON {TABLE} BEGIN {take} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF id, {names} ON {TABLE} BEGIN {take} {add} END",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",
    ]


def _install_sqlite(connection: BaseDatabaseWrapper) -> None:
    """Also after a later migration: SQLite changes a table by copying it, and its triggers go with the old one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        known = {name for (name,) in cursor.fetchall()}
        for index, columns in INDEXES.items():
            if not {f"{index}_added", f"{index}_removed", f"{index}_changed"} <= known:
                for name in ("added", "removed", "changed"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {index}_{name}")
                for statement in _sqlite_statements(index, columns):
                    cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing; does nothing when all is there."""
    if connection.vendor == "sqlite":
        _install_sqlite(connection)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for index in INDEXES:
                for name in ("added", "removed", "changed"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {index}_{name}")
                cursor.execute(f"DROP TABLE IF EXISTS {index}")


def after_migrate(using: str, **_kwargs: Any) -> None:
    from django.db import connections

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        install(connection)
