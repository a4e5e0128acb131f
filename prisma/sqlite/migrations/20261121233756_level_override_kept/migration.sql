-- AlterTable
ALTER TABLE "Retention" ADD COLUMN "keptFen" BIGINT;

-- CreateTable
CREATE TABLE "LevelOverride" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "untilOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "setBy" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "LevelOverride_clientId_createdAt_idx" ON "LevelOverride"("clientId", "createdAt");

-- CreateIndex
CREATE INDEX "Retention_onDate_idx" ON "Retention"("onDate");
