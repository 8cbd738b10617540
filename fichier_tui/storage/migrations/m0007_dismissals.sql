CREATE TABLE "dismissal" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "product_id" INTEGER,
    "category" VARCHAR(255) NOT NULL,
    "day" DATE NOT NULL,
    "until" DATE,
    "staff_id" INTEGER,
    "created_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("product_id") REFERENCES "product" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE UNIQUE INDEX "dismissal_public_id" ON "dismissal" ("public_id");
CREATE INDEX "dismissal_contact_id" ON "dismissal" ("contact_id");
