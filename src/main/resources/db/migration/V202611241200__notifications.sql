-- What people were told, in their own language.
CREATE TABLE notifications (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    user_id       uuid NOT NULL,
    kind          varchar(64) NOT NULL,
    -- no foreign key: tickets lie above, and a notice may be written before its ticket's row
    ticket_id     uuid,
    ticket_kind   varchar(20),
    ticket_number varchar(20),
    title         varchar(500) NOT NULL,
    body          text NOT NULL,
    -- no mail shows more than the kind and the ticket's number
    confidential  boolean NOT NULL,
    -- names a notice that nobody is told twice
    once_key      varchar(200),
    -- null: not by mail
    mail          varchar(10) CHECK (mail IN ('due', 'sent', 'dropped')),
    mail_tried_at timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    read_at       timestamptz,
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_notifications_user ON notifications (user_id, created_at DESC, id DESC);
CREATE INDEX idx_notifications_unread ON notifications (user_id, created_at DESC, id DESC) WHERE read_at IS NULL;
CREATE UNIQUE INDEX idx_notifications_once ON notifications (user_id, kind, ticket_id, once_key) NULLS NOT DISTINCT
    WHERE once_key IS NOT NULL;
-- rows come in the order of their age, so this costs next to nothing
CREATE INDEX idx_notifications_age ON notifications USING brin (created_at);
SELECT secure_tenant_table('notifications');

-- Who wants a kind by mail, or does not, whatever is usual.
CREATE TABLE notification_preferences (
    tenant_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    kind      varchar(64) NOT NULL,
    by_mail   boolean NOT NULL,
    PRIMARY KEY (user_id, kind),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
SELECT secure_tenant_table('notification_preferences');
