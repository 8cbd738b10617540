CREATE TABLE "staff" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "login" VARCHAR(255) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "role" VARCHAR(255) NOT NULL,
    "created_at" TEXT NOT NULL,
    "left_on" DATE);
CREATE TABLE "contact" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "company_id" INTEGER,
    "civility" VARCHAR(255) NOT NULL,
    "last_name" VARCHAR(255) NOT NULL,
    "first_name" VARCHAR(255) NOT NULL,
    "company_name" VARCHAR(255) NOT NULL,
    "job_title" VARCHAR(255) NOT NULL,
    "sex" VARCHAR(255) NOT NULL,
    "birth" VARCHAR(255) NOT NULL,
    "profession" VARCHAR(255) NOT NULL,
    "language" VARCHAR(255) NOT NULL,
    "source" VARCHAR(255) NOT NULL,
    "source_detail" VARCHAR(255) NOT NULL,
    "first_contact_on" DATE,
    "card_number" VARCHAR(255) NOT NULL,
    "sponsor_id" INTEGER,
    "household" VARCHAR(255) NOT NULL,
    "important" TEXT NOT NULL,
    "verified_on" DATE,
    "verified_by_id" INTEGER,
    "restricted_on" DATE,
    "deceased_on" DATE,
    "created_at" TEXT NOT NULL,
    "created_by_id" INTEGER,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    FOREIGN KEY ("company_id") REFERENCES "contact" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("sponsor_id") REFERENCES "contact" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("verified_by_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("created_by_id") REFERENCES "staff" ("id"));
CREATE TABLE "product" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "name_key" VARCHAR(255) NOT NULL,
    "category" VARCHAR(255) NOT NULL,
    "reference" VARCHAR(255) NOT NULL,
    "price_cents" INTEGER,
    "cost_cents" INTEGER,
    "by_night" INTEGER NOT NULL,
    "retired_at" TEXT);
CREATE TABLE "offer" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "product_id" INTEGER,
    "starts_on" DATE,
    "ends_on" DATE,
    "text" TEXT NOT NULL,
    FOREIGN KEY ("product_id") REFERENCES "product" ("id") ON DELETE SET NULL);
CREATE TABLE "segment" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "definition" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by_id" INTEGER,
    FOREIGN KEY ("created_by_id") REFERENCES "staff" ("id"));
CREATE TABLE "campaign" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "offer_id" INTEGER,
    "segment_id" INTEGER,
    "channel" VARCHAR(255) NOT NULL,
    "starts_on" DATE,
    "ends_on" DATE,
    FOREIGN KEY ("offer_id") REFERENCES "offer" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("segment_id") REFERENCES "segment" ("id") ON DELETE SET NULL);
CREATE TABLE "series" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "rule" TEXT NOT NULL,
    "counted_from" VARCHAR(255) NOT NULL);
CREATE TABLE "action" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER,
    "kind" VARCHAR(255) NOT NULL,
    "subject" VARCHAR(255) NOT NULL,
    "day" DATE,
    "time" VARCHAR(255) NOT NULL,
    "minutes" INTEGER,
    "place" VARCHAR(255) NOT NULL,
    "priority" INTEGER NOT NULL,
    "assigned_to_id" INTEGER,
    "state" VARCHAR(255) NOT NULL,
    "done_at" TEXT,
    "done_by_id" INTEGER,
    "result" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "offer_id" INTEGER,
    "product_id" INTEGER,
    "campaign_id" INTEGER,
    "series_id" INTEGER,
    "created_at" TEXT NOT NULL,
    "created_by_id" INTEGER,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("assigned_to_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("done_by_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("offer_id") REFERENCES "offer" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("product_id") REFERENCES "product" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("campaign_id") REFERENCES "campaign" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("created_by_id") REFERENCES "staff" ("id"));
CREATE TABLE "address" ("id" INTEGER NOT NULL PRIMARY KEY,
    "contact_id" INTEGER NOT NULL,
    "street" TEXT NOT NULL,
    "postcode" VARCHAR(255) NOT NULL,
    "town" VARCHAR(255) NOT NULL,
    "region" VARCHAR(255) NOT NULL,
    "country" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "position" INTEGER NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "behaviour_event" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "day" DATE NOT NULL,
    "detail" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "wording" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "channel" VARCHAR(255) NOT NULL,
    "version" INTEGER NOT NULL,
    "language" VARCHAR(255) NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TEXT NOT NULL);
CREATE TABLE "consent" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "channel" VARCHAR(255) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "day" DATE NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "medium" VARCHAR(255) NOT NULL,
    "wording_id" INTEGER,
    "staff_id" INTEGER,
    "proof" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("wording_id") REFERENCES "wording" ("id"),
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "contact_summary" ("contact_id" INTEGER NOT NULL PRIMARY KEY,
    "sort_key" VARCHAR(255) NOT NULL,
    "display_name" VARCHAR(255) NOT NULL,
    "town" VARCHAR(255) NOT NULL,
    "town_key" VARCHAR(255) NOT NULL,
    "phone" VARCHAR(255) NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "purchases" INTEGER NOT NULL,
    "revenue_cents" INTEGER NOT NULL,
    "margin_cents" INTEGER NOT NULL,
    "nights" INTEGER NOT NULL,
    "first_purchase" DATE,
    "last_purchase" DATE,
    "gap_mean_days" REAL,
    "gap_deviation_days" REAL,
    "visits" INTEGER NOT NULL,
    "last_visit" DATE,
    "last_seen" DATE,
    "open_actions" INTEGER NOT NULL,
    "next_action" DATE,
    "open_complaints" INTEGER NOT NULL,
    "completeness" INTEGER NOT NULL,
    "live" INTEGER NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "tag" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL);
CREATE TABLE "contact_tag" ("id" INTEGER NOT NULL PRIMARY KEY,
    "contact_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("tag_id") REFERENCES "tag" ("id") ON DELETE CASCADE);
CREATE TABLE "custom_field" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "label" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "choices" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "retired_at" TEXT);
CREATE TABLE "custom_value" ("id" INTEGER NOT NULL PRIMARY KEY,
    "contact_id" INTEGER NOT NULL,
    "field_id" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("field_id") REFERENCES "custom_field" ("id") ON DELETE CASCADE);
CREATE TABLE "draft" ("id" INTEGER NOT NULL PRIMARY KEY,
    "key" VARCHAR(255) NOT NULL,
    "staff_id" INTEGER,
    "value" TEXT NOT NULL,
    "saved_at" TEXT NOT NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id") ON DELETE CASCADE);
CREATE TABLE "email" ("id" INTEGER NOT NULL PRIMARY KEY,
    "contact_id" INTEGER NOT NULL,
    "address" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "position" INTEGER NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "export_record" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "at" TEXT NOT NULL,
    "staff_id" INTEGER,
    "format" VARCHAR(255) NOT NULL,
    "contacts" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "import_mapping" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "signature" VARCHAR(255) NOT NULL,
    "mapping" TEXT NOT NULL,
    "used_at" TEXT NOT NULL);
CREATE TABLE "journal_entry" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "at" TEXT NOT NULL,
    "staff_id" INTEGER,
    "verb" VARCHAR(255) NOT NULL,
    "contact" INTEGER,
    "detail" TEXT NOT NULL,
    "undoes_id" INTEGER,
    "undone_by_id" INTEGER,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("undoes_id") REFERENCES "journal_entry" ("id"),
    FOREIGN KEY ("undone_by_id") REFERENCES "journal_entry" ("id"));
CREATE TABLE "journal_change" ("id" INTEGER NOT NULL PRIMARY KEY,
    "entry_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "table_name" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "first_id" INTEGER NOT NULL,
    "last_id" INTEGER NOT NULL,
    "before" BLOB,
    "after" BLOB,
    FOREIGN KEY ("entry_id") REFERENCES "journal_entry" ("id") ON DELETE CASCADE);
CREATE TABLE "visit" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "time" VARCHAR(255) NOT NULL,
    "channel" VARCHAR(255) NOT NULL,
    "people" INTEGER,
    "note" TEXT NOT NULL,
    "staff_id" INTEGER,
    "created_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "purchase" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "product_id" INTEGER,
    "day" DATE NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "cost_cents" INTEGER,
    "nights" INTEGER,
    "people" INTEGER,
    "note" TEXT NOT NULL,
    "reference" VARCHAR(255) NOT NULL,
    "staff_id" INTEGER,
    "visit_id" INTEGER,
    "created_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("product_id") REFERENCES "product" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("visit_id") REFERENCES "visit" ("id") ON DELETE SET NULL);
CREATE TABLE "loyalty_entry" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "reason" VARCHAR(255) NOT NULL,
    "purchase_id" INTEGER,
    "day" DATE NOT NULL,
    "staff_id" INTEGER,
    "note" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("purchase_id") REFERENCES "purchase" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "meta" ("key" VARCHAR(255) NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL);
CREATE TABLE "note" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "day" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "staff_id" INTEGER,
    "created_at" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "phone" ("id" INTEGER NOT NULL PRIMARY KEY,
    "contact_id" INTEGER NOT NULL,
    "number" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "position" INTEGER NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "rights_request" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER,
    "kind" VARCHAR(255) NOT NULL,
    "received_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "state" VARCHAR(255) NOT NULL,
    "note" TEXT NOT NULL,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE SET NULL);
CREATE TABLE "satisfaction" ("id" INTEGER NOT NULL PRIMARY KEY,
    "public_id" CHAR(32) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "score" INTEGER,
    "text" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "closed_at" TEXT,
    "staff_id" INTEGER,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"));
CREATE TABLE "segment_member" ("id" INTEGER NOT NULL PRIMARY KEY,
    "segment_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    FOREIGN KEY ("segment_id") REFERENCES "segment" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "setting" ("id" INTEGER NOT NULL PRIMARY KEY,
    "key" VARCHAR(255) NOT NULL,
    "value" TEXT NOT NULL);
CREATE UNIQUE INDEX "staff_public_id" ON "staff" ("public_id");
CREATE UNIQUE INDEX "staff_login" ON "staff" ("login");
CREATE UNIQUE INDEX "contact_public_id" ON "contact" ("public_id");
CREATE INDEX "contact_company_id" ON "contact" ("company_id");
CREATE INDEX "contact_card_number" ON "contact" ("card_number");
CREATE INDEX "contact_sponsor_id" ON "contact" ("sponsor_id");
CREATE INDEX "contact_household" ON "contact" ("household");
CREATE UNIQUE INDEX "product_public_id" ON "product" ("public_id");
CREATE UNIQUE INDEX "product_name_key" ON "product" ("name_key");
CREATE UNIQUE INDEX "offer_public_id" ON "offer" ("public_id");
CREATE INDEX "offer_product_id" ON "offer" ("product_id");
CREATE UNIQUE INDEX "segment_public_id" ON "segment" ("public_id");
CREATE UNIQUE INDEX "segment_name" ON "segment" ("name");
CREATE UNIQUE INDEX "campaign_public_id" ON "campaign" ("public_id");
CREATE INDEX "campaign_offer_id" ON "campaign" ("offer_id");
CREATE INDEX "campaign_segment_id" ON "campaign" ("segment_id");
CREATE UNIQUE INDEX "series_public_id" ON "series" ("public_id");
CREATE UNIQUE INDEX "action_public_id" ON "action" ("public_id");
CREATE INDEX "action_contact_id" ON "action" ("contact_id");
CREATE INDEX "action_offer_id" ON "action" ("offer_id");
CREATE INDEX "action_product_id" ON "action" ("product_id");
CREATE INDEX "action_campaign_id" ON "action" ("campaign_id");
CREATE INDEX "action_series_id" ON "action" ("series_id");
CREATE INDEX "action_state_day" ON "action" ("state", "day");
CREATE INDEX "address_contact_id" ON "address" ("contact_id");
CREATE INDEX "address_postcode" ON "address" ("postcode");
CREATE UNIQUE INDEX "behaviour_event_public_id" ON "behaviour_event" ("public_id");
CREATE INDEX "behaviour_event_contact_id" ON "behaviour_event" ("contact_id");
CREATE UNIQUE INDEX "wording_public_id" ON "wording" ("public_id");
CREATE UNIQUE INDEX "wording_channel_version_language" ON "wording" ("channel", "version", "language");
CREATE UNIQUE INDEX "consent_public_id" ON "consent" ("public_id");
CREATE INDEX "consent_wording_id" ON "consent" ("wording_id");
CREATE INDEX "consent_contact_id_channel_day" ON "consent" ("contact_id", "channel", "day");
CREATE INDEX "contact_summary_live_sort_key" ON "contact_summary" ("live", "sort_key");
CREATE UNIQUE INDEX "tag_public_id" ON "tag" ("public_id");
CREATE UNIQUE INDEX "tag_kind_name" ON "tag" ("kind", "name");
CREATE INDEX "contact_tag_tag_id" ON "contact_tag" ("tag_id");
CREATE UNIQUE INDEX "contact_tag_contact_id_tag_id" ON "contact_tag" ("contact_id", "tag_id");
CREATE UNIQUE INDEX "custom_field_public_id" ON "custom_field" ("public_id");
CREATE UNIQUE INDEX "custom_field_key" ON "custom_field" ("key");
CREATE INDEX "custom_value_field_id" ON "custom_value" ("field_id");
CREATE UNIQUE INDEX "custom_value_contact_id_field_id" ON "custom_value" ("contact_id", "field_id");
CREATE INDEX "draft_staff_id" ON "draft" ("staff_id");
CREATE UNIQUE INDEX "draft_staff_id_key" ON "draft" ("staff_id", "key");
CREATE INDEX "email_contact_id" ON "email" ("contact_id");
CREATE INDEX "email_address" ON "email" ("address");
CREATE UNIQUE INDEX "export_record_public_id" ON "export_record" ("public_id");
CREATE UNIQUE INDEX "import_mapping_public_id" ON "import_mapping" ("public_id");
CREATE UNIQUE INDEX "import_mapping_signature" ON "import_mapping" ("signature");
CREATE UNIQUE INDEX "journal_entry_public_id" ON "journal_entry" ("public_id");
CREATE INDEX "journal_entry_at" ON "journal_entry" ("at");
CREATE INDEX "journal_entry_contact" ON "journal_entry" ("contact");
CREATE INDEX "journal_change_table_name_first_id" ON "journal_change" ("table_name", "first_id");
CREATE UNIQUE INDEX "journal_change_entry_id_position" ON "journal_change" ("entry_id", "position");
CREATE UNIQUE INDEX "visit_public_id" ON "visit" ("public_id");
CREATE INDEX "visit_contact_id" ON "visit" ("contact_id");
CREATE UNIQUE INDEX "purchase_public_id" ON "purchase" ("public_id");
CREATE INDEX "purchase_product_id" ON "purchase" ("product_id");
CREATE INDEX "purchase_visit_id" ON "purchase" ("visit_id");
CREATE INDEX "purchase_contact_id_day" ON "purchase" ("contact_id", "day");
CREATE INDEX "purchase_day" ON "purchase" ("day");
CREATE UNIQUE INDEX "loyalty_entry_public_id" ON "loyalty_entry" ("public_id");
CREATE INDEX "loyalty_entry_contact_id" ON "loyalty_entry" ("contact_id");
CREATE INDEX "loyalty_entry_purchase_id" ON "loyalty_entry" ("purchase_id");
CREATE UNIQUE INDEX "note_public_id" ON "note" ("public_id");
CREATE INDEX "note_contact_id" ON "note" ("contact_id");
CREATE INDEX "phone_contact_id" ON "phone" ("contact_id");
CREATE INDEX "phone_number" ON "phone" ("number");
CREATE UNIQUE INDEX "rights_request_public_id" ON "rights_request" ("public_id");
CREATE INDEX "rights_request_contact_id" ON "rights_request" ("contact_id");
CREATE UNIQUE INDEX "satisfaction_public_id" ON "satisfaction" ("public_id");
CREATE INDEX "satisfaction_contact_id" ON "satisfaction" ("contact_id");
CREATE INDEX "segment_member_contact_id" ON "segment_member" ("contact_id");
CREATE UNIQUE INDEX "segment_member_segment_id_contact_id" ON "segment_member" ("segment_id", "contact_id");
CREATE UNIQUE INDEX "setting_key" ON "setting" ("key");
