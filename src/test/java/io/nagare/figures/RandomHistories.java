package io.nagare.figures;

import java.sql.Array;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * A tenant of its own with incidents whose lives are known to the second, written as
 * their journal and ledger would be.
 */
final class RandomHistories {

	static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

	/** The statuses of the shipped model, by their phase. */
	static final Map<String, String> STATUSES = Map.of("open", "new", "in_work", "in_progress", "resolved", "resolved",
			"closed", "closed", "cancelled", "cancelled");

	private static final String[] PRIORITIES = { "critical", "high", "medium", "low" };

	final TenantId tenant;

	final UUID manager = UUID.randomUUID();

	final UUID agent = UUID.randomUUID();

	final List<UUID> teams = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

	final List<UUID> categories = List.of(UUID.randomUUID(), UUID.randomUUID());

	final List<Life> lives = new ArrayList<>();

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final Random random;

	RandomHistories(JdbcTemplate jdbc, TransactionTemplate transaction, long seed) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.random = new Random(seed);
		UUID id = UUID.randomUUID();
		this.tenant = new TenantId(id, "figures-" + id.toString().substring(0, 8));
		Tenancy.asPlatform(() -> transaction.executeWithoutResult((status) -> {
			jdbc.update("insert into tenants (id, slug, name, time_zone) values (?, ?, 'figures', 'Asia/Tokyo')", id,
					this.tenant.slug());
			for (UUID user : List.of(this.manager, this.agent)) {
				jdbc.update("""
						INSERT INTO users (id, tenant_id, username, email, first_name, last_name, role, hashed_password)
						VALUES (?, ?, ?, ?, 'x', 'y', 'operator', '')
						""", user, id, "u" + user, user + "@example.com");
			}
			this.teams.forEach((team) -> jdbc.update("INSERT INTO teams (id, tenant_id, name) VALUES (?, ?, ?)", team,
					id, "team " + team));
			this.categories
				.forEach((category) -> jdbc.update("INSERT INTO categories (id, tenant_id, name) VALUES (?, ?, ?)",
						category, id, "c " + category));
		}));
	}

	/** Adds so many incidents. */
	void live(int count) {
		Tenancy.as(this.tenant, () -> this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < count; i++) {
				Life life = new Life();
				this.lives.add(life);
				life.write();
			}
		}));
	}

	/** Adds so many open incidents whose resolution was due then. */
	void miss(int count, Instant due) {
		Tenancy.as(this.tenant,
				() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(
						"""
								WITH missed AS (
								  INSERT INTO tickets (id, tenant_id, kind, record, number, title, status, phase, priority, priority_rank,
								    reporter_id, created_at, updated_at, resolution_due_at)
								  SELECT gen_random_uuid(), ?, 'incident', 'incident', left(gen_random_uuid()::text, 18), 'x', 'open', 'open', 'low', 1, ?, ?, ?, ?
								    FROM generate_series(1, ?) n RETURNING id)
								INSERT INTO incidents (id, tenant_id, impact, urgency, requested_priority, reassignment_count, reopen_count)
								SELECT id, ?, 'low', 'low', 'low', 0, 0 FROM missed
								""",
						this.tenant.id(), this.agent, time(due), time(due), time(due), count, this.tenant.id())));
	}

	/** Changes what is not of its history. */
	void change(Life life, String assignment, Object... values) {
		Object[] all = Arrays.copyOf(values, values.length + 1);
		all[values.length] = life.id;
		Tenancy.as(this.tenant, () -> this.transaction.executeWithoutResult((status) -> this.jdbc
			.update("UPDATE tickets SET version = version + 1, " + assignment + " WHERE id = ?", all)));
	}

	/** Says anew which of the teams people turn to first. */
	void haveFirstLine(Set<UUID> those) {
		Tenancy.as(this.tenant,
				() -> this.transaction.executeWithoutResult((status) -> this.teams.forEach((team) -> this.jdbc
					.update("UPDATE teams SET is_first_line = ? WHERE id = ?", those.contains(team), team))));
	}

	/** Takes its tickets away, for they have no process. */
	void leave() {
		Tenancy.as(this.tenant, () -> this.transaction.executeWithoutResult((status) -> this.jdbc
			.update("UPDATE tickets SET deleted_at = now() WHERE tenant_id = ?", this.tenant.id())));
	}

	static @Nullable OffsetDateTime time(@Nullable Instant at) {
		return (at != null) ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : null;
	}

	/** What happened to one incident. */
	final class Life {

		final UUID id = UUID.randomUUID();

		final Instant created = START.plus(Duration.ofMinutes(RandomHistories.this.random.nextInt(40 * 24 * 60)));

		/** As it is now. */
		String priority = PRIORITIES[RandomHistories.this.random.nextInt(4)];

		/** How it stood since when, in their order. */
		final List<Moment> moments = new ArrayList<>();

		final @Nullable UUID category = pick(RandomHistories.this.categories);

		/** In the order in which they had it; the last has it. */
		final List<UUID> hadBy = new ArrayList<>();

		final int target = 30 + RandomHistories.this.random.nextInt(600);

		final List<Object[]> journal = new ArrayList<>();

		final List<Object[]> ledger = new ArrayList<>();

		@Nullable Instant responded;

		@Nullable Instant resolved;

		@Nullable Instant closed;

		String phase = "open";

		int reassigned;

		int reopened;

		int holds;

		/** Minutes that the clock ran until it stopped or now. */
		int ran;

		boolean heldLate;

		int steps;

		int byMachine;

		private Instant now = this.created;

		private <T> @Nullable T pick(List<T> from) {
			int at = RandomHistories.this.random.nextInt(from.size() + 1);
			return (at < from.size()) ? from.get(at) : null;
		}

		Life() {
			clock("start", null);
			step();
			line("status", null, "new");
			stand();
			int moves = 1 + RandomHistories.this.random.nextInt(10);
			for (int i = 0; i < moves && this.closed == null; i++) {
				String before = this.phase;
				happen();
				if (!this.phase.equals(before)) {
					move(STATUSES.get(before), STATUSES.get(this.phase));
				}
				stand();
			}
		}

		private void move(@Nullable String before, @Nullable String after) {
			if ("in_progress".equals(after)) {
				// two steps in one moment
				line("status", "assigned", after);
				line("status", before, "assigned");
			}
			else {
				line("status", before, after);
			}
		}

		private void stand() {
			this.moments.add(new Moment(this.now, this.phase, team(), this.priority));
		}

		/** How it stood at the moment; null before it was reported. */
		@Nullable Moment at(Instant moment) {
			return this.moments.stream()
				.filter((one) -> !one.since().isAfter(moment))
				.reduce((one, later) -> later)
				.orElse(null);
		}

		private void happen() {
			Random chance = RandomHistories.this.random;
			boolean resolvedNow = this.resolved != null;
			int minutes = chance.nextInt(300) + 1;
			switch (chance.nextInt(7)) {
				case 0, 1 -> {
					if (!resolvedNow) {
						pass(minutes, true);
						give(RandomHistories.this.teams.get(chance.nextInt(3)));
					}
				}
				case 2 -> {
					if (!resolvedNow && this.responded == null) {
						pass(minutes, true);
						this.responded = this.now;
						this.phase = "in_work";
						step();
					}
				}
				case 3 -> {
					if (!resolvedNow) {
						pass(minutes, true);
						int left = this.target - this.ran;
						this.heldLate |= left >= 0 && left < 15;
						this.holds++;
						line("hold_reason", null, "awaiting_caller");
						clock("pause", "awaiting_caller");
						pass(chance.nextInt(500) + 1, false);
						line("hold_reason", "awaiting_caller", null);
						clock("resume", "resumed");
					}
				}
				case 4, 5 -> {
					if (!resolvedNow) {
						pass(minutes, true);
						this.resolved = this.now;
						this.phase = "resolved";
						clock("stop", "resolved");
						step();
					}
					else if (chance.nextInt(3) == 0) {
						pass(minutes, false);
						this.resolved = null;
						this.reopened++;
						this.phase = "in_work";
						clock("resume", "reopened");
						step();
					}
					else {
						pass(minutes, false);
						this.closed = this.now;
						this.phase = "closed";
						step();
					}
				}
				default -> {
					if (!resolvedNow && chance.nextInt(4) == 0) {
						pass(minutes, true);
						this.closed = this.now;
						this.phase = "cancelled";
						clock("cancel", "ticket_cancelled");
						step();
					}
				}
			}
		}

		private void pass(int minutes, boolean running) {
			this.now = this.now.plus(Duration.ofMinutes(minutes));
			this.ran += running ? minutes : 0;
		}

		private void give(UUID team) {
			UUID before = this.hadBy.isEmpty() ? null : this.hadBy.get(this.hadBy.size() - 1);
			if (!team.equals(before)) {
				line("team_id", (before != null) ? before.toString() : null, team.toString());
				this.hadBy.add(team);
				this.reassigned += (before != null) ? 1 : 0;
				String priority = PRIORITIES[RandomHistories.this.random.nextInt(4)];
				if (!priority.equals(this.priority)) {
					line("priority", this.priority, priority);
					this.priority = priority;
				}
			}
		}

		private void line(String field, @Nullable String before, @Nullable String after) {
			this.journal.add(new Object[] { field, before, after, null, time(this.now), null, null, null });
		}

		private void step() {
			boolean machine = RandomHistories.this.random.nextBoolean();
			this.steps++;
			this.byMachine += machine ? 1 : 0;
			this.journal.add(new Object[] { "step", null, "element", machine ? null : RandomHistories.this.agent,
					time(this.now), "incident", 3, "userTask" });
		}

		private void clock(String type, @Nullable String reason) {
			this.ledger.add(new Object[] { type, time(this.now), reason });
		}

		/** Met or missed; null while it is open or was cancelled. */
		@Nullable Boolean met() {
			return (this.resolved != null) ? Boolean.valueOf(this.ran <= this.target) : null;
		}

		/**
		 * Until when its target lasts if nothing changes; some moment before where it has
		 * passed.
		 */
		private Instant due() {
			return (this.ran < this.target) ? this.now.plus(Duration.ofMinutes(this.target - this.ran)) : this.created;
		}

		/** When the last of it happened. */
		Instant now() {
			return this.now;
		}

		@Nullable UUID team() {
			return this.hadBy.isEmpty() ? null : this.hadBy.get(this.hadBy.size() - 1);
		}

		private void write() {
			UUID tenantId = RandomHistories.this.tenant.id();
			JdbcTemplate jdbc = RandomHistories.this.jdbc;
			jdbc.update(
					"""
							INSERT INTO tickets (id, tenant_id, kind, record, number, title, status, phase, priority, priority_rank,
							  category_id, reporter_id, team_id, responded_at, resolved_at, closed_at, created_at, updated_at,
							  resolution_due_at)
							VALUES (?, ?, 'incident', 'incident', ?, 'x', ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
							""",
					this.id, tenantId, "F" + this.id.toString().replace("-", "").substring(0, 18),
					Objects.requireNonNull(STATUSES.get(this.phase)), this.phase, this.priority, this.category,
					RandomHistories.this.agent, team(), time(this.responded), time(this.resolved), time(this.closed),
					time(this.created), time(this.now), time(due()));
			jdbc.update(
					"""
							INSERT INTO incidents (id, tenant_id, impact, urgency, requested_priority, reassignment_count, reopen_count)
							VALUES (?, ?, 'low', 'low', 'low', ?, ?)
							""",
					this.id, tenantId, this.reassigned, this.reopened);
			for (Object[] line : this.journal) {
				jdbc.update(
						"""
								INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by,
								  changed_at, process_key, process_version, element_type, process_id)
								VALUES (gen_random_uuid(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
								""",
						tenantId, this.id, line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7],
						(line[5] != null) ? "p" : null);
			}
			UUID clockId = UUID.randomUUID();
			for (int i = 0; i < this.ledger.size(); i++) {
				Object[] entry = this.ledger.get(i);
				boolean start = entry[0].equals("start");
				int sequence = i;
				jdbc.update((connection) -> {
					var statement = connection.prepareStatement(
							"""
									INSERT INTO sla_ledger (id, tenant_id, ticket_id, clock_id, sequence, clock, type, at, reason,
									  definition, target_seconds, calendar, calendar_version, pauses_on, decided_by, recorded_at)
									VALUES (gen_random_uuid(), ?, ?, ?, ?, 'resolution', ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?)
									""");
					Array pauses = connection.createArrayOf("varchar", new String[] { "awaiting_caller" });
					Object[] values = { tenantId, this.id, clockId, sequence, entry[0], entry[1], entry[2],
							start ? "standard" : null, start ? (long) this.target * 60 : null, start ? "24x7" : null,
							start ? 0L : null, start ? pauses : null, start ? "{}" : null, entry[1] };
					for (int at = 0; at < values.length; at++) {
						statement.setObject(at + 1, values[at]);
					}
					return statement;
				});
			}
		}

	}

	/** How an incident stood, until the next. */
	record Moment(Instant since, String phase, @Nullable UUID team, String priority) {
	}

}
