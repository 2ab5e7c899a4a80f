-- Whether the incident of a group tells of the alert as it is now: what comes between two notes waits for the next.
ALTER TABLE alerts ADD COLUMN is_told boolean NOT NULL DEFAULT true;

-- When its incident was last told that all is well again, for people to look.
ALTER TABLE alert_groups ADD COLUMN asked_at timestamptz;
