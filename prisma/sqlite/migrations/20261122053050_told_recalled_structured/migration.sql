-- CreateTable
CREATE TABLE "TierTold" (
    "clientId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "axis" TEXT NOT NULL,
    "finding" TEXT NOT NULL,

    PRIMARY KEY ("clientId", "month", "axis", "finding")
);

-- What was taken back before it left is no dead letter.
UPDATE "Outbox" SET "state" = 'recalled', "error" = NULL WHERE "state" = 'dead' AND "error" = 'recalled';

-- One list of kinds.
UPDATE "Product" SET "kind" = 'structured' WHERE "kind" = 'structuredDeposit';
