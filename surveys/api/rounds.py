"""The API of survey rounds."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.access import SignedIn
from surveys.models import Round
from surveys.questionnaire import asked_by


class RoundSerializer(serializers.ModelSerializer):
    """A round as the reader's district has it: its own last day, and whether entries are taken today."""

    closes_on = serializers.SerializerMethodField(help_text=_("วันสุดท้ายของเขตผู้อ่าน รวมที่ขยายเวลา"))
    is_open = serializers.SerializerMethodField(help_text=_("รับแบบสำรวจวันนี้หรือไม่"))
    questions = serializers.SerializerMethodField(help_text=_("ข้อที่รอบนี้ถาม"))

    class Meta:
        model = Round
        fields = ("code", "name", "fiscal_year", "opens_on", "closes_on", "is_open", "questions")

    def get_closes_on(self, round: Round) -> date:
        return round.closes_for(self._district)

    def get_is_open(self, round: Round) -> bool:
        return round.is_open_for(self._district, timezone.localdate())

    def get_questions(self, round: Round) -> list[str]:
        return sorted(asked_by(round))

    @property
    def _district(self) -> str | None:
        return self.context["request"].user.district_id


class RoundViewSet(ReadOnlyModelViewSet):
    """Rounds, the newest first."""

    permission_classes = [SignedIn]
    serializer_class = RoundSerializer
    queryset = Round.objects.newest_first().prefetch_related("extensions")
