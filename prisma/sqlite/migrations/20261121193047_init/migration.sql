-- CreateTable
CREATE TABLE "Org" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "parentId" TEXT,
    "level" TEXT NOT NULL,
    "path" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "staffNo" TEXT,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "supervisorId" TEXT,
    "mobile" TEXT,
    "licences" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "clientsVersion" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "staffId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,

    PRIMARY KEY ("staffId", "role", "orgId")
);

-- CreateTable
CREATE TABLE "NoticeSwitch" (
    "staffId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "changedAt" BIGINT NOT NULL,

    PRIMARY KEY ("staffId", "kind")
);

-- CreateTable
CREATE TABLE "Client" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientNo" TEXT,
    "name" TEXT NOT NULL,
    "gender" TEXT,
    "birthOn" TEXT,
    "birthCalendar" TEXT NOT NULL DEFAULT 'solar',
    "lunarYear" INTEGER,
    "lunarMonth" INTEGER,
    "lunarDay" INTEGER,
    "lunarLeap" INTEGER,
    "birthKey" TEXT,
    "idType" TEXT,
    "idNo" TEXT,
    "mobile" TEXT,
    "mobileTail" TEXT,
    "email" TEXT,
    "address" TEXT,
    "occupation" TEXT,
    "orgId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "adminLayer" TEXT,
    "privateBanking" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'active',
    "honorific" TEXT,
    "cadenceMonths" INTEGER,
    "contactModes" TEXT,
    "marketingConsent" TEXT,
    "externalUserId" TEXT,
    "tags" TEXT,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "pinyinAlt" TEXT,
    "initialsAlt" TEXT,
    "mainManagerId" TEXT,
    "lastContactOn" TEXT,
    "lastEffectiveContactOn" TEXT,
    "nextContactOn" TEXT,
    "aumFen" BIGINT,
    "aumOn" TEXT,
    "relationStartOn" TEXT,
    "flag" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sourceSystem" TEXT,
    "sourceOn" TEXT
);

-- CreateTable
CREATE TABLE "ClientGram" (
    "gram" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,

    PRIMARY KEY ("gram", "clientId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "RelatedPerson" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "birthOn" TEXT,
    "birthCalendar" TEXT NOT NULL DEFAULT 'solar',
    "lunarYear" INTEGER,
    "lunarMonth" INTEGER,
    "lunarDay" INTEGER,
    "lunarLeap" INTEGER,
    "birthKey" TEXT,
    "careAllowed" INTEGER NOT NULL DEFAULT 0,
    "createdBy" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "ManagerRelation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "toOn" TEXT,
    "setBy" TEXT NOT NULL,
    "reason" TEXT,
    "forUserId" TEXT,
    "confidential" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "endedAt" BIGINT,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "dedupeKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "fromUser" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "sentAt" BIGINT,
    "content" TEXT,
    "replyTo" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseBy" TEXT,
    "leaseUntil" BIGINT NOT NULL DEFAULT 0,
    "processedAt" BIGINT,
    "faultNo" TEXT
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "dedupeKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "replyTo" TEXT,
    "inboxId" INTEGER,
    "act" TEXT NOT NULL,
    "notice" TEXT,
    "payload" TEXT NOT NULL,
    "buttons" TEXT,
    "about" TEXT,
    "taskId" TEXT,
    "request" TEXT,
    "notBefore" BIGINT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseBy" TEXT,
    "leaseUntil" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "sentAt" BIGINT,
    "msgid" TEXT,
    "responseCode" TEXT,
    "error" TEXT
);

-- CreateTable
CREATE TABLE "Session" (
    "staffId" TEXT NOT NULL PRIMARY KEY,
    "lastClientId" TEXT,
    "lastContactId" TEXT,
    "question" TEXT,
    "questionAt" BIGINT,
    "misses" INTEGER NOT NULL DEFAULT 0,
    "why" TEXT,
    "readGrant" TEXT,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "no" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "frame" TEXT,
    "state" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT,
    "onBehalfOf" TEXT,
    "action" TEXT NOT NULL,
    "objectType" TEXT,
    "objectId" TEXT,
    "clientId" TEXT,
    "purpose" TEXT,
    "place" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "result" TEXT NOT NULL,
    "ruleVersion" TEXT,
    "channelMsgId" TEXT,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL,
    "slotAt" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "leaseBy" TEXT,
    "leaseUntil" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "startedAt" BIGINT,
    "finishedAt" BIGINT,
    "durationMs" INTEGER,
    "result" TEXT,
    "error" TEXT,

    PRIMARY KEY ("job", "slotAt")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "ImportRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "rowsDone" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "startedAt" BIGINT NOT NULL,
    "finishedAt" BIGINT
);

-- CreateTable
CREATE TABLE "ContactRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "onBehalfOf" TEXT,
    "mode" TEXT,
    "direction" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "onDate" TEXT NOT NULL,
    "minutes" INTEGER,
    "place" TEXT,
    "participants" TEXT,
    "purpose" TEXT NOT NULL,
    "outcome" TEXT,
    "summary" TEXT NOT NULL,
    "clientWords" TEXT,
    "confidentiality" TEXT NOT NULL,
    "nextStep" TEXT,
    "nextContactOn" TEXT,
    "effective" INTEGER NOT NULL,
    "before" TEXT,
    "undoneAt" BIGINT,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "ContactAmendment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "changes" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ProfileFact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "value" TEXT,
    "state" TEXT NOT NULL,
    "confidentiality" TEXT NOT NULL DEFAULT 'normal',
    "contactId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "undoneAt" BIGINT
);

-- CreateTable
CREATE TABLE "CareDate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "relatedPersonId" TEXT,
    "kind" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "month" INTEGER,
    "day" INTEGER,
    "leap" INTEGER,
    "year" INTEGER,
    "onDate" TEXT,
    "endDate" TEXT,
    "leadDays" TEXT,
    "yearKey" TEXT,
    "note" TEXT,
    "confidentiality" TEXT NOT NULL DEFAULT 'normal',
    "source" TEXT NOT NULL,
    "contactId" TEXT,
    "active" INTEGER NOT NULL DEFAULT 1,
    "createdBy" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "undoneAt" BIGINT
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "clientId" TEXT,
    "ownerId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueTime" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "recurrence" TEXT,
    "words" TEXT,
    "place" TEXT,
    "participants" TEXT,
    "sourceKind" TEXT,
    "sourceId" TEXT,
    "state" TEXT NOT NULL,
    "remindedAt" BIGINT,
    "doneAt" BIGINT,
    "doneBy" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    "undoneAt" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "Case" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "no" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "clientId" TEXT,
    "complainantName" TEXT,
    "complainantContact" TEXT,
    "proxy" INTEGER NOT NULL DEFAULT 0,
    "channel" TEXT NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "receivedBy" TEXT NOT NULL,
    "clientWords" TEXT NOT NULL,
    "category" TEXT,
    "amountFen" BIGINT,
    "accusedIds" TEXT NOT NULL,
    "levelAtIntake" TEXT NOT NULL,
    "clockLevel" TEXT NOT NULL,
    "adminLayer" TEXT,
    "ownerId" TEXT NOT NULL,
    "investigatorId" TEXT,
    "notifyIds" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "contactDueAt" BIGINT NOT NULL,
    "contactedAt" BIGINT,
    "resultDueAt" BIGINT NOT NULL,
    "regDueAt" BIGINT,
    "internalDueOn" TEXT,
    "provisional" INTEGER NOT NULL DEFAULT 0,
    "extensions" INTEGER NOT NULL DEFAULT 0,
    "pausedDays" INTEGER NOT NULL DEFAULT 0,
    "pausedFromOn" TEXT,
    "decidedAt" BIGINT,
    "notifiedAt" BIGINT,
    "closedAt" BIGINT,
    "major" INTEGER NOT NULL DEFAULT 0,
    "rootCause" TEXT,
    "mergedIntoId" TEXT,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "CaseEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "caseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "text" TEXT,
    "data" TEXT
);

-- CreateTable
CREATE TABLE "Product" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "issuer" TEXT,
    "regime" TEXT,
    "riskLevel" INTEGER,
    "minFirstFen" BIGINT,
    "stepFen" BIGINT,
    "currency" TEXT,
    "termDays" INTEGER,
    "benchmark" TEXT,
    "benchmarkBasis" TEXT,
    "fees" TEXT,
    "onShelfOn" TEXT,
    "offShelfOn" TEXT,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Holding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "productCode" TEXT NOT NULL,
    "startOn" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "costFen" BIGINT,
    "valueFen" BIGINT,
    "valueOn" TEXT,
    "maturesOn" TEXT,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Balance" (
    "clientId" TEXT NOT NULL,
    "onDate" TEXT NOT NULL,
    "aumFen" BIGINT NOT NULL,

    PRIMARY KEY ("clientId", "onDate")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "RiskAssessment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "assessedAt" BIGINT NOT NULL,
    "level" INTEGER NOT NULL,
    "channel" TEXT
);

-- CreateTable
CREATE TABLE "Holiday" (
    "date" TEXT NOT NULL,
    "orgId" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    PRIMARY KEY ("date", "orgId")
);

-- CreateIndex
CREATE INDEX "Org_path_idx" ON "Org"("path");

-- CreateIndex
CREATE INDEX "Org_parentId_idx" ON "Org"("parentId");

-- CreateIndex
CREATE INDEX "Staff_orgId_idx" ON "Staff"("orgId");

-- CreateIndex
CREATE INDEX "Staff_supervisorId_idx" ON "Staff"("supervisorId");

-- CreateIndex
CREATE INDEX "Staff_name_idx" ON "Staff"("name");

-- CreateIndex
CREATE INDEX "StaffRole_role_idx" ON "StaffRole"("role");

-- CreateIndex
CREATE UNIQUE INDEX "Client_clientNo_key" ON "Client"("clientNo");

-- CreateIndex
CREATE INDEX "Client_mainManagerId_name_idx" ON "Client"("mainManagerId", "name");

-- CreateIndex
CREATE INDEX "Client_mainManagerId_pinyin_idx" ON "Client"("mainManagerId", "pinyin");

-- CreateIndex
CREATE INDEX "Client_mainManagerId_initials_idx" ON "Client"("mainManagerId", "initials");

-- CreateIndex
CREATE INDEX "Client_mainManagerId_mobileTail_idx" ON "Client"("mainManagerId", "mobileTail");

-- CreateIndex
CREATE INDEX "Client_mainManagerId_nextContactOn_idx" ON "Client"("mainManagerId", "nextContactOn");

-- CreateIndex
CREATE INDEX "Client_name_idx" ON "Client"("name");

-- CreateIndex
CREATE INDEX "Client_mobile_idx" ON "Client"("mobile");

-- CreateIndex
CREATE INDEX "Client_mobileTail_orgId_idx" ON "Client"("mobileTail", "orgId");

-- CreateIndex
CREATE INDEX "Client_orgId_pinyin_idx" ON "Client"("orgId", "pinyin");

-- CreateIndex
CREATE INDEX "Client_orgId_initials_idx" ON "Client"("orgId", "initials");

-- CreateIndex
CREATE INDEX "Client_birthKey_idx" ON "Client"("birthKey");

-- CreateIndex
CREATE INDEX "Client_externalUserId_idx" ON "Client"("externalUserId");

-- CreateIndex
CREATE INDEX "RelatedPerson_birthKey_idx" ON "RelatedPerson"("birthKey");

-- CreateIndex
CREATE UNIQUE INDEX "RelatedPerson_clientId_name_key" ON "RelatedPerson"("clientId", "name");

-- CreateIndex
CREATE INDEX "ManagerRelation_userId_state_role_idx" ON "ManagerRelation"("userId", "state", "role");

-- CreateIndex
CREATE INDEX "ManagerRelation_clientId_state_role_idx" ON "ManagerRelation"("clientId", "state", "role");

-- CreateIndex
CREATE INDEX "ManagerRelation_forUserId_state_idx" ON "ManagerRelation"("forUserId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_dedupeKey_key" ON "Inbox"("dedupeKey");

-- CreateIndex
CREATE INDEX "Inbox_state_id_idx" ON "Inbox"("state", "id");

-- CreateIndex
CREATE INDEX "Inbox_fromUser_state_id_idx" ON "Inbox"("fromUser", "state", "id");

-- CreateIndex
CREATE INDEX "Inbox_processedAt_idx" ON "Inbox"("processedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_dedupeKey_key" ON "Outbox"("dedupeKey");

-- CreateIndex
CREATE INDEX "Outbox_state_notBefore_id_idx" ON "Outbox"("state", "notBefore", "id");

-- CreateIndex
CREATE INDEX "Outbox_recipient_state_id_idx" ON "Outbox"("recipient", "state", "id");

-- CreateIndex
CREATE INDEX "Outbox_recipient_sentAt_idx" ON "Outbox"("recipient", "sentAt");

-- CreateIndex
CREATE INDEX "Outbox_taskId_idx" ON "Outbox"("taskId");

-- CreateIndex
CREATE INDEX "Outbox_inboxId_idx" ON "Outbox"("inboxId");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_no_key" ON "Draft"("no");

-- CreateIndex
CREATE INDEX "Draft_staffId_state_idx" ON "Draft"("staffId", "state");

-- CreateIndex
CREATE INDEX "AuditEvent_clientId_at_idx" ON "AuditEvent"("clientId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_actor_at_idx" ON "AuditEvent"("actor", "at");

-- CreateIndex
CREATE INDEX "JobRun_state_idx" ON "JobRun"("state");

-- CreateIndex
CREATE UNIQUE INDEX "ImportRun_kind_fileHash_key" ON "ImportRun"("kind", "fileHash");

-- CreateIndex
CREATE INDEX "ContactRecord_clientId_at_idx" ON "ContactRecord"("clientId", "at");

-- CreateIndex
CREATE INDEX "ContactRecord_byUserId_createdAt_idx" ON "ContactRecord"("byUserId", "createdAt");

-- CreateIndex
CREATE INDEX "ContactAmendment_contactId_idx" ON "ContactAmendment"("contactId");

-- CreateIndex
CREATE INDEX "ProfileFact_clientId_state_idx" ON "ProfileFact"("clientId", "state");

-- CreateIndex
CREATE INDEX "ProfileFact_contactId_idx" ON "ProfileFact"("contactId");

-- CreateIndex
CREATE INDEX "CareDate_clientId_idx" ON "CareDate"("clientId");

-- CreateIndex
CREATE INDEX "CareDate_onDate_idx" ON "CareDate"("onDate");

-- CreateIndex
CREATE INDEX "CareDate_yearKey_idx" ON "CareDate"("yearKey");

-- CreateIndex
CREATE INDEX "Task_ownerId_state_dueAt_idx" ON "Task"("ownerId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Task_state_dueAt_idx" ON "Task"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Task_clientId_state_idx" ON "Task"("clientId", "state");

-- CreateIndex
CREATE INDEX "Task_sourceKind_sourceId_idx" ON "Task"("sourceKind", "sourceId");

-- CreateIndex
CREATE UNIQUE INDEX "Case_no_key" ON "Case"("no");

-- CreateIndex
CREATE INDEX "Case_ownerId_state_idx" ON "Case"("ownerId", "state");

-- CreateIndex
CREATE INDEX "Case_investigatorId_state_idx" ON "Case"("investigatorId", "state");

-- CreateIndex
CREATE INDEX "Case_orgId_state_idx" ON "Case"("orgId", "state");

-- CreateIndex
CREATE INDEX "Case_clientId_idx" ON "Case"("clientId");

-- CreateIndex
CREATE INDEX "Case_state_regDueAt_idx" ON "Case"("state", "regDueAt");

-- CreateIndex
CREATE INDEX "CaseEvent_caseId_at_idx" ON "CaseEvent"("caseId", "at");

-- CreateIndex
CREATE INDEX "Product_name_idx" ON "Product"("name");

-- CreateIndex
CREATE INDEX "Holding_maturesOn_idx" ON "Holding"("maturesOn");

-- CreateIndex
CREATE UNIQUE INDEX "Holding_clientId_productCode_startOn_key" ON "Holding"("clientId", "productCode", "startOn");

-- CreateIndex
CREATE UNIQUE INDEX "RiskAssessment_clientId_assessedAt_key" ON "RiskAssessment"("clientId", "assessedAt");

-- One active main manager and one active stand-in per client (domain §5, invariants 1 and 3).
CREATE UNIQUE INDEX "ManagerRelation_one_main" ON "ManagerRelation"("clientId") WHERE "state" = 'active' AND "role" = 'main';
CREATE UNIQUE INDEX "ManagerRelation_one_acting" ON "ManagerRelation"("clientId") WHERE "state" = 'active' AND "role" = 'acting';

-- Second readings of polyphonic surnames: few names have one.
CREATE INDEX "Client_mainManagerId_pinyinAlt_idx" ON "Client"("mainManagerId", "pinyinAlt") WHERE "pinyinAlt" IS NOT NULL;
CREATE INDEX "Client_mainManagerId_initialsAlt_idx" ON "Client"("mainManagerId", "initialsAlt") WHERE "initialsAlt" IS NOT NULL;
CREATE INDEX "Client_orgId_pinyinAlt_idx" ON "Client"("orgId", "pinyinAlt") WHERE "pinyinAlt" IS NOT NULL;
CREATE INDEX "Client_orgId_initialsAlt_idx" ON "Client"("orgId", "initialsAlt") WHERE "initialsAlt" IS NOT NULL;
