CREATE TABLE "calendar_link" ("id" INTEGER NOT NULL PRIMARY KEY,
    "uid" VARCHAR(255) NOT NULL,
    "action_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "digest" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "calendar_link_uid" ON "calendar_link" ("uid");
CREATE INDEX "calendar_link_action_id" ON "calendar_link" ("action_id");
