"""How far the work of districts and officers can be trusted: a score whose parts are told, and what stands out."""
