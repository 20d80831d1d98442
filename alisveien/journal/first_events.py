"""For migrations: the first event of rows that were there before their history began."""

from typing import Any

from django.db.migrations import RunPython


def first_events(area: str, *models: str) -> RunPython:
    """A step of a migration that writes each present row of the models to its history, labelled ``found``.

    Stands last in the migration that makes the tables of history.
    """

    def write(apps: Any, schema_editor: Any) -> None:
        quote = schema_editor.quote_name
        for name in models:
            table = apps.get_model(area, name)._meta.db_table
            event = apps.get_model(area, f"{name}Event")._meta
            columns = [quote(field.column) for field in event.fields if not field.name.startswith("pgh_")]
            listed = ", ".join(columns)
            schema_editor.execute(
                f"INSERT INTO {quote(event.db_table)} ({listed}, pgh_created_at, pgh_label, pgh_obj_id) "  # noqa: S608
                f"SELECT {listed}, now(), 'found', id FROM {quote(table)} ORDER BY id"
            )

    return RunPython(write, RunPython.noop)
