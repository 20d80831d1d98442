"""A holding's ``place_kind`` is the kind of its place: a foreign key of both columns keeps it so."""

from django.db import migrations

FORWARDS = """
ALTER TABLE places_place ADD CONSTRAINT place_id_and_kind UNIQUE (id, kind);
ALTER TABLE access_holding ADD CONSTRAINT holding_place_and_kind
    FOREIGN KEY (place_id, place_kind) REFERENCES places_place (id, kind) DEFERRABLE INITIALLY DEFERRED;
"""
BACKWARDS = """
ALTER TABLE access_holding DROP CONSTRAINT holding_place_and_kind;
ALTER TABLE places_place DROP CONSTRAINT place_id_and_kind;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("places", "0002_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
