INSERT INTO feed (person_id, digest, made_at, content, content_at) VALUES (1, 'f-1', '2026-11-01 09:30:00', '', NULL);
UPDATE nudge SET kind = 'invited' WHERE id = 1;
