package io.nagare.threshold;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.Tenants;
import io.nagare.directory.User;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureValue;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.shared.TicketRef;
import io.nagare.threshold.ThresholdTable.Measured;
import io.nagare.threshold.ThresholdTable.Said;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;

/**
 * Counts the watched figures every few minutes, once over all nodes, and does what the
 * table says of each. What a row says is done once while the figure stays beyond, and
 * again only after it has recovered.
 */
@Component
public class FigureWatch {

	private static final Logger LOG = LoggerFactory.getLogger(FigureWatch.class);

	/** Of which time before now figures tell that are not of now. */
	private static final Duration PERIOD = Duration.ofDays(7);

	private static final int LONGEST_TITLE = 200;

	private final Tenants tenants;

	private final ThresholdTable table;

	private final FigureAlerts alerts;

	private final FigureQueries figures;

	private final Directory directory;

	private final Callers people;

	private final Notifications notifications;

	private final TicketService tickets;

	private final Tickets opened;

	private final Clock clock;

	private final TransactionTemplate transaction;

	FigureWatch(Tenants tenants, ThresholdTable table, FigureAlerts alerts, FigureQueries figures, Directory directory,
			Callers people, Notifications notifications, TicketService tickets, Tickets opened, Clock clock,
			PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.table = table;
		this.alerts = alerts;
		this.figures = figures;
		this.directory = directory;
		this.people = people;
		this.notifications = notifications;
		this.tickets = tickets;
		this.opened = opened;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Looks at the figures of every tenant. */
	@Scheduled(cron = "${nagare.schedule.figure-thresholds}")
	@SchedulerLock(name = "figure-thresholds")
	public void look() {
		this.tenants.inTurn("Watching figures", this::lookHere);
	}

	/** Looks at those of the bound tenant. */
	void lookHere() {
		Instant now = this.clock.instant();
		List<Measured> measured = new ArrayList<>();
		this.table.watched().forEach((one) -> measured.addAll(measure(one.figure(), one.by(), now)));
		Map<Measured, Said> beyond = new HashMap<>();
		measured.forEach((one) -> {
			Said said = this.table.say(one);
			if (said.isBeyond()) {
				beyond.put(one, said);
			}
		});
		BatchRunner.of(beyond.entrySet(), (one) -> note(one.getKey(), one.getValue(), now));
		this.transaction.executeWithoutResult((status) -> {
			List<UUID> stays = this.alerts.open()
				.stream()
				.filter((row) -> beyond.keySet().stream().anyMatch(row::isOf))
				.map(FigureAlerts.Row::id)
				.toList();
			this.alerts.recover(stays, now);
		});
		List<FigureAlerts.Row> open = this.transaction.execute((status) -> this.alerts.open());
		BatchRunner.of((open != null) ? open.stream().filter(FigureAlerts.Row::isToOpen).toList() : List.of(),
				(row) -> beyond.forEach((one, said) -> {
					if (row.isOf(one) && !said.reporter().isEmpty()) {
						openTicket(row, said.reporter());
					}
				}));
	}

	private List<Measured> measure(String figure, String way, Instant now) {
		if (!way.equals(ThresholdTable.WHOLE) && !this.figures.isToldApartBy(figure, way)) {
			return List.of();
		}
		FigureValue value = this.figures.shared(figure, ThresholdTable.question(way, now.minus(PERIOD), now));
		if (way.equals(ThresholdTable.WHOLE)) {
			return measured(value, way, "", "", value.value(), value.numerator(), value.denominator()).stream()
				.toList();
		}
		return value.series()
			.stream()
			.filter((part) -> !part.key().equals("none"))
			.flatMap((part) -> measured(value, way, part.key(), part.label(), part.value(), part.numerator(),
					part.denominator())
				.stream())
			.toList();
	}

	/** Nothing where there is nothing to count. */
	private static Optional<Measured> measured(FigureValue figure, String way, String part, String label,
			@Nullable Double value, @Nullable Long numerator, @Nullable Long denominator) {
		if (value == null) {
			return Optional.empty();
		}
		double said = switch (figure.unit()) {
			case "share" -> value * 100;
			case "seconds" -> value / 3600;
			default -> value;
		};
		Long tickets = (denominator != null) ? denominator : numerator;
		return Optional
			.of(new Measured(figure.name(), way, part, label, said, (tickets != null) ? tickets.longValue() : 0));
	}

	private void note(Measured measured, Said said, Instant now) {
		this.transaction.executeWithoutResult((status) -> this.alerts.note(measured, said, now)
			.ifPresentOrElse((id) -> tell(id, measured, said), () -> this.alerts.count(measured)));
	}

	/** Only those are told who may read figures. */
	private void tell(UUID id, Measured measured, Said said) {
		Set<UUID> told = said.tell()
			.stream()
			.flatMap((word) -> meant(word, measured))
			.filter(User::isActive)
			.filter((user) -> this.directory.permissionsOf(user, List.of()).contains("report:read"))
			.map(User::id)
			.collect(Collectors.toSet());
		if (!told.isEmpty()) {
			this.notifications.tell(Notice.of("figure.threshold", named(measured), amount(measured))
				.to(told)
				.once(id + "-" + said.rule()));
		}
	}

	private Stream<User> meant(String word, Measured measured) {
		Optional<Team> team = measured.by().equals(ThresholdTable.TEAM)
				? this.directory.team(UUID.fromString(measured.part())) : Optional.empty();
		return switch (word) {
			case ThresholdTable.TEAM -> team.stream().flatMap((one) -> this.directory.membersOf(one.id()).stream());
			case ThresholdTable.TEAM_MANAGER -> team.flatMap(Team::manager).flatMap(this.directory::user).stream();
			case ThresholdTable.MANAGERS -> this.directory.withRoles(List.of(Roles.MANAGER)).stream();
			default -> word.startsWith(ThresholdTable.ROLE)
					? this.directory.withRoles(List.of(word.substring(ThresholdTable.ROLE.length()))).stream()
					: Stream.empty();
		};
	}

	/** The figure, and of what. */
	private Label named(Measured measured) {
		Label title = this.figures.title(measured.figure());
		return measured.by().equals(ThresholdTable.WHOLE) ? title
				: Texts.label("threshold.part", title, label(measured.by(), measured.label()));
	}

	private static Label label(String by, String label) {
		return by.equals("priority") ? Texts.find("report.word." + label).orElse(Label.said(label)) : Label.said(label);
	}

	private Label amount(Measured measured) {
		String number = String.format(Locale.ROOT, "%.1f", measured.value()).replaceAll("\\.0$", "");
		return switch (this.figures.unit(measured.figure())) {
			case "share" -> Label.said(number + "%");
			case "seconds" -> Texts.label("threshold.hours", number);
			default -> Label.said(number);
		};
	}

	/** Kept with the ticket or not at all, so that none is opened twice. */
	private void openTicket(FigureAlerts.Row row, String username) {
		Caller reporter = this.people.byUsername(username)
			.filter((caller) -> Tenancy.require().equals(caller.tenant()))
			.orElse(null);
		if (reporter == null) {
			LOG.warn("No ticket is opened for the figure {}: there is no user of that name", row.figure());
			this.transaction.executeWithoutResult((status) -> this.alerts.openNothing(row.id()));
			return;
		}
		try {
			CurrentCaller.during(reporter, () -> {
				this.transaction.executeWithoutResult((status) -> this.alerts.takeToOpen(row.id())
					.ifPresent((taken) -> this.alerts.opened(row.id(), open(taken))));
				return row.id();
			});
		}
		catch (Refusal ex) {
			LOG.warn("No ticket is opened for the figure {}: {}", row.figure(), ex.getMessage());
			this.transaction.executeWithoutResult((status) -> this.alerts.openNothing(row.id()));
		}
	}

	private TicketRef open(FigureAlerts.Row row) {
		Locale language = this.directory.language();
		Measured measured = new Measured(row.figure(), row.by(), row.part(), row.label(), row.value(), 0);
		Map<String, Object> fields = new HashMap<>();
		String title = Texts.label("threshold.title", named(measured)).in(language);
		fields.put("title", (title.length() > LONGEST_TITLE) ? title.substring(0, LONGEST_TITLE) : title);
		fields.put("description", Texts.label("threshold.description", named(measured), amount(measured)).in(language));
		if (row.by().equals("category")) {
			fields.put("category_id", row.part());
		}
		String kind = Optional.ofNullable(row.opens()).orElse("incident");
		return this.opened.readable(this.tickets.report(kind, fields)).ref();
	}

}
