"""The registers of places cannot be edited by hand."""

import pytest
from django.contrib import admin

from districts.models import District, DistrictGroup, Subdistrict


@pytest.mark.parametrize("model", [DistrictGroup, District, Subdistrict])
def test_nobody_edits_reference_data_by_hand(model, rf):
    register = admin.site._registry[model]
    request = rf.get("/")
    assert not register.has_add_permission(request)
    assert not register.has_change_permission(request)
    assert not register.has_delete_permission(request)
