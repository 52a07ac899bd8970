"""Against a Rasa that was really installed, trained and started; only in `make test-rasa`."""
