-- What suggestions learn from.
CREATE VIEW incident_ratings_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, impact, urgency FROM incidents;

-- Each trained version with how often it was right with tickets that it had not learnt from. The weights of those that are not in use
-- are forgotten; they hold words of tickets, never of confidential ones.
CREATE TABLE suggestion_models (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    field         varchar(20) NOT NULL CHECK (field IN ('category_id', 'team_id', 'impact', 'urgency')),
    version       integer NOT NULL,
    trained_at    timestamptz NOT NULL,
    learnt        integer NOT NULL,
    held_out      integer NOT NULL,
    correct       integer NOT NULL,
    most_frequent integer NOT NULL,
    present       integer,
    said          integer NOT NULL,
    said_correct  integer NOT NULL,
    doubt         float8 NOT NULL,
    outcome       varchar(20) NOT NULL CHECK (outcome IN ('in_use', 'replaced', 'no_better', 'worse')),
    model         bytea CHECK ((model IS NOT NULL) = (outcome = 'in_use')),
    UNIQUE (tenant_id, field, version)
);
CREATE UNIQUE INDEX idx_suggestion_models_in_use ON suggestion_models (tenant_id, field) WHERE outcome = 'in_use';
SELECT secure_tenant_table('suggestion_models');

-- What a tenant lets the models do; without a row they suggest.
CREATE TABLE suggestion_settings (
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    field     varchar(20) NOT NULL CHECK (field IN ('category_id', 'team_id', 'impact', 'urgency')),
    mode      varchar(10) NOT NULL CHECK (mode IN ('off', 'shadow', 'suggest', 'fill')),
    threshold float8 NOT NULL CHECK (threshold BETWEEN 0.3 AND 1),
    PRIMARY KEY (tenant_id, field)
);
SELECT secure_tenant_table('suggestion_settings');

-- What the models said, or would have said, of new tickets; null where they were not sure enough.
CREATE TABLE suggestion_answers (
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    ticket_id  uuid NOT NULL,
    field      varchar(20) NOT NULL,
    version    integer NOT NULL,
    answer     varchar(64),
    filled     boolean NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, field)
);
CREATE INDEX idx_suggestion_answers_field ON suggestion_answers (tenant_id, field, version);
SELECT secure_tenant_table('suggestion_answers');
