"""History kept once for a statement, so that a hundred thousand rows can be read in."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0005_what_a_workbook_made"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="nomination",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="nomination",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="nomination",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="wish",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="wish",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="wish",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "placements_nominationevent" ("can_be_split", "confirmed_at", "doctor_id", "earliest_on", "ended_at", "ended_code", "ended_why", "id", "latest_on", "leader_email", "municipality_id", "nominated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "trust_id", "version") SELECT new_values."can_be_split", new_values."confirmed_at", new_values."doctor_id", new_values."earliest_on", new_values."ended_at", new_values."ended_code", new_values."ended_why", new_values."id", new_values."latest_on", new_values."leader_email", new_values."municipality_id", new_values."nominated_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."trust_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e48c7eae11a92e08c2b12108b204f22d0f70dfb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_784d2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="placements_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "placements_nominationevent" ("can_be_split", "confirmed_at", "doctor_id", "earliest_on", "ended_at", "ended_code", "ended_why", "id", "latest_on", "leader_email", "municipality_id", "nominated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "trust_id", "version") SELECT new_values."can_be_split", new_values."confirmed_at", new_values."doctor_id", new_values."earliest_on", new_values."ended_at", new_values."ended_code", new_values."ended_why", new_values."id", new_values."latest_on", new_values."leader_email", new_values."municipality_id", new_values."nominated_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."trust_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="06301fe67aba439417ac94e4a2c0041d086f5e3b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9dc18",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="placements_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "placements_nominationevent" ("can_be_split", "confirmed_at", "doctor_id", "earliest_on", "ended_at", "ended_code", "ended_why", "id", "latest_on", "leader_email", "municipality_id", "nominated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "trust_id", "version") SELECT old_values."can_be_split", old_values."confirmed_at", old_values."doctor_id", old_values."earliest_on", old_values."ended_at", old_values."ended_code", old_values."ended_why", old_values."id", old_values."latest_on", old_values."leader_email", old_values."municipality_id", old_values."nominated_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."trust_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0f2b6b8bb86d6cb854e97c7f047dbb7c2d5467f2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a9b9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="placements_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "placements_wishevent" ("department_id", "half", "hospital_id", "id", "need", "nomination_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."department_id", new_values."half", new_values."hospital_id", new_values."id", new_values."need", new_values."nomination_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a1fd615e40bd08eb2150c1a410ff25d58581193f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_738c8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="placements_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "placements_wishevent" ("department_id", "half", "hospital_id", "id", "need", "nomination_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."department_id", new_values."half", new_values."hospital_id", new_values."id", new_values."need", new_values."nomination_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="29ded35a474d4db4ccce141de6186a5cb9487eb3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_077fa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="placements_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "placements_wishevent" ("department_id", "half", "hospital_id", "id", "need", "nomination_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT old_values."department_id", old_values."half", old_values."hospital_id", old_values."id", old_values."need", old_values."nomination_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="42378d7d0b8530112e03b5fb67d2a24b0abaf0d7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ec9e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="placements_wish",
                    when="AFTER",
                ),
            ),
        ),
    ]
