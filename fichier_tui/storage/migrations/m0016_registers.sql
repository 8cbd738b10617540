CREATE TABLE "breach" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "known_at" TEXT NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "nature" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "people" INTEGER,
    "records" INTEGER,
    "consequences" TEXT NOT NULL,
    "measures" TEXT NOT NULL,
    "risk" VARCHAR(255) NOT NULL,
    "cnil_at" TEXT,
    "cnil_completed_at" TEXT,
    "late_reason" TEXT NOT NULL,
    "people_told_on" DATE,
    "closed_at" TEXT,
    "staff_id" INTEGER,
    "recorded_at" TEXT NOT NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "information" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "wording_id" INTEGER,
    "day" DATE NOT NULL,
    "way" VARCHAR(255) NOT NULL,
    "calls" INTEGER NOT NULL,
    "staff_id" INTEGER,
    "recorded_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("wording_id") REFERENCES "wording" ("id"),
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "retention_hold" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "staff_id" INTEGER,
    "at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE UNIQUE INDEX "breach_public_id" ON "breach" ("public_id");
CREATE UNIQUE INDEX "information_public_id" ON "information" ("public_id");
CREATE INDEX "information_contact_id" ON "information" ("contact_id");
CREATE UNIQUE INDEX "retention_hold_public_id" ON "retention_hold" ("public_id");
CREATE UNIQUE INDEX "retention_hold_contact_id" ON "retention_hold" ("contact_id");
