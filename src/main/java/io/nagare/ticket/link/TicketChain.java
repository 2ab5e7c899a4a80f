package io.nagare.ticket.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.WordOf;
import io.nagare.shared.Phase;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.access.TicketAccess;

/**
 * Follows the links of a ticket from one to the next, in both directions: from an
 * incident to its problem, to the change that removed the cause, to what that caused.
 * What the caller may not read is left out, and so is what only leads on from there.
 */
@Component
@Transactional(readOnly = true)
public class TicketChain {

	/** How many links are followed from the ticket. */
	static final int DEPTH = 6;

	/** How many tickets are told. */
	static final int SIZE = 200;

	private static final String LEVEL = """
			SELECT l.source_id, l.target_id, l.link_type, t.id, t.number, t.kind, t.title, t.status, t.phase
			  FROM ticket_links l
			  JOIN tickets t ON t.id = CASE WHEN l.source_id IN (:from) THEN l.target_id ELSE l.source_id END
			 WHERE (l.source_id IN (:from) OR l.target_id IN (:from)) AND t.deleted_at IS NULL AND %s
			 ORDER BY l.created_at, l.id
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final TicketAccess access;

	private final CurrentCaller callers;

	TicketChain(NamedParameterJdbcTemplate jdbc, TicketAccess access, CurrentCaller callers) {
		this.jdbc = jdbc;
		this.access = access;
		this.callers = callers;
	}

	/** The chain of a ticket that the caller may read. */
	public Chain of(Ticket ticket) {
		TicketAccess.Visibility readable = this.access.readable(this.callers.require(), "t");
		Map<UUID, Node> nodes = new LinkedHashMap<>();
		Set<Edge> edges = new LinkedHashSet<>();
		nodes.put(ticket.id(), new Node(ticket.id(), ticket.number(), ticket.kind(), ticket.title(), ticket.status(),
				ticket.phase().word(), 0));
		List<UUID> frontier = List.of(ticket.id());
		boolean complete = true;
		for (int depth = 1; !frontier.isEmpty(); depth++) {
			List<UUID> next = new ArrayList<>();
			for (Found found : follow(frontier, depth, readable)) {
				boolean known = nodes.containsKey(found.node().id());
				if (!known && (depth > DEPTH || nodes.size() == SIZE)) {
					complete = false;
					continue;
				}
				edges.add(found.edge());
				if (!known) {
					nodes.put(found.node().id(), found.node());
					next.add(found.node().id());
				}
			}
			frontier = next;
		}
		return new Chain(List.copyOf(nodes.values()), List.copyOf(edges), complete);
	}

	private List<Found> follow(List<UUID> frontier, int depth, TicketAccess.Visibility readable) {
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("from", frontier);
		return this.jdbc.query(LEVEL.formatted(readable.sql()), params, (row, number) -> Found.of(row, depth));
	}

	/**
	 * The tickets that hang together.
	 *
	 * @param tickets the nearest first, the ticket itself before all
	 * @param links how they hang together
	 * @param complete whether nothing was left out for being too far, or too much
	 */
	public record Chain(List<Node> tickets, List<Edge> links, boolean complete) {
	}

	/**
	 * A ticket of the chain.
	 *
	 * @param depth how many links away
	 */
	public record Node(UUID id, String number, String kind, String title, String status,
			@WordOf(Phase.class) String phase, int depth) {
	}

	/**
	 * A link: the source is a child of, a duplicate of, caused by, … the target.
	 */
	public record Edge(@WordOf(LinkType.class) String type, UUID sourceId, UUID targetId) {
	}

	private record Found(Edge edge, Node node) {

		private static Found of(ResultSet row, int depth) throws SQLException {
			return new Found(
					new Edge(row.getString("link_type"), row.getObject("source_id", UUID.class),
							row.getObject("target_id", UUID.class)),
					new Node(row.getObject("id", UUID.class), row.getString("number"), row.getString("kind"),
							row.getString("title"), row.getString("status"), row.getString("phase"), depth));
		}

	}

}
