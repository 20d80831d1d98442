"""A role's ``place_kind`` is the kind of its place, and a doctor's person bears the doctor's name and HPR number.

Foreign keys of several columns keep both so. Doctors who are there already become persons.
"""

from django.db import migrations

FORWARDS = """
ALTER TABLE people_contactrole ADD CONSTRAINT contact_role_place_and_kind
    FOREIGN KEY (place_id, place_kind) REFERENCES places_place (id, kind) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE people_doctor ADD CONSTRAINT doctor_known_as UNIQUE (id, hpr_number, first_name, last_name);
ALTER TABLE people_person ADD CONSTRAINT person_is_the_doctor
    FOREIGN KEY (doctor_id, hpr_number, first_name, last_name)
    REFERENCES people_doctor (id, hpr_number, first_name, last_name)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
INSERT INTO people_person (doctor_id, hpr_number, first_name, last_name, email, phone, user_id, is_synthetic, version)
    SELECT id, hpr_number, first_name, last_name, email, '', user_id, false, 1 FROM people_doctor ORDER BY id;
"""
BACKWARDS = """
ALTER TABLE people_person DROP CONSTRAINT person_is_the_doctor;
ALTER TABLE people_doctor DROP CONSTRAINT doctor_known_as;
ALTER TABLE people_contactrole DROP CONSTRAINT contact_role_place_and_kind;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_persons"), ("access", "0002_place_kind_is_true")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
