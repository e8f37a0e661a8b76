"""Backup and restore: everything the service keeps in one sealed file, and back from it into an empty database.

`tables` says what is kept, `texts` how a value is written, `rows` reads and loads tables, `archive` is the file,
`making`, `checking` and `restoring` are the three things one does.
"""
