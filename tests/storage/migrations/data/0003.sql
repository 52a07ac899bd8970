INSERT INTO responsibility (id, person_id, project_id, region_id, rank, starts_on, ends_on) VALUES (31, 1, NULL, NULL, 'deputy', NULL, NULL);
