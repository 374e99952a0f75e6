"""What the ``gtts`` engine is made of: phrases, the service behind them, and their sound."""
