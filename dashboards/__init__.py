"""What the city sees: figures, charts and report workbooks. No models of its own."""
