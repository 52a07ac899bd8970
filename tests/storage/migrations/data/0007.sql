UPDATE account SET menu = 'member/de/1f2e3d4c', menu_due_at = '2026-11-01 10:00:00' WHERE id = 1;
UPDATE inbox_event SET external_id = '815' WHERE id = 1;
UPDATE outbox_message SET edits = 1 WHERE id = 1;
