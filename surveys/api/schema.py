"""What the API description says about surveys; the answers are described by the questionnaire itself."""

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    inline_serializer,
)
from rest_framework import serializers

from surveys.choices import IncomeBand, NonAnswer, Severity, State, TargetGroup
from surveys.questionnaire import Question, questions

NUMBERS = ("integer", "money", "decimal", "coordinate", "year", "community")


class AnswerField(serializers.Field):
    """The answer to one question, as the questionnaire describes it."""

    def __init__(self, question: Question, **options):
        self.question = question
        super().__init__(required=False, **options)


class AnswerFieldDescription(OpenApiSerializerFieldExtension):
    """Turns a question into its JSON schema, in the language of the reader."""

    target_class = "surveys.api.schema.AnswerField"

    def map_serializer_field(self, auto_schema, direction) -> dict:
        question = self.target.question
        return {"title": str(question.label), "description": _description(question), **_type(question)}


def _description(question: Question) -> str:
    lines = [str(part) for part in (question.help, question.unit) if part]
    return "\n".join([*lines, *(f"* `{code}` {label}" for code, label in question.choices)])


def _type(question: Question) -> dict:
    if question.kind == "choice":
        return {"type": "string", "enum": ["", *question.codes]}
    if question.kind == "multi":
        return {"type": "array", "items": {"type": "string", "enum": list(question.codes)}}
    if question.kind in NUMBERS:
        kind = "number" if question.kind in ("decimal", "coordinate") else "integer"
        return {"anyOf": [{"type": kind}, {"type": "string", "enum": NonAnswer.values}], "nullable": True}
    return {"type": "string"}


def _answers(name: str, level: str) -> type[serializers.Serializer]:
    fields = {key: AnswerField(question) for key, question in questions(level).items()}
    return type(name, (serializers.Serializer,), {"__doc__": f"Answers of one {level}.", **fields})


Answers = _answers("Answers", "survey")
MemberAnswers = _answers("MemberAnswers", "member")
DebtAnswers = _answers("DebtAnswers", "debt")


class Content(serializers.Serializer):
    """Everything a person typed; numbers and dates may also be text as typed, in the Buddhist era too."""

    answers = Answers()
    members = MemberAnswers(many=True)
    debts = DebtAnswers(many=True)
    confirmed = serializers.DictField(child=serializers.CharField(max_length=300))


class AsTyped(serializers.Serializer):
    """The same as it is stored: an answer that cannot be read stands as it was typed, a masked one as it is shown."""

    answers = serializers.DictField()
    members = serializers.ListField(child=serializers.DictField())
    debts = serializers.ListField(child=serializers.DictField())
    confirmed = serializers.DictField(child=serializers.CharField())


class Payload(Content):
    """What to save: the revision that was seen (0 for a new form) and the whole content."""

    revision = serializers.IntegerField()
    household = serializers.UUIDField(required=False)


class Changes(serializers.Serializer):
    """What changed since a revision: null takes an answer away, rows stand under their place, from 0."""

    revision = serializers.IntegerField()
    answers = Answers(required=False)
    members = serializers.DictField(child=MemberAnswers(), required=False)
    debts = serializers.DictField(child=DebtAnswers(), required=False)
    confirmed = serializers.DictField(child=serializers.CharField(max_length=300), required=False)


class ProblemShape(serializers.Serializer):
    """Something wrong or unusual at a field."""

    field = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)
    code = serializers.CharField()
    sentence = serializers.CharField()
    reason = serializers.CharField()


class ComputedShape(serializers.Serializer):
    """What the system computed from the answers."""

    target_groups = serializers.ListField(child=serializers.ChoiceField(TargetGroup.choices))
    household_income = serializers.IntegerField(allow_null=True, required=False)
    income_bracket = serializers.ChoiceField(IncomeBand.choices, allow_blank=True)
    debt_payment = serializers.IntegerField(allow_null=True, required=False)
    overcrowded = serializers.BooleanField()
    debt_stressed = serializers.BooleanField()
    rent_burdened = serializers.BooleanField()
    fire_access_blocked = serializers.BooleanField()
    affordability_gap = serializers.IntegerField(allow_null=True)
    vulnerability = serializers.IntegerField()
    vulnerability_parts = serializers.ListField(child=serializers.ListField(), required=False)


class ReplyShape(serializers.Serializer):
    """What was written below a remark."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class CommentShape(serializers.Serializer):
    """A reviewer's remark on a field, with what was written below it.

    `answered`: the form has come in again since, and the head has not looked yet; `settled`: the head closed it.
    """

    id = serializers.IntegerField()
    field = serializers.CharField()
    text = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    answered = serializers.BooleanField()
    settled = serializers.BooleanField()
    replies = ReplyShape(many=True)


class PhotoShape(serializers.Serializer):
    """A photograph that is kept; `sha256` is of the bytes that were sent."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class SentPhotoShape(PhotoShape):
    """The receipt of a photograph: `received` is the SHA-256 of the body of this request."""

    received = serializers.CharField()


class SurveyDocument(AsTyped):
    """A form with its problems, computed answers and comments; masked for those who see no personal data."""

    id = serializers.UUIDField()
    round = serializers.CharField()
    district = serializers.CharField()
    community = serializers.IntegerField(allow_null=True)
    community_name = serializers.CharField()
    household = serializers.UUIDField()
    state = serializers.ChoiceField(State.choices)
    revision = serializers.IntegerField()
    sent_hash = serializers.CharField(help_text="SHA-256 of the body of the save that made this revision")
    completeness = serializers.IntegerField(min_value=0, max_value=100)
    problems = ProblemShape(many=True)
    computed = ComputedShape()
    photos = PhotoShape(many=True)
    comments = CommentShape(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    updated_by = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)


class SavedDocument(SurveyDocument):
    """The answer to a save: the form as stored, and what arrived."""

    received = serializers.CharField(help_text="SHA-256 of the body as it arrived, in hexadecimal")


class Receipt(serializers.Serializer):
    """The answer to a save that asked for the minimum: what arrived, and what the server made of it."""

    id = serializers.UUIDField()
    revision = serializers.IntegerField()
    received = serializers.CharField(help_text="SHA-256 of the body as it arrived, in hexadecimal")
    sent_hash = serializers.CharField(help_text="SHA-256 of the body of the save that made this revision")
    state = serializers.ChoiceField(State.choices)
    completeness = serializers.IntegerField(min_value=0, max_value=100)
    stored = serializers.IntegerField(
        help_text="so many answers and reasons; fewer than were sent: send all again"
    )
    problems = ProblemShape(many=True)
    computed = ComputedShape(help_text="only what says something")


class Refusal(serializers.Serializer):
    """Why nothing was done."""

    code = serializers.CharField()
    sentence = serializers.CharField()


class ConflictShape(Refusal):
    """Somebody saved a newer revision; both versions."""

    stored = SurveyDocument(required=False)
    yours = AsTyped(required=False)


def _refused(**meanings: str) -> dict[int, OpenApiResponse]:
    return {
        int(status.removeprefix("s")): OpenApiResponse(Refusal, meaning)
        for status, meaning in meanings.items()
    }


NOT_FOUND = _refused(s404="no such form in the reader's district")
DOCUMENT = {200: SurveyDocument, **NOT_FOUND}
MOVED = {200: SurveyDocument, **NOT_FOUND, **_refused(s409="not in a state that allows it")}
DELETED = {204: None, **NOT_FOUND, **_refused(s409="no reason given, or no longer a draft")}
NO_REASON = _refused(s422="no reason given, or one longer than is kept")
CONFLICT = "a newer revision is stored, the form is locked, or another person wrote it"
SUBMITTED = {
    200: SurveyDocument,
    409: OpenApiResponse(ConflictShape, CONFLICT),
    422: OpenApiResponse(SurveyDocument, "problems are left (a draft is kept all the same)"),
    **NOT_FOUND,
    **_refused(s400="not shaped like this", s410="deleted before", s413="too large"),
}
WHOLE_OR_RECEIPT = PolymorphicProxySerializer(
    "Saved", serializers=[SavedDocument, Receipt], resource_type_field_name=None
)
SAVED = {
    **SUBMITTED,
    200: WHOLE_OR_RECEIPT,
    422: OpenApiResponse(
        PolymorphicProxySerializer(
            "SavedOrRefused", serializers=[SavedDocument, Receipt, Refusal], resource_type_field_name=None
        ),
        "problems are left (a draft is kept all the same), or a round or household that is not there",
    ),
}
PREFER = OpenApiParameter(
    "Prefer",
    location="header",
    description="`return=minimal`: the answer leaves the form itself out (RFC 7240)",
)
PHOTO_SENT = {
    200: SentPhotoShape,
    409: OpenApiResponse(
        Refusal, "locked, closed, one too many, other bytes under this uuid, or another person's"
    ),
    **NOT_FOUND,
    **_refused(s410="removed before", s413="too large", s422="no photograph"),
}
PAYLOAD, CHANGES = Payload, Changes
REASON_AND_REVISION = inline_serializer(
    "ReasonAndRevision",
    {"reason": serializers.CharField(max_length=500), "revision": serializers.IntegerField(required=False)},
)
REVISION = inline_serializer("Revision", {"revision": serializers.IntegerField(required=False)})
RETURN = inline_serializer(
    "Return",
    {
        "revision": serializers.IntegerField(required=False),
        "reason": serializers.CharField(required=False),
        "comments": inline_serializer(
            "FieldComment",
            {
                "field": serializers.CharField(required=False),
                "parent": serializers.IntegerField(required=False),
                "text": serializers.CharField(),
            },
            many=True,
        ),
        "settled": serializers.ListField(child=serializers.IntegerField(), required=False),
    },
)
REMARK = inline_serializer(
    "Remark",
    {
        "revision": serializers.IntegerField(required=False),
        "parent": serializers.IntegerField(required=False),
        "field": serializers.CharField(required=False),
        "text": serializers.CharField(max_length=500),
    },
)
SETTLE = inline_serializer(
    "Settle",
    {
        "revision": serializers.IntegerField(required=False),
        "comment": serializers.IntegerField(),
        "settled": serializers.BooleanField(required=False),
    },
)
