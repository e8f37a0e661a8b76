"""Every question by itself: what is typed, what is stored, when it is asked, who may read it."""
