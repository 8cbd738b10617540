-- One person may have the same form open in two programs: each keeps a draft of its own.
DROP INDEX "draft_staff_id_key";
CREATE INDEX "draft_staff_id_key" ON "draft" ("staff_id", "key");
