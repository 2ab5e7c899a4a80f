-- Tickets whose time is over take their notices with them.
DROP INDEX CONCURRENTLY IF EXISTS idx_notifications_ticket;
CREATE INDEX CONCURRENTLY idx_notifications_ticket ON notifications (ticket_id) WHERE ticket_id IS NOT NULL;
