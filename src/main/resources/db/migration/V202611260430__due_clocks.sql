-- Whose clocks are due is asked every second, of all tenants at once.
CREATE INDEX tickets_due_alarms ON tickets (alarm_at) WHERE alarm_at IS NOT NULL;

-- Which node does which housekeeping: ShedLock's own table. It belongs to no tenant.
CREATE TABLE shedlock (
    name       varchar(64)  NOT NULL PRIMARY KEY,
    lock_until timestamptz  NOT NULL,
    locked_at  timestamptz  NOT NULL,
    locked_by  varchar(255) NOT NULL
);
