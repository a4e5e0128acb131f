-- AlterTable
ALTER TABLE "Referral" ADD COLUMN "referrerClientId" TEXT;
ALTER TABLE "Referral" ADD COLUMN "result" TEXT;
