-- What a source tells beyond measure is one incident, of which its groups are the alerts.
ALTER TABLE alert_groups ADD COLUMN storm_key varchar(64);
ALTER TABLE alert_groups ADD COLUMN in_storm boolean NOT NULL DEFAULT FALSE;
-- when it became an incident last
ALTER TABLE alert_groups ADD COLUMN reported_at timestamptz;
CREATE INDEX alert_groups_reported ON alert_groups (tenant_id, storm_key, reported_at) WHERE reported_at IS NOT NULL;
