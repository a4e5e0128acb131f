-- AlterTable
ALTER TABLE "Referral" ADD COLUMN     "referrerClientId" TEXT,
ADD COLUMN     "result" TEXT;
