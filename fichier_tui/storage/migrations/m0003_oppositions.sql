CREATE TABLE "opposition" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "fingerprint" VARCHAR(255) NOT NULL,
    "channel" VARCHAR(255) NOT NULL,
    "day" DATE NOT NULL,
    "recorded_at" TEXT NOT NULL);
CREATE UNIQUE INDEX "opposition_public_id" ON "opposition" ("public_id");
CREATE UNIQUE INDEX "opposition_fingerprint_channel" ON "opposition" ("fingerprint", "channel");
INSERT OR IGNORE INTO "meta" ("key", "value") VALUES ('fingerprint_key', lower(hex(randomblob(32))));
CREATE TRIGGER "consent_unalterable" BEFORE UPDATE OF "public_id", "channel", "state", "day", "recorded_at", "medium", "wording_id", "staff_id", "proof" ON "consent" BEGIN SELECT RAISE(ABORT, 'a consent is never changed'); END;
CREATE TRIGGER "wording_unalterable" BEFORE UPDATE ON "wording" BEGIN SELECT RAISE(ABORT, 'a version of a sentence is never changed'); END;
