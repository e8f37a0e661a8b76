"""What pages about personal data show."""
