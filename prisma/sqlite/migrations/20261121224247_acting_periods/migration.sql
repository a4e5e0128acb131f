-- One stand-in at a time, but several absences may be set beforehand: unique by client and first day.
DROP INDEX "ManagerRelation_one_acting";
CREATE UNIQUE INDEX "ManagerRelation_one_acting" ON "ManagerRelation"("clientId", "fromOn") WHERE "state" = 'active' AND "role" = 'acting';
