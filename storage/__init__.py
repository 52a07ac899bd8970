"""What the bot knows and may do with it: tables, services, exchange, migrations, places."""
