INSERT INTO record (occurrence_id, revision, noted_by_id, noted_at, came, imported) VALUES (1, 1, 1, '2026-11-01 09:30:00', 12, NULL);
INSERT INTO record_link (id, occurrence_id, title, url) VALUES (1, 1, 'Protokoll', 'https://example.org/protokoll');
