INSERT INTO "contact_words" ("contact_words") VALUES ('delete-all');
