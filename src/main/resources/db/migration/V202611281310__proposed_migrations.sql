-- How running tickets follow what a change puts in force: the plan as it was proposed, and what began with the activation.
ALTER TABLE release_proposals ADD COLUMN migration jsonb;
