-- What figures read of others.
CREATE OR REPLACE VIEW tickets_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, confidentiality,
           category_id, reporter_id, assignee_id, team_id, ci_ids, resolved_at, closed_at, version, created_at, updated_at,
           responded_at, response_due_at, resolution_due_at
      FROM tickets WHERE deleted_at IS NULL;
CREATE VIEW ticket_histories_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at, process_key, process_version,
           element_name, element_type
      FROM ticket_histories;
CREATE VIEW incidents_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, resolution, resolution_code, reassignment_count, reopen_count, major_state FROM incidents;
CREATE VIEW problems_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, root_cause, cause_code, symptom, workaround, known_error, resolution FROM problems;
CREATE VIEW changes_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, change_type, reason, implementation_plan, backout_plan, test_plan, planned_start, planned_end, risk,
           risk_score, started_at, ended_at, outcome, review
      FROM changes;
CREATE VIEW change_acknowledgements_view WITH (security_invoker = true) AS
    SELECT tenant_id, change_id, conflict, by_right FROM change_acknowledgements;
CREATE VIEW change_rounds_view WITH (security_invoker = true) AS
    SELECT r.tenant_id, r.change_id, r.number, r.opened_at, r.closed_at, r.outcome,
           (SELECT count(*) FROM change_seats s WHERE s.round_id = r.id) AS seats,
           (SELECT count(*) FROM change_seats s WHERE s.round_id = r.id AND s.vote IS NULL) AS awaited
      FROM change_rounds r;

-- One row a ticket: what its journal and its ledger say, reckoned once so that figures over a year are one statement. Derived:
-- whatever is lost of it is reckoned anew.
CREATE TABLE ticket_facts (
    id                     uuid PRIMARY KEY,
    tenant_id              uuid NOT NULL,
    -- the last of content_changes that is in it
    change_id              bigint NOT NULL,
    kind                   varchar(20) NOT NULL,
    -- who may read the ticket
    confidentiality        varchar(20) NOT NULL,
    reporter_id            uuid NOT NULL,
    assignee_id            uuid,
    team_id                uuid,
    -- by what figures are told apart
    status                 varchar(64) NOT NULL,
    phase                  varchar(20) NOT NULL,
    priority               varchar(64) NOT NULL,
    priority_rank          smallint NOT NULL,
    category_id            uuid,
    ci_ids                 uuid[] NOT NULL,
    model                  varchar(280),
    change_type            varchar(20),
    outcome                varchar(30),
    major                  boolean NOT NULL,
    -- when
    created_at             timestamptz NOT NULL,
    responded_at           timestamptz,
    resolved_at            timestamptz,
    closed_at              timestamptz,
    resolution_due_at      timestamptz,
    response_stopped_at    timestamptz,
    resolution_stopped_at  timestamptz,
    ola_stopped_at         timestamptz,
    -- how long, in seconds
    respond_seconds        bigint,
    resolve_seconds        bigint,
    resolve_business       bigint,
    resolve_net            bigint,
    board_seconds          bigint,
    -- how
    response_met           boolean,
    resolution_met         boolean,
    ola_met                smallint NOT NULL,
    ola_missed             smallint NOT NULL,
    first_contact          boolean,
    kept_by_first_team     boolean,
    ping_pong              boolean NOT NULL,
    late_hold              boolean NOT NULL,
    holds                  smallint NOT NULL,
    reassignments          integer NOT NULL,
    reopened               integer NOT NULL,
    steps                  integer NOT NULL,
    machine_steps          integer NOT NULL,
    analysed               boolean NOT NULL,
    has_workaround         boolean NOT NULL,
    passed_freeze          boolean NOT NULL,
    votes_awaited          smallint NOT NULL,
    rounds                 smallint NOT NULL
);
CREATE INDEX idx_ticket_facts_created ON ticket_facts (tenant_id, kind, created_at);
CREATE INDEX idx_ticket_facts_resolved ON ticket_facts (tenant_id, kind, resolved_at);
SELECT secure_tenant_table('ticket_facts');

-- How far each tenant's facts have followed the changes.
CREATE TABLE figure_positions (
    tenant_id uuid PRIMARY KEY,
    xact      xid8 NOT NULL,
    change_id bigint NOT NULL,
    read_at   timestamptz NOT NULL DEFAULT now()
);
SELECT secure_tenant_table('figure_positions');
