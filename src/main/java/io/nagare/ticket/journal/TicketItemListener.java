package io.nagare.ticket.journal;

import java.util.Map;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/**
 * Has tickets name the item that stays where two were merged, closed ones too: whoever
 * looks at the item sees all that ever was with it. The journal of each tells it.
 */
@Component
class TicketItemListener {

	/** All in one statement: an item may have thousands of tickets. */
	private static final String MOVE = """
			WITH named AS MATERIALIZED (
			    SELECT id, ci_ids, CASE WHEN ci_ids @> ARRAY[:into]::uuid[] THEN array_remove(ci_ids, :from)
			                            ELSE array_replace(ci_ids, :from, :into) END AS instead
			      FROM tickets WHERE tenant_id = :tenant AND ci_ids @> ARRAY[:from]::uuid[] ORDER BY id FOR UPDATE
			), moved AS (
			    UPDATE tickets t SET ci_ids = n.instead, version = t.version + 1 FROM named n WHERE t.id = n.id
			)
			INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at)
			    SELECT gen_random_uuid(), :tenant, id, 'ci_ids', '[' || array_to_string(ci_ids, ', ') || ']',
			           '[' || array_to_string(instead, ', ') || ']', :actor, clock_timestamp() FROM named
			""";

	/** What forms keep, of services and devices that people chose. */
	private static final String KEPT = """
			UPDATE tickets SET kept = with_item_moved(kept, :from, :into), version = version + 1
			 WHERE tenant_id = :tenant AND kept <> '{}' AND kept::text LIKE :named
			""";

	private final NamedParameterJdbcTemplate jdbc;

	TicketItemListener(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(CiMerged merged) {
		this.jdbc.update(MOVE, Map.of("tenant", merged.tenant().id(), "from", merged.from(), "into", merged.into(),
				"actor", merged.actor()));
		this.jdbc.update(KEPT, merged.params());
	}

}
