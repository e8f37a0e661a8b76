"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView

from accounts.access import anyone

sign_in = anyone(LoginView.as_view(redirect_authenticated_user=True))
sign_out = anyone(LogoutView.as_view())
