INSERT INTO organisation (id, name, aliases) VALUES (1, 'Beratung am Markt', '["BaM"]');
INSERT INTO project (id, name, aliases, description) VALUES (1, 'Jobbrücke Plus', '["JB+", "JB"]', 'Arbeit für Zugewanderte');
INSERT INTO topic (id, name, aliases) VALUES (1, 'Anerkennung', '[]');
INSERT INTO region (id, name, aliases, colour) VALUES (1, 'Harz', '["Vorharz"]', 'grün');
INSERT INTO region_area (region_id, key) VALUES (1, '15085');
INSERT INTO "group" (id, name, aliases, description) VALUES (1, 'Fokusgruppe 2', '["FG 2"]', '');
INSERT INTO person (id, key, given_name, family_name, role, function, organisation_id, home_region_id, office_hours, language, since, confirmed_on, left_on)
  VALUES (1, 'mara', 'Mara', 'Lindner', 'coordinator', 'Beraterin', 1, 1, 'Di–Do 9–15 Uhr', 'de', '2024-03-01', '2026-10-05', NULL);
INSERT INTO person (id, key, given_name, family_name, role, function, organisation_id, home_region_id, office_hours, language, since, confirmed_on, left_on)
  VALUES (2, 'jonas', 'Jonas', 'Petrow', 'member', '', NULL, NULL, '', 'en', NULL, NULL, '2026-06-30');
INSERT INTO person_language (person_id, code, position) VALUES (1, 'de', 0);
INSERT INTO person_language (person_id, code, position) VALUES (1, 'ar', 1);
INSERT INTO contact_way (id, person_id, kind, value, visibility) VALUES (1, 1, 'phone', '+4930230001', 'network');
INSERT INTO contact_way (id, person_id, kind, value, visibility) VALUES (2, 1, 'email', 'mara@example.org', 'coordinators');
INSERT INTO responsibility (id, person_id, project_id, region_id, rank, starts_on, ends_on) VALUES (1, 1, 1, 1, 'first', '2026-01-01', '2026-12-31');
INSERT INTO responsibility (id, person_id, project_id, region_id, rank, starts_on, ends_on) VALUES (2, 2, 1, NULL, 'deputy', NULL, NULL);
INSERT INTO responsibility_place (responsibility_id, key) VALUES (2, '15085235');
INSERT INTO responsibility_topic (responsibility_id, topic_id) VALUES (1, 1);
INSERT INTO responsibility_language (responsibility_id, code) VALUES (1, 'ar');
INSERT INTO absence (id, person_id, starts_on, ends_on, reason, deputy_id) VALUES (1, 1, '2026-11-20', NULL, 'holiday', 2);
INSERT INTO coordination (id, person_id, region_id, group_id) VALUES (1, 1, 1, NULL);
INSERT INTO membership (group_id, person_id) VALUES (1, 1);
INSERT INTO account (id, messenger, address, person_id, language, created_at) VALUES (1, 'telegram', '4711', 1, NULL, '2026-11-01 08:00:00.000000');
INSERT INTO account (id, messenger, address, person_id, language, created_at) VALUES (2, 'matrix', '@gast:example.org', NULL, 'en', '2026-11-02 08:00:00.000000');
