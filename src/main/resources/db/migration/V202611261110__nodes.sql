-- The nodes that share this database; each says once a second that it lives. None of these tables belongs to a tenant.
CREATE TABLE nodes (
    id         uuid PRIMARY KEY,
    name       varchar(255) NOT NULL,
    started_at timestamptz  NOT NULL DEFAULT now(),
    seen_at    timestamptz  NOT NULL DEFAULT now()
);

-- What each node has counted lately, for the others to count along; total only grows, latest is what came last. Nothing of it
-- outlives a crash of the database, nor needs to.
CREATE UNLOGGED TABLE node_counts (
    node    uuid         NOT NULL,
    counter varchar(40)  NOT NULL,
    key     varchar(255) NOT NULL,
    total   bigint       NOT NULL,
    latest  bigint       NOT NULL,
    at      timestamptz  NOT NULL,
    PRIMARY KEY (node, counter, key)
);
CREATE INDEX node_counts_at ON node_counts (at);

-- Failed tries to get in, by a hash of account and address; until: nothing is tried before.
CREATE TABLE sign_in_failures (
    key      varchar(64) PRIMARY KEY,
    failures integer     NOT NULL,
    until    timestamptz NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_at ON sign_in_failures (at);

-- From where somebody has got in lately, by the same hash.
CREATE TABLE sign_in_places (
    key varchar(64) PRIMARY KEY,
    at  timestamptz NOT NULL
);

-- Jobs of a process that runs many of them, in the minute that began then, on all nodes.
CREATE UNLOGGED TABLE job_counts (
    process_id varchar(64) PRIMARY KEY,
    since      timestamptz NOT NULL,
    jobs       integer     NOT NULL
);
