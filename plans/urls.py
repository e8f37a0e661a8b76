"""Addresses of plans and working groups."""

from django.urls import path

from plans.views import deciding, editing, groups, meetings, plans, reminders

PLAN = "plans/<str:round>/<slug:district>/"
GROUP = "working-groups/<slug:district>/"

urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path(PLAN, plans.plan_detail, name="plan_detail"),
    path(f"{PLAN}edit/<slug:section>/", editing.plan_edit, name="plan_edit"),
    path(f"{PLAN}copy/", editing.plan_copy, name="plan_copy"),
    path(f"{PLAN}send/", deciding.plan_send, name="plan_send"),
    path(f"{PLAN}decide/", deciding.plan_decide, name="plan_decide"),
    path("reminders/", reminders.reminder_list, name="reminder_list"),
    path("reminders/send/", reminders.reminder_send, name="reminder_send"),
    path("reminders/seen/", reminders.reminder_seen, name="reminder_seen"),
    path(GROUP, groups.working_group, name="working_group"),
    path(f"{GROUP}edit/", groups.working_group_edit, name="working_group_edit"),
    path(f"{GROUP}decisions/<int:pk>/", groups.decision_settle, name="decision_settle"),
    path(f"{GROUP}meetings/new/", meetings.meeting_new, name="meeting_new"),
    path(f"{GROUP}meetings/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path(f"{GROUP}meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{GROUP}meetings/<int:pk>/delete/", meetings.meeting_delete, name="meeting_delete"),
]
