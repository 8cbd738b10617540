CREATE TABLE "confirmation" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "channel" VARCHAR(255) NOT NULL,
    "address" VARCHAR(255) NOT NULL,
    "fingerprint" VARCHAR(255) NOT NULL,
    "wording" TEXT NOT NULL,
    "language" VARCHAR(255) NOT NULL,
    "content" VARCHAR(255) NOT NULL,
    "message_id" VARCHAR(255) NOT NULL,
    "sent_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "ended_at" TEXT,
    "staff_id" INTEGER,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "sending" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "channel" VARCHAR(255) NOT NULL,
    "medium" VARCHAR(255) NOT NULL,
    "subject" VARCHAR(255) NOT NULL,
    "text" TEXT NOT NULL,
    "language" VARCHAR(255) NOT NULL,
    "segment" TEXT NOT NULL,
    "offer_id" INTEGER,
    "campaign_id" INTEGER,
    "purpose" VARCHAR(255) NOT NULL,
    "sender" VARCHAR(255) NOT NULL,
    "staff_id" INTEGER,
    "created_at" TEXT NOT NULL,
    "begun_at" TEXT,
    "ended_at" TEXT,
    FOREIGN KEY ("offer_id") REFERENCES "offer" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("campaign_id") REFERENCES "campaign" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "sending_recipient" ("id" INTEGER NOT NULL PRIMARY KEY,
    "sending_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "address" VARCHAR(255) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "reason" VARCHAR(255) NOT NULL,
    "rule" VARCHAR(255) NOT NULL,
    "message_id" VARCHAR(255) NOT NULL,
    "at" TEXT,
    "error" VARCHAR(255) NOT NULL,
    "bounced_at" TEXT,
    "noted" INTEGER NOT NULL,
    FOREIGN KEY ("sending_id") REFERENCES "sending" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "confirmation_public_id" ON "confirmation" ("public_id");
CREATE INDEX "confirmation_contact_id" ON "confirmation" ("contact_id");
CREATE UNIQUE INDEX "sending_public_id" ON "sending" ("public_id");
CREATE INDEX "sending_offer_id" ON "sending" ("offer_id");
CREATE INDEX "sending_campaign_id" ON "sending" ("campaign_id");
CREATE INDEX "sending_recipient_contact_id" ON "sending_recipient" ("contact_id");
CREATE INDEX "sending_recipient_address" ON "sending_recipient" ("address");
CREATE INDEX "sending_recipient_sending_id_state" ON "sending_recipient" ("sending_id", "state");
