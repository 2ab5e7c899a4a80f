-- What models did wrong while they ran: one row for each fault and hour.
CREATE TABLE model_faults (
    id          uuid         NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    tenant_id   uuid         NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    process_key varchar(255) NOT NULL,
    version     integer      NOT NULL,
    element     varchar(255) NOT NULL,
    code        varchar(64)  NOT NULL,
    hour        timestamptz  NOT NULL,
    ticket_id   uuid,
    first_at    timestamptz  NOT NULL,
    last_at     timestamptz  NOT NULL,
    times       integer      NOT NULL,
    UNIQUE (tenant_id, process_key, version, element, code, hour)
);

SELECT secure_tenant_table('model_faults');
