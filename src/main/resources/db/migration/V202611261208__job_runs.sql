-- The engine's jobs that run right now, on whichever node; deaths: so often a run never came to an end.
CREATE TABLE job_runs (
    job_id   varchar(64) PRIMARY KEY,
    deaths   integer     NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now()
);
