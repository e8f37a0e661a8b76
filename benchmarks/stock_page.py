"""The stock way: the questions of the survey as Django ModelForms, drawn with `as_div` and saved with one insert.

Roster and debts are drawn once each, as the entry form draws them; what is saved is the survey's own row.
"""

from functools import cache

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Template, engines
from django.utils import timezone

from communities.models import Community
from surveys.choices import State
from surveys.models import Debt, Member, Round, Survey
from surveys.models.fields import MultiChoiceField
from surveys.questionnaire import MODELS, questions

PAGE = """{% extends "base.html" %}{% block main %}<form method="post">{% csrf_token %}
{% for form in forms %}{{ form.as_div }}{% endfor %}<button>Save</button></form>{% endblock %}"""


def _field(column, **given):
    """Stock fields; several choices as boxes, which a text column would otherwise not get."""
    if isinstance(column, MultiChoiceField):
        return forms.MultipleChoiceField(
            label=column.verbose_name,
            choices=column.codes,
            help_text=column.help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    return column.formfield(**given)


def _form_of(model, level: str) -> type[forms.ModelForm]:
    keys = [key for key in questions(level) if key != "round"]
    return forms.modelform_factory(MODELS[level], fields=keys, formfield_callback=_field)


SurveyForm, MemberForm, DebtForm = (
    _form_of(model, level) for model, level in ((Survey, "survey"), (Member, "member"), (Debt, "debt"))
)


@login_required
def survey_new(request):
    """Draw the form, or save it: the household named in the address is there already."""
    if request.method == "GET":
        return HttpResponse(_page().render(_context(request.user), request))
    form = _own_communities(SurveyForm(request.POST, instance=_new_survey(request)), request.user)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    form.save()
    return HttpResponseRedirect("/surveys/")


def _context(user) -> dict:
    return {
        "forms": (
            _own_communities(SurveyForm(), user),
            MemberForm(prefix="members"),
            DebtForm(prefix="debts"),
        )
    }


def _own_communities(form: forms.ModelForm, user) -> forms.ModelForm:
    form.fields["community"].queryset = Community.objects.visible_to(user)
    return form


def _new_survey(request) -> Survey:
    now = timezone.now()
    return Survey(
        round=Round.objects.get(pk=request.GET["round"]),
        district_id=request.user.district_id,
        household_id=request.GET["household"],
        state=State.DRAFT,
        revision=1,
        created_by=request.user,
        updated_by=request.user,
        created_at=now,
        updated_at=now,
    )


@cache
def _page() -> Template:
    return engines["django"].from_string(PAGE)
