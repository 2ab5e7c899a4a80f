package io.nagare.ticket.absence;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.Processes;
import io.nagare.workforce.AbsenceChanged;

/**
 * Offers what a model gives to people by name, such as an approval to the reporter's
 * manager, anew when that may be others: so that it waits for nobody who is away, has
 * left, or is no longer the one. Each ticket in a transaction of its own; done twice,
 * nothing changes.
 */
@Component
class OfferedTasksListener {

	private static final String ACTIVE = """
			SELECT id FROM tickets
			 WHERE tenant_id = :tenant AND phase IN ('open', 'in_work', 'on_hold') AND deleted_at IS NULL
			   AND""";

	private static final String REPORTED = ACTIVE + " reporter_id = :me";

	private static final String AMONG = ACTIVE + " id IN (%s)";

	private final TicketRecords records;

	private final TicketTypes types;

	private final Processes processes;

	private final Directory directory;

	private final NamedParameterJdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	OfferedTasksListener(TicketRecords records, TicketTypes types, Processes processes, Directory directory,
			NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.records = records;
		this.types = types;
		this.jdbc = jdbc;
		this.processes = processes;
		this.directory = directory;
		this.transaction = new TransactionTemplate(transactions);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(AbsenceChanged turned) {
		offerWhatIsOfferedTo(turned.user());
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.Deactivated left) {
		offerWhatIsOfferedTo(left.user());
	}

	/** Whoever decided until now, and whether anybody did. */
	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.ManagerChanged changed) {
		offer(this.transaction.execute((status) -> concerning(changed.user())));
	}

	private void offerWhatIsOfferedTo(UUID user) {
		this.directory.user(user)
			.map(User::username)
			.ifPresent((username) -> offer(this.processes.offeredTo(username)));
	}

	/** What fails for one ticket keeps no other from it. */
	private void offer(@Nullable List<UUID> tickets) {
		BatchRunner.of((tickets != null) ? tickets : List.of(), (ticket) -> this.transaction.executeWithoutResult(
				(status) -> this.records.takeIfThere(ticket).map(Ticket::id).ifPresent(this.processes::offerAnew)));
	}

	/**
	 * What goes on that the person reported, or is entrusted with, as what is for him.
	 */
	private List<UUID> concerning(UUID person) {
		String entrusted = this.types.all()
			.stream()
			.flatMap((type) -> type.entrusted().stream())
			.collect(Collectors.joining(" UNION ALL "));
		return this.jdbc.queryForList(
				entrusted.isEmpty() ? REPORTED : REPORTED + " UNION " + AMONG.formatted(entrusted),
				Map.of("me", person, "tenant", Tenancy.require().id()), UUID.class);
	}

	/** Another item has another owner. */
	@EventListener
	void on(FieldChanged change) {
		if (change.field().equals("ci_ids")) {
			this.processes.offerAnew(change.ticket().id());
		}
	}

}
