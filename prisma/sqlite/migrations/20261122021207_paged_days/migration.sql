-- DropIndex
DROP INDEX "Client_birthKey_idx";

-- DropIndex
DROP INDEX "Holding_maturesOn_idx";

-- DropIndex
DROP INDEX "RiskAssessment_assessedAt_idx";

-- CreateIndex
CREATE INDEX "Client_birthKey_id_idx" ON "Client"("birthKey", "id");

-- CreateIndex
CREATE INDEX "Holding_maturesOn_id_idx" ON "Holding"("maturesOn", "id");

-- CreateIndex
CREATE INDEX "RiskAssessment_assessedAt_id_idx" ON "RiskAssessment"("assessedAt", "id");
