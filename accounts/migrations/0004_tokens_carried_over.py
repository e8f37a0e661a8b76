from datetime import timedelta
from hashlib import sha256

from django.db import migrations
from django.utils import timezone

FORMER = "authtoken_token"
VALID = timedelta(days=365)


def carry_over(apps, schema_editor):
    """Tokens go on working; their secrets, which lay open in the former table, stay as digests alone."""
    connection, now = schema_editor.connection, timezone.now()
    if FORMER not in connection.introspection.table_names():
        return
    token = apps.get_model("accounts", "ApiToken")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, user_id FROM {FORMER}")
        token.objects.bulk_create(
            token(
                user_id=user,
                name="API",
                digest=sha256(key.encode()).hexdigest(),
                made_at=now,
                expires_at=now + VALID,
            )
            for key, user in cursor.fetchall()
        )
        cursor.execute(f"DELETE FROM {FORMER}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_signing_in")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
