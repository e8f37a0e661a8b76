"""Long work outside a request: a queue in the database, its workers, what people see of it."""
