ALTER TABLE "journal_entry" ADD COLUMN "undid" INTEGER;
ALTER TABLE "journal_entry" ADD COLUMN "salt" BLOB;
ALTER TABLE "journal_entry" ADD COLUMN "seal" BLOB;
ALTER TABLE "journal_entry" ADD COLUMN "commitment" BLOB;
ALTER TABLE "journal_entry" ADD COLUMN "previous" BLOB;
ALTER TABLE "journal_entry" ADD COLUMN "hash" BLOB;
ALTER TABLE "journal_change" ADD COLUMN "seal" BLOB;
CREATE TABLE "journal_head" ("id" INTEGER NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    "first" INTEGER NOT NULL,
    "previous" BLOB NOT NULL,
    "mac" BLOB NOT NULL);
