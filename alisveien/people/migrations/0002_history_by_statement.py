"""History kept once for a statement, so that a hundred thousand rows can be read in."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="doctor",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="doctor",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="doctor",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_doctorevent" ("converted_on", "courses", "email", "first_name", "goals_percent", "group", "hpr_number", "id", "last_name", "leave_from", "leave_to", "locum_on", "municipal_order", "municipality_id", "own_post_on", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "started_on", "unit_id", "user_id", "version") SELECT new_values."converted_on", new_values."courses", new_values."email", new_values."first_name", new_values."goals_percent", new_values."group", new_values."hpr_number", new_values."id", new_values."last_name", new_values."leave_from", new_values."leave_to", new_values."locum_on", new_values."municipal_order", new_values."municipality_id", new_values."own_post_on", new_values."percentage", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."scheme", new_values."started_on", new_values."unit_id", new_values."user_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="287669a29a428f0c6fcb59e0034cf4dfbd3072ab",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1182d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_doctor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_doctorevent" ("converted_on", "courses", "email", "first_name", "goals_percent", "group", "hpr_number", "id", "last_name", "leave_from", "leave_to", "locum_on", "municipal_order", "municipality_id", "own_post_on", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "started_on", "unit_id", "user_id", "version") SELECT new_values."converted_on", new_values."courses", new_values."email", new_values."first_name", new_values."goals_percent", new_values."group", new_values."hpr_number", new_values."id", new_values."last_name", new_values."leave_from", new_values."leave_to", new_values."locum_on", new_values."municipal_order", new_values."municipality_id", new_values."own_post_on", new_values."percentage", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."scheme", new_values."started_on", new_values."unit_id", new_values."user_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."converted_on" IS DISTINCT FROM (new_values."converted_on") OR old_values."courses" IS DISTINCT FROM (new_values."courses") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."goals_percent" IS DISTINCT FROM (new_values."goals_percent") OR old_values."group" IS DISTINCT FROM (new_values."group") OR old_values."hpr_number" IS DISTINCT FROM (new_values."hpr_number") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."leave_from" IS DISTINCT FROM (new_values."leave_from") OR old_values."leave_to" IS DISTINCT FROM (new_values."leave_to") OR old_values."locum_on" IS DISTINCT FROM (new_values."locum_on") OR old_values."municipal_order" IS DISTINCT FROM (new_values."municipal_order") OR old_values."municipality_id" IS DISTINCT FROM (new_values."municipality_id") OR old_values."own_post_on" IS DISTINCT FROM (new_values."own_post_on") OR old_values."percentage" IS DISTINCT FROM (new_values."percentage") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."scheme" IS DISTINCT FROM (new_values."scheme") OR old_values."started_on" IS DISTINCT FROM (new_values."started_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="333691bb7ec460594b65dc4b6512f97d964bcb71",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ee02",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_doctor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_doctorevent" ("converted_on", "courses", "email", "first_name", "goals_percent", "group", "hpr_number", "id", "last_name", "leave_from", "leave_to", "locum_on", "municipal_order", "municipality_id", "own_post_on", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "started_on", "unit_id", "user_id", "version") SELECT old_values."converted_on", old_values."courses", old_values."email", old_values."first_name", old_values."goals_percent", old_values."group", old_values."hpr_number", old_values."id", old_values."last_name", old_values."leave_from", old_values."leave_to", old_values."locum_on", old_values."municipal_order", old_values."municipality_id", old_values."own_post_on", old_values."percentage", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."scheme", old_values."started_on", old_values."unit_id", old_values."user_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3f0b0654a6a5a3ec43199c39a0dda3a37bb6dea2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c342d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_doctor",
                    when="AFTER",
                ),
            ),
        ),
    ]
