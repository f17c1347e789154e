"""What each database adds to the read model to search it: created by a migration, kept by the database itself."""

from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "search_searchdocument"
# SQLite: the index, and the columns of the read model that it holds. Stems have neither case nor accents left.
INDEXES = {"search_title": ("language", "title_stems"), "search_text": ("language", "title_stems", "body_stems")}
TOKENIZER = "unicode61 remove_diacritics 0"
# SQLite: what a list without words is sorted by. In the table it stands among whole texts, which would all be read.
ORDER = "search_order"
ORDERED_BY = "title_words, title, kind, minutes, published_at, page_id"


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


def sqlite_is_whole(connection: BaseDatabaseWrapper) -> bool:
    """Whether each index holds what the read model says, which SQLite checks itself."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for index in INDEXES:
                cursor.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def rebuild_sqlite(connection: BaseDatabaseWrapper) -> None:
    """Write each index anew from the read model; nobody sees it half done."""
    with transaction.atomic(), connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _install_sqlite(connection: BaseDatabaseWrapper) -> None:
    """Also after a later migration: SQLite changes a table by copying it, and its triggers go with the old one."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {ORDER} ON {TABLE} ({ORDERED_BY})")
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        known = {name for (name,) in cursor.fetchall()}
        for index, columns in INDEXES.items():
            if not {f"{index}_added", f"{index}_removed", f"{index}_changed"} <= known:
                for name in ("added", "removed", "changed"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {index}_{name}")
                for statement in _sqlite_statements(index, columns):
                    cursor.execute(statement)


# PostgreSQL: for each language a configuration of ours, which drops accents and then stems as PostgreSQL does.
CONFIGURATIONS = {"fr": "pas_a_pas_fr", "en": "pas_a_pas_en"}
# Elided articles and compounds are cut as `search.words` cuts them. A tsvector has at most a megabyte: more would be an error.
VECTORS = {"title_vector": "title_words", "search_vector": "title_words || ' ' || left(body_words, 400000)"}
_STEMMERS = {"fr": "french_stem", "en": "english_stem"}


def _vector(texts: str) -> str:
    """An expression that the database computes when a row is written."""
    other = [
        f"WHEN '{code}' THEN to_tsvector('{name}', {texts})" for code, name in CONFIGURATIONS.items() if code != "fr"
    ]
    return f"CASE language {' '.join(other)} ELSE to_tsvector('{CONFIGURATIONS['fr']}', {texts}) END"


def _install_postgresql(connection: BaseDatabaseWrapper) -> None:
    """`unaccent` is a trusted extension: the owner of the database may create it without being a superuser."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_ts_config")
        known = {name for (name,) in cursor.fetchall()}
        cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        for code, name in CONFIGURATIONS.items():
            if name not in known:
                cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = simple)")
                cursor.execute(
                    f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR word, hword, hword_part, asciiword,"
                    f" asciihword, hword_asciipart WITH unaccent, {_STEMMERS[code]}"
                )
        for column, texts in VECTORS.items():
            cursor.execute(
                f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS {column} tsvector"
                f" GENERATED ALWAYS AS ({_vector(texts)}) STORED"
            )
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {TABLE}_{column} ON {TABLE} USING gin ({column})")


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing; does nothing when all is there."""
    if connection.vendor == "sqlite":
        _install_sqlite(connection)
    elif connection.vendor == "postgresql":
        _install_postgresql(connection)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP INDEX IF EXISTS {ORDER}")
            for index in INDEXES:
                for name in ("added", "removed", "changed"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {index}_{name}")
                cursor.execute(f"DROP TABLE IF EXISTS {index}")
        elif connection.vendor == "postgresql":
            for column in VECTORS:
                cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS {column}")
            for name in CONFIGURATIONS.values():
                cursor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {name}")


def after_migrate(using: str, **_kwargs: Any) -> None:
    from django.db import connections

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        install(connection)
