INSERT INTO date_poll (id, group_id, title, minutes, place, link, zone, created_by_id, created_at, deadline, quorum, state, closed_at, meeting_id, revision, news_at, look_at) VALUES (1, 1, 'Treffen', 60, '', '', 'Europe/Berlin', 1, '2026-11-01 09:30:00', '2026-11-08 17:00:00', 5, 'open', NULL, NULL, 1, NULL, '2026-11-07 17:00:00');
INSERT INTO suggestion (id, poll_id, starts_wall, starts_at, by_id, created_at, added) VALUES (1, 1, '2027-01-14T10:00:00', '2027-01-14 09:00:00', 1, '2026-11-01 09:30:00', FALSE);
INSERT INTO vote (suggestion_id, person_id, answer, voted_at) VALUES (1, 1, 'yes', '2026-11-02 09:30:00');
INSERT INTO poll_message (poll_id, conversation_id, person_id, message_id, language) VALUES (1, 1, 1, 1, 'de');
