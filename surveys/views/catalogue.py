"""The catalogue of rules and the codebook, made from the declarations themselves."""

from django.shortcuts import render

from accounts.access import signed_in
from surveys.questionnaire import SECTIONS
from surveys.rules import RULES


@signed_in
def rule_catalogue(request):
    return render(request, "surveys/rule_catalogue.html", {"rules": RULES})


@signed_in
def codebook(request):
    return render(request, "surveys/codebook.html", {"sections": SECTIONS})
