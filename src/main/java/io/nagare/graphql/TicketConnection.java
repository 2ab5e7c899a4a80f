package io.nagare.graphql;

import java.util.List;

import graphql.relay.Connection;
import graphql.relay.ConnectionCursor;
import graphql.relay.DefaultConnectionCursor;
import graphql.relay.DefaultEdge;
import graphql.relay.DefaultPageInfo;
import graphql.relay.Edge;
import graphql.relay.PageInfo;
import org.jspecify.annotations.Nullable;

/**
 * A page of tickets as Relay has it, and how many there are.
 *
 * @param edges each ticket, and where the list goes on behind it
 * @param pageInfo whether there are others, and where
 * @param totalCount null where nobody asked
 */
record TicketConnection(List<Edge<TicketNode>> edges, PageInfo pageInfo,
		@Nullable Integer totalCount) implements Connection<TicketNode> {

	static Edge<TicketNode> edge(TicketNode node, String cursor) {
		return new DefaultEdge<>(node, new DefaultConnectionCursor(cursor));
	}

	/**
	 * A page.
	 * @param next where the next page begins; null for none, where it ends with its last
	 * ticket
	 */
	static TicketConnection of(List<Edge<TicketNode>> edges, boolean hasPrevious, @Nullable String next,
			@Nullable Integer totalCount) {
		@Nullable ConnectionCursor first = edges.isEmpty() ? null : edges.get(0).getCursor();
		@Nullable ConnectionCursor last = edges.isEmpty() ? null : edges.get(edges.size() - 1).getCursor();
		return new TicketConnection(edges, new DefaultPageInfo(first,
				(next != null) ? new DefaultConnectionCursor(next) : last, hasPrevious, next != null), totalCount);
	}

	@Override
	public List<Edge<TicketNode>> getEdges() {
		return this.edges;
	}

	@Override
	public PageInfo getPageInfo() {
		return this.pageInfo;
	}

	/** The tickets alone. */
	public List<TicketNode> getNodes() {
		return this.edges.stream().map(Edge::getNode).toList();
	}

}
