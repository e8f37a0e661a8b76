"""The jobs of the dashboard: the executive report."""

from django.utils.translation import gettext_lazy as _

from dashboards.reports import making
from jobs.kinds import Kind, register

register(
    Kind(
        name=making.KIND,
        title=_("ทำรายงานผู้บริหาร"),
        run=making.make,
        may_take=making.may_take,
        taken=making.taken,
    )
)
