-- Whether only its model authorised a change. Of one that was let pass something it is not known whether that stood in
-- for a lost standing, so it asks once more; a board or an assessor would have been asked for by the change's authority.
ALTER TABLE changes ADD COLUMN rests_on_model boolean NOT NULL DEFAULT false;
SET LOCAL nagare.tenant = 'platform';
UPDATE changes SET rests_on_model = true
 WHERE change_type = 'standard' AND authorised_risk IS NOT NULL AND authority IS NULL;
