"""The order of names, as a function any PostgreSQL can run: lower, aa→å, then æ ø å mapped past z."""

from typing import ClassVar

from django.db import migrations

ORDER = r"""
CREATE FUNCTION alisveien_order_v1(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
    replace(lower(name), 'aa', 'å'),
    'æäøöåáàâčçđéèêëŋñóòôšŧúüž',
    '{{||}aaaccdeeeennooostuuz'
) COLLATE "C"
"""


class Migration(migrations.Migration):
    """Make the function; a changed order is a new function with a new number."""

    dependencies: ClassVar = []
    operations: ClassVar = [migrations.RunSQL(ORDER, "DROP FUNCTION alisveien_order_v1(text)")]
