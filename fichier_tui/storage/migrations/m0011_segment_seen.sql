ALTER TABLE "segment" ADD COLUMN "seen_at" TEXT;
