"""What several web processes have to know together: how much of its limits each asker has used up."""

from django.db import models


class Spent(models.Model):
    """How often somebody asked for something costly in the newest period; a row is used again in the next one."""

    personal_fields = ()

    asker = models.CharField(max_length=64, primary_key=True)
    period = models.BigIntegerField()
    times = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.asker} {self.period}"
