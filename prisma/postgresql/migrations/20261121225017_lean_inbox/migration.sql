-- DropIndex
DROP INDEX "Client_mainManagerId_name_idx";

-- DropIndex
DROP INDEX "Client_mobile_idx";

-- DropIndex
DROP INDEX "Inbox_state_id_idx";

-- DropIndex
DROP INDEX "Inbox_fromUser_state_id_idx";

-- DropIndex
DROP INDEX "Inbox_processedAt_idx";

-- AlterTable
ALTER TABLE "Inbox" DROP COLUMN "leaseBy",
DROP COLUMN "leaseUntil";

-- CreateIndex
CREATE INDEX "Client_mainManagerId_name_idx" ON "Client"("mainManagerId", "name", "gender", "honorific", "status", "id");

-- Only what is looked for: rows leave these as they are done, so that handling a message touches a page or two of each.
CREATE INDEX "Inbox_waiting" ON "Inbox"("fromUser", "id") WHERE "state" = 'new';
CREATE INDEX "Inbox_new" ON "Inbox"("id") WHERE "state" = 'new';
CREATE INDEX "Inbox_failed" ON "Inbox"("id") WHERE "state" = 'failed';
CREATE INDEX "Inbox_processed" ON "Inbox"("processedAt") WHERE "processedAt" IS NOT NULL AND "content" IS NOT NULL;
