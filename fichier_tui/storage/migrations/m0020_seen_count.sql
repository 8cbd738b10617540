-- How many were in it when it was seen: of whom was forgotten since, only that number says anything.
ALTER TABLE "segment" ADD COLUMN "seen_count" INTEGER;
UPDATE "segment" SET "seen_count" = (SELECT COUNT(*) FROM "segment_member" WHERE "segment_id" = "segment"."id")
    WHERE "seen_at" IS NOT NULL;
