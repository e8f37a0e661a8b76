"""Pure helpers that know no model: Thai text, dates and ids, and spreadsheets."""
