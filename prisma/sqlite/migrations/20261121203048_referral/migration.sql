-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "no" TEXT NOT NULL,
    "fromUserId" TEXT NOT NULL,
    "fromRole" TEXT NOT NULL,
    "clientId" TEXT,
    "prospectName" TEXT,
    "prospectTail" TEXT,
    "need" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "toUserId" TEXT,
    "reasons" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "halfAt" BIGINT NOT NULL,
    "reassignFromAt" BIGINT NOT NULL,
    "provisional" INTEGER NOT NULL DEFAULT 0,
    "halfToldAt" BIGINT,
    "breachToldAt" BIGINT,
    "reassignToldAt" BIGINT,
    "acceptedAt" BIGINT,
    "followedUpAt" BIGINT,
    "closedAt" BIGINT,
    "note" TEXT,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateIndex
CREATE UNIQUE INDEX "Referral_no_key" ON "Referral"("no");

-- CreateIndex
CREATE INDEX "Referral_toUserId_state_dueAt_idx" ON "Referral"("toUserId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Referral_fromUserId_createdAt_idx" ON "Referral"("fromUserId", "createdAt");

-- CreateIndex
CREATE INDEX "Referral_clientId_state_idx" ON "Referral"("clientId", "state");

-- CreateIndex
CREATE INDEX "Referral_orgId_state_idx" ON "Referral"("orgId", "state");

-- CreateIndex
CREATE INDEX "Referral_state_dueAt_idx" ON "Referral"("state", "dueAt");
