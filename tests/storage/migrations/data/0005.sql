INSERT INTO lease (name, owner, lasts_until) VALUES ('telegram', 'somebody', '2026-11-01 09:00:00');
