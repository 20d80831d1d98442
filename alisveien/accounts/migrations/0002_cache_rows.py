"""The table of the shared cache, which holds the counts behind limits on tries."""

from django.db import migrations

FORWARDS = """
CREATE TABLE cache_rows (cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_rows_expires ON cache_rows (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, "DROP TABLE cache_rows")]
