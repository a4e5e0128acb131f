-- DropIndex
DROP INDEX "Outbox_state_notBefore_id_idx";

-- DropIndex
DROP INDEX "Outbox_recipient_sentAt_idx";

-- DropIndex
DROP INDEX "Outbox_taskId_idx";

-- DropIndex
DROP INDEX "Outbox_inboxId_idx";

-- The partial indexes took their place two migrations ago; here they had stayed.
DROP INDEX "Inbox_state_id_idx";
DROP INDEX "Inbox_fromUser_state_id_idx";
DROP INDEX "Inbox_processedAt_idx";

-- Only what is looked for: a row leaves the first two as it is sent, and enters the third.
CREATE INDEX "Outbox_due" ON "Outbox"("notBefore", "id") WHERE "state" = 'waiting';
CREATE INDEX "Outbox_held" ON "Outbox"("notBefore", "id") WHERE "state" = 'held';
CREATE INDEX "Outbox_sent" ON "Outbox"("recipient", "sentAt") WHERE "sentAt" IS NOT NULL;
CREATE INDEX "Outbox_undelivered" ON "Outbox"("id") WHERE "state" IN ('dead', 'unknown');
CREATE INDEX "Outbox_task" ON "Outbox"("taskId") WHERE "taskId" IS NOT NULL;
CREATE INDEX "Outbox_inbox" ON "Outbox"("inboxId") WHERE "inboxId" IS NOT NULL;
