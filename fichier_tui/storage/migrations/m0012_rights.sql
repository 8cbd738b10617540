ALTER TABLE "contact" ADD COLUMN "kept" VARCHAR(255);
DROP TABLE "rights_request";
CREATE TABLE "rights_request" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER,
    "kind" VARCHAR(255) NOT NULL,
    "received_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "state" VARCHAR(255) NOT NULL,
    "note" TEXT NOT NULL,
    "who" VARCHAR(255) NOT NULL,
    "way" VARCHAR(255) NOT NULL,
    "identity" VARCHAR(255) NOT NULL,
    "answer" TEXT NOT NULL,
    "extended_on" DATE,
    "extension_reason" TEXT NOT NULL,
    "staff_id" INTEGER,
    "recorded_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "erasure" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact" INTEGER NOT NULL,
    "contact_public_id" CHAR(32) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "at" TEXT NOT NULL,
    "staff_id" INTEGER,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "erased_fingerprint" ("id" INTEGER NOT NULL PRIMARY KEY,
    "erasure_id" INTEGER NOT NULL,
    "fingerprint" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("erasure_id") REFERENCES "erasure" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "rights_request_public_id" ON "rights_request" ("public_id");
CREATE INDEX "rights_request_contact_id" ON "rights_request" ("contact_id");
CREATE UNIQUE INDEX "erasure_public_id" ON "erasure" ("public_id");
CREATE INDEX "erasure_contact_public_id" ON "erasure" ("contact_public_id");
CREATE INDEX "erased_fingerprint_erasure_id" ON "erased_fingerprint" ("erasure_id");
CREATE INDEX "erased_fingerprint_fingerprint" ON "erased_fingerprint" ("fingerprint");
