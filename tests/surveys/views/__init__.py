"""Pages about surveys, asked as a browser asks them."""
