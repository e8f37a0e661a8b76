"""The executive report: the pages of the dashboard as one workbook, from the same declarations."""
