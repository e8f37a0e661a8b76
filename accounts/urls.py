"""Addresses of signing in and out, and of one's own account."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("accounts/login/", views.sign_in, name="login"),
    path("accounts/logout/", views.sign_out, name="logout"),
    path("accounts/second-factor/", views.second_factor, name="second_factor"),
    path("accounts/passkey/", views.passkey_sign_in, name="passkey_sign_in"),
    path("accounts/oidc/", views.oidc_start, name="oidc_start"),
    path("accounts/oidc/back/", views.oidc_back, name="oidc_back"),
    path("accounts/me/", views.account, name="account"),
    path("accounts/password/", views.password, name="password"),
    path("accounts/devices/", views.devices, name="devices"),
    path("accounts/again/", views.prove_again, name="prove_again"),
    path("accounts/factors/", views.factors, name="factors"),
    path("accounts/factors/app/", views.factor_app, name="factor_app"),
    path("accounts/factors/passkey/", views.factor_passkey, name="factor_passkey"),
    path("accounts/factors/codes/", views.recovery_codes, name="recovery_codes"),
    path("accounts/tokens/", views.tokens, name="tokens"),
    path("accounts/tokens/<int:pk>/end/", views.token_end, name="token_end"),
    # The admin's own doors lead here: they stand before it.
    path("admin/login/", views.admin_sign_in, name="admin_sign_in"),
    path("admin/password_change/", views.admin_password, name="admin_password"),
]
