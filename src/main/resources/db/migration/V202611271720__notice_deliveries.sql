-- When somebody wants to be mailed and pushed what is not urgent; who has no row is told at once.
CREATE TABLE notification_deliveries (
    tenant_id   uuid NOT NULL,
    user_id     uuid PRIMARY KEY,
    -- null: the tenant's
    time_zone   varchar(50),
    quiet       varchar(30) NOT NULL CHECK (quiet IN ('never', 'hours', 'outside_business_hours')),
    -- words of weekdays with commas, on which quiet hours begin
    quiet_days  varchar(80) NOT NULL,
    quiet_from  varchar(5) NOT NULL,
    quiet_to    varchar(5) NOT NULL,
    mails       varchar(10) NOT NULL CHECK (mails IN ('at_once', 'hourly', 'daily')),
    daily_at    varchar(5) NOT NULL,
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
SELECT secure_tenant_table('notification_deliveries');

ALTER TABLE notifications DROP CONSTRAINT notifications_mail_check;
-- held: it waits for its time
ALTER TABLE notifications ADD CONSTRAINT notifications_mail_check CHECK (mail IN ('held', 'due', 'sent', 'dropped'));
ALTER TABLE notifications
    -- when what is held leaves
    ADD COLUMN mail_after  timestamptz,
    -- what leaves in one mail has one key; null for a mail of its own
    ADD COLUMN digest_id   uuid,
    -- until when no browser is told; null for at once, or when it was told
    ADD COLUMN quiet_until timestamptz;
CREATE INDEX idx_notifications_held ON notifications (tenant_id, mail_after) WHERE mail = 'held';
CREATE INDEX idx_notifications_quiet ON notifications (tenant_id, quiet_until) WHERE quiet_until IS NOT NULL;
CREATE INDEX idx_notifications_digest ON notifications (digest_id) WHERE digest_id IS NOT NULL;
