INSERT INTO continuation (digest, account_id, asked, expires_at) VALUES ('c2', 1, '{"text": "meine Daten"}', '2026-11-01 09:30:00');
UPDATE conversation SET title = 'Fokusgruppe 2', standing = 'gone' WHERE id = 1;
