package io.nagare.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

import io.nagare.directory.Caller;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.query.TicketView;

/**
 * A type whose tickets have no fields but those of every ticket, so that models alone
 * make it: a process of its kind's name, forms and a table of priorities. None is
 * shipped: it is what a practice of one's own is made of.
 */
public class PlainType implements TicketType<Ticket, PlainFields> {

	private final String kind;

	private final String path;

	private final String numberPrefix;

	private final String priorityTable;

	/**
	 * A type.
	 * @param kind its word in the singular, and the key of its process
	 * @param path its word in the API
	 * @param numberPrefix three capital letters
	 * @param priorityTable the table that lists its priorities
	 */
	public PlainType(String kind, String path, String numberPrefix, String priorityTable) {
		this.kind = kind;
		this.path = path;
		this.numberPrefix = numberPrefix;
		this.priorityTable = priorityTable;
	}

	@Override
	public String kind() {
		return this.kind;
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String numberPrefix() {
		return this.numberPrefix;
	}

	/** All such types share one, so that a type needs no change of the database. */
	@Override
	public String numberSequence() {
		return "ticket_number_seq";
	}

	@Override
	public String priorityTable() {
		return this.priorityTable;
	}

	@Override
	public Class<Ticket> entity() {
		return Ticket.class;
	}

	@Override
	public Class<PlainFields> fields() {
		return PlainFields.class;
	}

	@Override
	public Class<TicketView> view() {
		return TicketView.class;
	}

	@Override
	public TicketReads.Selection<TicketView> selection(Caller caller) {
		return new Selection(this.kind);
	}

	@Override
	public Ticket open(NewTicket ticket, PlainFields fields) {
		return new Ticket(ticket);
	}

	/** The number is all that it names after itself. */
	private record Selection(String kind) implements TicketReads.Selection<TicketView> {

		@Override
		public String columns() {
			return "t.kind";
		}

		@Override
		public String join() {
			return "";
		}

		@Override
		public TicketView map(ResultSet row) throws SQLException {
			return new TicketView(summary(row), Map.of(this.kind + "_number", row.getString("number")));
		}

	}

}
