"""What stands in the queue."""

import json

from django.db import connection


def jobs_waiting() -> list[tuple[str, dict[str, object]]]:
    """Every job with its arguments, in the order they were written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(arguments)) for name, arguments in cursor.fetchall()]
