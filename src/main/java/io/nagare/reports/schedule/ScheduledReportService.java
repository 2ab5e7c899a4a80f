package io.nagare.reports.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.reports.TicketExportService;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Transactions;

/**
 * Reports that people are mailed by a schedule. Whoever reads reports plans his own;
 * those who get one see it and may leave it. Who manages people sees all, ends them and
 * hands them over, such as those of somebody who has left.
 */
@Component
public class ScheduledReportService {

	/** Of one owner. */
	static final int MOST = 50;

	static final int MOST_RECIPIENTS = 50;

	private static final String MANAGES_PEOPLE = "user:manage";

	private final ScheduledReportRepository reports;

	private final ScheduledReportCheck check;

	private final ScheduledReportDates dates;

	private final CurrentCaller callers;

	private final Directory directory;

	private final Clock clock;

	private final Transactions transactions;

	ScheduledReportService(ScheduledReportRepository reports, ScheduledReportCheck check, ScheduledReportDates dates,
			CurrentCaller callers, Directory directory, Clock clock, PlatformTransactionManager transactions) {
		this.reports = reports;
		this.check = check;
		this.dates = dates;
		this.callers = callers;
		this.directory = directory;
		this.clock = clock;
		this.transactions = new Transactions(transactions);
	}

	/**
	 * Those that the caller planned or gets, by name.
	 * @param all whether the tenant's others too
	 * @throws Refusal FORBIDDEN for all of them to who does not manage people
	 */
	public Paged<ScheduledReport> page(boolean all, PageQuery query) {
		Caller me = me();
		if (all) {
			me.demand(MANAGES_PEOPLE);
		}
		return this.transactions.get(() -> {
			PageRequest wanted = PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id"));
			Page<ScheduledReport> page = all ? this.reports.findAll(wanted) : this.reports.seenBy(me.userId(), wanted);
			return Paged.of(page.getContent(), query, page.getTotalElements());
		});
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND where the caller neither planned nor gets it, nor manages
	 * people
	 */
	public ScheduledReport one(UUID id) {
		Caller me = me();
		return this.transactions.get(() -> this.reports.findById(id)
			.filter((report) -> report.isSeenBy(me) || me.may(MANAGES_PEOPLE))
			.orElseThrow(Refusal::notFound));
	}

	/** Who planned the reports, by their ids. */
	public Map<UUID, User> owners(Collection<ScheduledReport> reports) {
		return this.transactions
			.get(() -> this.directory.users(reports.stream().map(ScheduledReport::owner).distinct().toList()));
	}

	/**
	 * Plans one in the caller's name.
	 * @throws Refusal VALIDATION_FAILED naming what is missing or wrong, CONFLICT for who
	 * has too many
	 */
	public ScheduledReport plan(ScheduledReportFields fields) {
		Caller me = me();
		List<Refusal.Detail> missing = new ArrayList<>();
		demand("name", fields.name(), missing);
		demand("content", fields.content(), missing);
		demand("recipient_ids", fields.recipientIds(), missing);
		demand("repeats", fields.repeats(), missing);
		refuse(missing);
		Instant now = this.clock.instant();
		ScheduledReport report = this.check.checked(new ScheduledReport(me.userId(), now).edit(fields, now), fields);
		return this.transactions.get(() -> {
			if (this.reports.countByOwnerId(me.userId()) >= MOST) {
				throw Refusal.conflict("name", "too_many", MOST);
			}
			return this.reports.saveAndFlush(this.dates.planned(report));
		});
	}

	/**
	 * Changes one, pauses it or lets it go on.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who only gets it, VALIDATION_FAILED
	 */
	public ScheduledReport change(UUID id, ScheduledReportFields fields, IfMatch ifMatch) {
		owned(id, ifMatch);
		Instant now = this.clock.instant();
		this.check.checked(one(id).edit(fields, now), fields);
		return this.transactions.get(() -> {
			ScheduledReport report = this.reports.lock(id).orElseThrow(Refusal::notFound);
			ifMatch.check(report.version());
			return this.reports.saveAndFlush(this.dates.planned(report.edit(fields, now)));
		});
	}

	/**
	 * Removes one with what is known of its mails.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who only gets it
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		administered(id, ifMatch);
		this.transactions.get(() -> {
			this.reports.lock(id).ifPresent(this.reports::delete);
			return id;
		});
	}

	/**
	 * Makes it another's, who may read reports; a dashboard's cards are from then on
	 * those that that one sees.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who only gets it, VALIDATION_FAILED
	 * where that one cannot have it, CONFLICT where he has too many
	 */
	public ScheduledReport handOver(UUID id, UUID owner, IfMatch ifMatch) {
		this.check.checkOwner(administered(id, ifMatch), owner);
		return this.transactions.get(() -> {
			ScheduledReport report = this.reports.lock(id).orElseThrow(Refusal::notFound);
			ifMatch.check(report.version());
			if (!report.owner().equals(owner) && this.reports.countByOwnerId(owner) >= MOST) {
				throw Refusal.conflict("owner_id", "too_many", MOST);
			}
			return this.reports.saveAndFlush(report.handOver(owner));
		});
	}

	/**
	 * The caller gets it no more.
	 * @throws Refusal NOT_FOUND where he does not
	 */
	public void leave(UUID id) {
		Caller me = me();
		this.transactions.get(() -> {
			ScheduledReport report = this.reports.lock(id)
				.filter((one) -> one.recipients().contains(me.userId()))
				.orElseThrow(Refusal::notFound);
			return this.reports.saveAndFlush(report.leave(me.userId()));
		});
	}

	private ScheduledReport administered(UUID id, IfMatch ifMatch) {
		ScheduledReport report = one(id);
		Caller me = me();
		if (!report.owner().equals(me.userId()) && !me.may(MANAGES_PEOPLE)) {
			throw me.lacking(MANAGES_PEOPLE);
		}
		ifMatch.check(report.version());
		return report;
	}

	private void owned(UUID id, IfMatch ifMatch) {
		ScheduledReport report = one(id);
		if (!report.owner().equals(me().userId())) {
			throw Refusal.forbidden();
		}
		ifMatch.check(report.version());
	}

	private static void demand(String name, JsonNullable<?> field, List<Refusal.Detail> missing) {
		if (!field.isPresent()) {
			missing.add(Refusal.Detail.of(name, "required"));
		}
	}

	static void refuse(List<Refusal.Detail> wrong) {
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(TicketExportService.READS);
		return me;
	}

}
