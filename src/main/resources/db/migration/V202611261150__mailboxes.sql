-- Mailboxes whose mails become tickets, answers and notes.
CREATE TABLE mailboxes (
    id                 uuid PRIMARY KEY,
    tenant_id          uuid NOT NULL REFERENCES tenants (id),
    name               varchar(100) NOT NULL,
    address            varchar(255) NOT NULL,
    host               varchar(255) NOT NULL,
    port               integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security           varchar(10) NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
    username           varchar(255) NOT NULL,
    auth               varchar(10) NOT NULL CHECK (auth IN ('password', 'oauth2')),
    oauth_token_url    varchar(1000),
    oauth_client_id    varchar(255),
    oauth_scope        varchar(1000),
    -- password, client secret and refresh token, sealed for this mailbox
    secrets            text NOT NULL,
    folder             varchar(255) NOT NULL,
    -- null: taken mails stay where they are, marked as read
    done_folder        varchar(255),
    kind               varchar(50) NOT NULL,
    category_id        uuid,
    priority           varchar(50) NOT NULL,
    unknown_senders    varchar(10) NOT NULL CHECK (unknown_senders IN ('keep', 'ignore', 'report_as')),
    report_as_id       uuid,
    machines           varchar(10) NOT NULL CHECK (machines IN ('ignore', 'take')),
    sender_check       varchar(20) NOT NULL CHECK (sender_check IN ('none', 'spf_or_dkim', 'dmarc')),
    authserv_id        varchar(255),
    tickets_per_sender integer NOT NULL CHECK (tickets_per_sender BETWEEN 1 AND 10000),
    agent_notes        varchar(10) NOT NULL CHECK (agent_notes IN ('internal', 'public')),
    is_active          boolean NOT NULL,
    version            integer NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    CHECK ((unknown_senders = 'report_as') = (report_as_id IS NOT NULL)),
    CHECK ((sender_check = 'none') = (authserv_id IS NULL)),
    CHECK ((auth = 'oauth2') = (oauth_token_url IS NOT NULL)),
    FOREIGN KEY (report_as_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE UNIQUE INDEX mailboxes_by_name ON mailboxes (tenant_id, lower(name));
SELECT secure_tenant_table('mailboxes');

-- How far each was read, and how that went; beside the settings, which people change.
CREATE TABLE mailbox_states (
    mailbox_id   uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    uid_validity bigint,
    last_uid     bigint NOT NULL DEFAULT 0,
    checked_at   timestamptz,
    failures     integer NOT NULL DEFAULT 0,
    failure      varchar(500),
    FOREIGN KEY (mailbox_id, tenant_id) REFERENCES mailboxes (id, tenant_id) ON DELETE CASCADE
);
SELECT secure_tenant_table('mailbox_states');

-- Mails that are known to be there and of which nothing is known yet.
CREATE TABLE mailbox_pending (
    mailbox_id   uuid NOT NULL,
    uid_validity bigint NOT NULL,
    uid          bigint NOT NULL,
    tenant_id    uuid NOT NULL,
    attempts     integer NOT NULL DEFAULT 0,
    not_before   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (mailbox_id, uid_validity, uid),
    FOREIGN KEY (mailbox_id, tenant_id) REFERENCES mailboxes (id, tenant_id) ON DELETE CASCADE
);
SELECT secure_tenant_table('mailbox_pending');

-- What became of each mail. Its content stays in the mailbox.
CREATE TABLE mailbox_messages (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    mailbox_id    uuid NOT NULL,
    -- hash of its Message-ID, or of all of it
    message_key   varchar(64) NOT NULL,
    message_id    varchar(998),
    uid_validity  bigint NOT NULL,
    uid           bigint NOT NULL,
    sender        varchar(320),
    subject       varchar(500) NOT NULL,
    size          bigint NOT NULL,
    content_hash  varchar(64),
    outcome       varchar(20) NOT NULL CHECK (outcome IN ('ticket', 'answer', 'note', 'duplicate', 'ignored', 'held')),
    reason        varchar(50),
    detail        varchar(500),
    ticket_id     uuid,
    ticket_kind   varchar(50),
    ticket_number varchar(20),
    -- whether the mailbox shows what became of it
    filed         boolean NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (mailbox_id, message_key),
    FOREIGN KEY (mailbox_id, tenant_id) REFERENCES mailboxes (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX mailbox_messages_list ON mailbox_messages (mailbox_id, created_at DESC, id);
CREATE INDEX mailbox_messages_by_id ON mailbox_messages (tenant_id, message_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX mailbox_messages_by_ticket ON mailbox_messages (ticket_id, created_at DESC) WHERE ticket_id IS NOT NULL;
CREATE INDEX mailbox_messages_by_sender ON mailbox_messages (tenant_id, sender, created_at DESC);
CREATE INDEX mailbox_messages_unfiled ON mailbox_messages (mailbox_id) WHERE NOT filed;
SELECT secure_tenant_table('mailbox_messages');
