"""The API of jobs: how one's own stand, for pages that wait and for programs that do."""

from django.utils import timezone
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.access import SignedIn
from bkkhousing.lib.api_pages import KeysetPages
from bkkhousing.lib.paging import Order
from jobs.choices import State
from jobs.models import Job
from jobs.readers import standing


class OfferedFileSerializer(serializers.Serializer):
    """A file of a finished job."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="bytes")
    expires_at = serializers.DateTimeField()
    has_expired = serializers.BooleanField()
    url = serializers.CharField()


class StandingSerializer(serializers.Serializer):
    """How a job stands; `said` is one sentence of progress in the reader's language."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    title = serializers.CharField()
    subject = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    state_label = serializers.CharField()
    is_over = serializers.BooleanField()
    cancel_wanted = serializers.BooleanField()
    stage = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    rate = serializers.IntegerField(allow_null=True, help_text="rows a second in the stage at hand")
    left = serializers.CharField()
    said = serializers.CharField()
    problem = serializers.CharField()
    result = serializers.DictField()
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()
    next_url = serializers.CharField()
    can_cancel = serializers.BooleanField()
    can_retry = serializers.BooleanField()
    files = OfferedFileSerializer(many=True)

    def to_representation(self, job: Job) -> dict:
        return super().to_representation(standing(job, self.context["request"].user, at=timezone.now()))


class JobViewSet(ReadOnlyModelViewSet):
    """One's own jobs, the newest first; administrators see everybody's, without results and files."""

    permission_classes = [SignedIn]
    serializer_class = StandingSerializer
    pagination_class = KeysetPages
    order = Order("created_at", descending=True, by_moment=True)
    queryset = Job.objects.none()

    def get_queryset(self):
        return Job.objects.visible_to(self.request.user).prefetch_related("files")
