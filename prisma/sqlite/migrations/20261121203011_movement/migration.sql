-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN "mergeLine" TEXT;

-- CreateTable
CREATE TABLE "Movement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "onDate" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "counterparty" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "LevelEvaluation" (
    "clientId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "levelState" TEXT NOT NULL,
    "monthsBelow" INTEGER NOT NULL,
    "change" TEXT,
    "averageFen" BIGINT,
    "onDate" TEXT NOT NULL,
    "reasonText" TEXT NOT NULL,

    PRIMARY KEY ("clientId", "month")
);

-- CreateTable
CREATE TABLE "Retention" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "onDate" TEXT NOT NULL,
    "measure" REAL NOT NULL,
    "amountFen" BIGINT,
    "averageFen" BIGINT,
    "ownerId" TEXT NOT NULL,
    "taskId" TEXT,
    "reasonText" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT,
    "handledOn" TEXT,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Opportunity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expectedFen" BIGINT,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "handledOn" TEXT,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "CareSkip" (
    "clientId" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("clientId", "occasion")
);

-- CreateIndex
CREATE INDEX "Movement_clientId_onDate_idx" ON "Movement"("clientId", "onDate");

-- CreateIndex
CREATE INDEX "Movement_onDate_direction_counterparty_idx" ON "Movement"("onDate", "direction", "counterparty");

-- CreateIndex
CREATE INDEX "LevelEvaluation_month_idx" ON "LevelEvaluation"("month");

-- CreateIndex
CREATE INDEX "Retention_ownerId_state_idx" ON "Retention"("ownerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Retention_clientId_code_onDate_key" ON "Retention"("clientId", "code", "onDate");

-- CreateIndex
CREATE INDEX "Opportunity_ownerId_state_dueOn_idx" ON "Opportunity"("ownerId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "Opportunity_state_dueOn_idx" ON "Opportunity"("state", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Opportunity_clientId_source_ref_key" ON "Opportunity"("clientId", "source", "ref");

-- CreateIndex
CREATE INDEX "Client_nextContactOn_idx" ON "Client"("nextContactOn");

-- CreateIndex
CREATE INDEX "RiskAssessment_assessedAt_idx" ON "RiskAssessment"("assessedAt");
