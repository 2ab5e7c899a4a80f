-- Reasons to hold and codes of resolutions are words of models: forms offer them, no list of ours does.
ALTER TABLE incidents DROP CONSTRAINT IF EXISTS incidents_hold_reason_check;
ALTER TABLE incidents DROP CONSTRAINT IF EXISTS incidents_resolution_code_check;
ALTER TABLE incidents ALTER COLUMN hold_reason TYPE varchar(64), ALTER COLUMN resolution_code TYPE varchar(64);
