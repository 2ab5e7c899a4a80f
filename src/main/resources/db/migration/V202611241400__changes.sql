-- Pre-approved ways to change something, and whether each still has the standing to skip authorization.
CREATE TABLE change_models (
    id                  uuid PRIMARY KEY,
    tenant_id           uuid NOT NULL REFERENCES tenants (id),
    name                varchar(200) NOT NULL,
    description         text,
    implementation_plan text,
    backout_plan        text,
    test_plan           text,
    -- since when failures count; null while the model is not standard
    standard_since      timestamptz,
    is_active           boolean NOT NULL DEFAULT true,
    version             integer NOT NULL DEFAULT 0,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id)
);
CREATE UNIQUE INDEX change_models_name_key ON change_models (tenant_id, lower(name));
SELECT secure_tenant_table('change_models');

CREATE TABLE changes (
    id                  uuid PRIMARY KEY,
    -- the bound tenant: Hibernate writes it to tickets only
    tenant_id           uuid NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    change_type         varchar(20) NOT NULL CHECK (change_type IN ('standard', 'normal', 'emergency')),
    reason              text,
    implementation_plan text,
    backout_plan        text,
    test_plan           text,
    planned_start       timestamptz,
    planned_end         timestamptz,
    point_of_no_return  timestamptz,
    backout_tested      boolean NOT NULL DEFAULT false,
    rehearsed           boolean NOT NULL DEFAULT false,
    team_experience     varchar(10) NOT NULL DEFAULT 'some' CHECK (team_experience IN ('much', 'some', 'none')),
    likelihood          smallint CHECK (likelihood BETWEEN 1 AND 5),
    impact              smallint CHECK (impact BETWEEN 1 AND 5),
    risk_score          smallint,
    risk                varchar(10) CHECK (risk IN ('low', 'medium', 'high')),
    model_id            uuid,
    implementer_id      uuid,
    -- the plan that was assessed is the plan that is voted on and carried out
    plan_fixed          boolean NOT NULL DEFAULT false,
    -- a word of the table change-authority
    authority           varchar(64),
    rejection_reason    text,
    -- the process's timer says so, whatever the clock of a node says
    window_open         boolean NOT NULL DEFAULT false,
    started_at          timestamptz,
    ended_at            timestamptz,
    outcome             varchar(30) CHECK (outcome IN ('successful', 'successful_with_issues', 'backed_out', 'failed', 'not_implemented')),
    review              text,
    FOREIGN KEY (id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (model_id, tenant_id) REFERENCES change_models (id, tenant_id),
    FOREIGN KEY (implementer_id, tenant_id) REFERENCES users (id, tenant_id),
    CONSTRAINT chk_change_window CHECK (planned_start < planned_end)
);
-- which windows overlap a window
CREATE INDEX idx_changes_window ON changes USING gist (tstzrange(planned_start, planned_end));
CREATE INDEX idx_changes_model ON changes (model_id, ended_at DESC) WHERE outcome IS NOT NULL;
SELECT secure_tenant_table('changes');

-- What is to be done, step by step.
CREATE TABLE change_tasks (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    change_id     uuid NOT NULL,
    position      smallint NOT NULL,
    title         varchar(500) NOT NULL,
    assignee_id   uuid,
    planned_start timestamptz,
    planned_end   timestamptz,
    actual_start  timestamptz,
    actual_end    timestamptz,
    completed_by  uuid,
    FOREIGN KEY (change_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (assignee_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (completed_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_change_tasks_change ON change_tasks (change_id, position);
SELECT secure_tenant_table('change_tasks');

-- Whose members sit on a board.
CREATE TABLE change_boards (
    id        uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    board     varchar(20) NOT NULL CHECK (board IN ('cab', 'ecab')),
    team_id   uuid NOT NULL,
    CONSTRAINT change_boards_key UNIQUE (tenant_id, board, team_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
SELECT secure_tenant_table('change_boards');

-- One round of voting, by the policy as it was when the round opened.
CREATE TABLE change_rounds (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    change_id   uuid NOT NULL,
    number      smallint NOT NULL,
    quorum      varchar(10) NOT NULL,
    majority    varchar(10) NOT NULL,
    opened_at   timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    -- null while it is open; void where its votes no longer count
    outcome     varchar(20) CHECK (outcome IN ('approved', 'rejected', 'conditional', 'void')),
    closed_at   timestamptz,
    CONSTRAINT change_rounds_key UNIQUE (change_id, number),
    UNIQUE (id, tenant_id),
    FOREIGN KEY (change_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
SELECT secure_tenant_table('change_rounds');

-- One seat of a round: whose it is, who holds it, and how it was voted. A member holds at most one.
CREATE TABLE change_seats (
    id        uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    round_id  uuid NOT NULL,
    member_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    veto      boolean NOT NULL,
    vote      varchar(20) CHECK (vote IN ('approve', 'reject', 'abstain', 'conditional')),
    reason    text,
    voted_at  timestamptz,
    CONSTRAINT change_seats_key UNIQUE (round_id, holder_id),
    FOREIGN KEY (round_id, tenant_id) REFERENCES change_rounds (id, tenant_id),
    FOREIGN KEY (member_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (holder_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_change_seats_holder ON change_seats (holder_id);
SELECT secure_tenant_table('change_seats');

-- When changes are not wanted. starts_at to ends_at is the first time; rrule (RFC 5545) repeats it in its time zone.
CREATE TABLE freezes (
    id                uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL REFERENCES tenants (id),
    name              varchar(200) NOT NULL,
    reason            text,
    starts_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    time_zone         varchar(50) NOT NULL,
    rrule             varchar(500),
    scope             varchar(20) NOT NULL CHECK (scope IN ('tenant', 'service', 'ci_class', 'ci')),
    ci_id             uuid,
    ci_class          varchar(50),
    hard              boolean NOT NULL,
    except_emergency  boolean NOT NULL,
    except_models     uuid[] NOT NULL DEFAULT '{}',
    version           integer NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (ci_id, tenant_id) REFERENCES configuration_items (id, tenant_id),
    CHECK (starts_at < ends_at),
    CHECK ((scope IN ('service', 'ci')) = (ci_id IS NOT NULL)),
    CHECK ((scope = 'ci_class') = (ci_class IS NOT NULL))
);
CREATE INDEX idx_freezes_tenant ON freezes (tenant_id, starts_at);
SELECT secure_tenant_table('freezes');

-- Why a conflict does not stop the change: somebody noted it, the change manager let it pass, or a right of the change
-- does. A conflict is named by its kind and both windows, so that another window is another conflict.
CREATE TABLE change_acknowledgements (
    id              uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    change_id       uuid NOT NULL,
    conflict        varchar(200) NOT NULL,
    by_right        varchar(20) NOT NULL CHECK (by_right IN ('noted', 'let_pass', 'emergency', 'standard_model')),
    acknowledged_by uuid,
    acknowledged_at timestamptz NOT NULL,
    CONSTRAINT change_acknowledgements_key UNIQUE (change_id, conflict, by_right),
    FOREIGN KEY (change_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (acknowledged_by, tenant_id) REFERENCES users (id, tenant_id)
);
SELECT secure_tenant_table('change_acknowledgements');
