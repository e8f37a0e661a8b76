"""Tables of rows in a form: blank rows to fill in, a tick to take one out, more rows without a script."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

BLANK, MOST = 3, 200


class Row(forms.Form):
    """One row; what stands in the fields `beside` does not make a row of a blank one."""

    use_required_attribute = False
    beside: tuple[str, ...] = ()

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {*self.beside, "DELETE"})


class RowSet(forms.BaseFormSet):
    """Rows in the order in which they were typed; untouched blank ones are left out."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("เอาออก")

    @property
    def kept(self) -> list[dict]:
        """What the rows say, without those to be taken out."""
        filled = (form.cleaned_data for form in self.forms if form not in self.deleted_forms)
        return [{name: row[name] for name in row if name != "DELETE"} for row in filled if row]


def table_of(
    row_form: type[Row],
    name: str,
    *,
    given: Mapping | None = None,
    initial: Sequence[Mapping] = (),
    form_kwargs: Mapping | None = None,
) -> RowSet:
    """The table called `name`: as it was typed, with further blank rows when those were asked for."""
    made = forms.formset_factory(
        row_form, formset=RowSet, extra=BLANK, can_delete=True, max_num=MOST, absolute_max=MOST
    )
    words = {"prefix": name, "form_kwargs": dict(form_kwargs or {})}
    return made(_with_more(given, name), **words) if given is not None else made(initial=initial, **words)


def _with_more(given: Mapping, name: str) -> Mapping:
    """What was typed, with room for further rows when the button for them was pressed."""
    total = given.get(f"{name}-TOTAL_FORMS", "")
    if given.get("more") != name or not total.isdecimal():
        return given
    longer = given.copy()
    longer[f"{name}-TOTAL_FORMS"] = str(min(MOST, int(total) + BLANK))
    return longer
