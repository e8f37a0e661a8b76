"""What people type about plans and working groups, read the Thai way; nothing typed is lost on an error."""
