-- CreateTable
CREATE TABLE "RelatedName" (
    "userId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "pinyinAlt" TEXT,
    "initials" TEXT NOT NULL,
    "initialsAlt" TEXT,
    "mobileTail" TEXT,
    "clientNo" TEXT,

    CONSTRAINT "RelatedName_pkey" PRIMARY KEY ("userId","clientId")
);

-- CreateIndex
CREATE INDEX "RelatedName_clientId_idx" ON "RelatedName"("clientId");

-- What stands already.
INSERT INTO "RelatedName"("userId", "clientId", "name", "pinyin", "pinyinAlt", "initials", "initialsAlt", "mobileTail", "clientNo")
SELECT DISTINCT r."userId", c."id", c."name", c."pinyin", c."pinyinAlt", c."initials", c."initialsAlt", c."mobileTail", c."clientNo"
FROM "ManagerRelation" r JOIN "Client" c ON c."id" = r."clientId" WHERE r."state" = 'active' AND r."role" <> 'main';
