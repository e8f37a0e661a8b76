"""What pages about surveys show, as plain values."""
