package io.nagare.change.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

import io.nagare.change.Change;
import io.nagare.cmdb.CiNeighbourhood;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.shared.AuditableEvent;
import io.nagare.ticket.journal.Stamp;

/**
 * Finds everything that speaks against a change in its window, and remembers who noted it
 * or let it pass.
 */
@Component
@Transactional
public class Conflicts {

	private static final String RIGHTS = "SELECT conflict, by_right FROM change_acknowledgements WHERE change_id = :id";

	private static final String ACKNOWLEDGE = """
			INSERT INTO change_acknowledgements (id, tenant_id, change_id, conflict, by_right, acknowledged_by, acknowledged_at)
			VALUES (gen_random_uuid(), :tenant, :change, :conflict, :right, :by, :at) ON CONFLICT DO NOTHING
			""";

	private static final String NOTED = "noted";

	private static final String LET_PASS = "let_pass";

	private final NamedParameterJdbcTemplate jdbc;

	private final OverlappingChangeQueries others;

	private final Freezes freezes;

	private final Cmdb cmdb;

	private final ApplicationEventPublisher events;

	Conflicts(NamedParameterJdbcTemplate jdbc, OverlappingChangeQueries others, Freezes freezes, Cmdb cmdb,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.others = others;
		this.freezes = freezes;
		this.cmdb = cmdb;
		this.events = events;
	}

	/**
	 * All of them, of every kind, as anybody may see them; none while the change has no
	 * window.
	 */
	@Transactional(readOnly = true)
	public List<Conflict> of(Change change) {
		return of(change, Optional.empty());
	}

	/** The same, as the caller may see them. */
	@Transactional(readOnly = true)
	public List<Conflict> shownTo(Caller caller, Change change) {
		return of(change, Optional.of(caller));
	}

	private List<Conflict> of(Change change, Optional<Caller> caller) {
		return change.window().isEmpty() ? List.of() : of(change, this.cmdb.surroundings(change.cis()), caller);
	}

	/** The same, where what lies around the change's items is known. */
	@Transactional(readOnly = true)
	public List<Conflict> shownTo(Caller caller, Change change, CiNeighbourhood surroundings) {
		return of(change, surroundings, Optional.of(caller));
	}

	private List<Conflict> of(Change change, CiNeighbourhood surroundings, Optional<Caller> caller) {
		Optional<Window> window = change.window();
		if (window.isEmpty()) {
			return List.of();
		}
		Finder finder = new Finder(change, window.get(), surroundings, SingletonSupplier.of(() -> rights(change.id())),
				caller);
		return Stream.of(finder.withOthers(), finder.withMaintenance(), finder.withFreezes())
			.flatMap(Collection::stream)
			.toList();
	}

	private Map<String, Set<String>> rights(UUID change) {
		Map<String, Set<String>> rights = new HashMap<>();
		this.jdbc.query(RIGHTS, Map.of("id", change), (row) -> {
			rights.computeIfAbsent(row.getString("conflict"), (conflict) -> new HashSet<>())
				.add(row.getString("by_right"));
		});
		return rights;
	}

	/** Somebody saw them all. */
	public void note(Change change, Stamp stamp) {
		of(change).forEach((conflict) -> acknowledge(change, conflict, NOTED, stamp));
	}

	/** The change manager lets the change go on in spite of them. */
	void letPass(Change change, Stamp stamp) {
		of(change).stream()
			.filter(Conflict::stops)
			.forEach((conflict) -> acknowledge(change, conflict, LET_PASS, stamp));
	}

	/** Writes down by which right of its own the change passes a freeze among these. */
	void recordRights(Change change, List<Conflict> found, Stamp stamp) {
		found.stream()
			.filter((conflict) -> conflict.passes() != null && !LET_PASS.equals(conflict.passes()))
			.forEach((conflict) -> acknowledge(change, conflict, String.valueOf(conflict.passes()), stamp));
	}

	private void acknowledge(Change change, Conflict conflict, String right, Stamp stamp) {
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("tenant", stamp.tenant().id());
		row.put("change", change.id());
		row.put("conflict", conflict.id());
		row.put("right", right);
		row.put("by", stamp.actor());
		row.put("at", OffsetDateTime.ofInstant(stamp.at(), ZoneOffset.UTC));
		if (this.jdbc.update(ACKNOWLEDGE, row) > 0) {
			this.events.publishEvent(new Acknowledged(change.id(), conflict.id(), right));
		}
	}

	/** Looks for the conflicts of one change. */
	private final class Finder {

		private final Change change;

		private final Window window;

		private final CiNeighbourhood surroundings;

		/** Asked for only where there is a conflict. */
		private final Supplier<Map<String, Set<String>>> rights;

		private final Optional<Caller> caller;

		Finder(Change change, Window window, CiNeighbourhood surroundings, Supplier<Map<String, Set<String>>> rights,
				Optional<Caller> caller) {
			this.change = change;
			this.window = window;
			this.surroundings = surroundings;
			this.rights = rights;
			this.caller = caller;
		}

		List<Conflict> withOthers() {
			return Conflicts.this.others.meeting(this.change, this.window, this.surroundings.related(), this.caller)
				.stream()
				.map(this::with)
				.flatMap(List::stream)
				.toList();
		}

		private List<Conflict> with(OverlappingChangeQueries.Other other) {
			Shared shared = Shared.of(this.change.cis(), this.surroundings.related(), this.change.implementers(),
					other.cis(), other.people());
			return shared.kinds().stream().map((kind) -> switch (kind) {
				case Shared.SAME_CI -> with(other, kind, shared.same(), shared.related(), List.of());
				case Shared.RELATED_CI -> with(other, kind, this.change.cis(), shared.related(), List.of());
				default -> with(other, kind, List.of(), List.of(), shared.people());
			}).toList();
		}

		private Conflict with(OverlappingChangeQueries.Other other, String kind, List<UUID> own, List<UUID> theirs,
				List<UUID> people) {
			Conflict whole = conflict(kind, Conflict.INFORMS, own, people, new Conflict.Side(Change.KIND, other.id(),
					other.number(), other.window().start(), other.window().end(), theirs, people), other.window(),
					null);
			return other.readable() ? whole : whole.concealed(this.caller.isPresent());
		}

		List<Conflict> withMaintenance() {
			return Conflicts.this.cmdb.outsideMaintenance(this.change.cis(), this.window.start(), this.window.end())
				.stream()
				.map((item) -> conflict("outside_maintenance_window", Conflict.INFORMS, List.of(item.id()), List.of(),
						side(item), this.window, null))
				.toList();
		}

		private Conflict.Side side(ConfigurationItem item) {
			return new Conflict.Side("ci", item.id(), item.name(), null, null, List.of(item.id()), List.of());
		}

		List<Conflict> withFreezes() {
			return Conflicts.this.freezes.meeting(this.window, this.surroundings.closure())
				.stream()
				.map(this::with)
				.toList();
		}

		private Conflict with(Freezes.Met met) {
			Freeze freeze = met.freeze();
			return conflict(Conflict.FREEZE, freeze.isHard() ? Conflict.BLOCKS : Conflict.NEEDS_APPROVAL,
					this.change.cis(), List.of(),
					new Conflict.Side(Conflict.FREEZE, freeze.id(), freeze.name(), met.time().start(), met.time().end(),
							(freeze.ciId() != null) ? List.of(freeze.ciId()) : List.of(), List.of()),
					met.time(), Conflicts.this.freezes.rightOf(this.change, freeze).orElse(null));
		}

		private Conflict conflict(String kind, String effect, List<UUID> own, List<UUID> people, Conflict.Side other,
				Window met, @Nullable String right) {
			String id = String.join("/", kind, other.id().toString(), epoch(this.window.start()),
					epoch(this.window.end()), epoch(met.start()), epoch(met.end()), effect,
					digest(List.of(own, other.ciIds(), people)));
			Set<String> given = this.rights.get().getOrDefault(id, Set.of());
			Window both = this.window.intersection(met);
			return new Conflict(id, kind, effect,
					new Conflict.Side(Change.KIND, this.change.id(), this.change.number(), this.window.start(),
							this.window.end(), own, people),
					other, both.start(), both.end(), given.contains(NOTED) || given.contains(LET_PASS),
					(right != null) ? right : given.contains(LET_PASS) ? LET_PASS : null);
		}

		/** The same for the same things, in whatever order they stand. */
		private static String digest(List<List<UUID>> things) {
			String sorted = things.stream().map((ids) -> ids.stream().sorted().toList()).toList().toString();
			return UUID.nameUUIDFromBytes(sorted.getBytes(StandardCharsets.US_ASCII)).toString();
		}

		private static String epoch(Instant at) {
			return Long.toString(at.getEpochSecond());
		}

	}

	/** A conflict was noted, or a change passes it by some right. */
	private record Acknowledged(UUID change, String conflict, String right) implements AuditableEvent {

		@Override
		public String action() {
			return "change.conflict_acknowledged";
		}

		@Override
		public String entityType() {
			return "change";
		}

		@Override
		public String entityId() {
			return this.change.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("conflict", this.conflict, "right", this.right);
		}

	}

}
