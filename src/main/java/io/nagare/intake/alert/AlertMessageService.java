package io.nagare.intake.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.intake.MailboxService;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Transactions;

/**
 * Takes messages that have a form of their own, and lets who connects the tenant see what
 * became of them.
 */
@Component
public class AlertMessageService {

	private static final Pattern NAMED = Pattern.compile("(?:.*\\.)?([^.]+)\\.name");

	private final AlertMeanings meanings;

	private final AlertIntakeService alerts;

	private final AlertMessageStore store;

	private final AlertRefusalNotices notices;

	private final CurrentCaller callers;

	private final Transactions transactions;

	AlertMessageService(AlertMeanings meanings, AlertIntakeService alerts, AlertMessageStore store,
			AlertRefusalNotices notices, CurrentCaller callers, PlatformTransactionManager transactions) {
		this.meanings = meanings;
		this.alerts = alerts;
		this.store = store;
		this.notices = notices;
		this.callers = callers;
		this.transactions = new Transactions(transactions);
	}

	/**
	 * Takes each of the messages, whatever becomes of the others.
	 * @return what became of the last
	 * @throws Refusal where one is refused, as {@link #take(AlertMessage, String)}
	 */
	public Taken take(List<AlertMessage> messages, String recovery) {
		List<Refusal> refused = new ArrayList<>();
		List<Taken> taken = new ArrayList<>();
		for (AlertMessage message : messages) {
			try {
				taken.add(take(message, recovery));
			}
			catch (Refusal refusal) {
				refused.add(refusal);
			}
		}
		if (!refused.isEmpty()) {
			throw refused.get(0);
		}
		return taken.get(taken.size() - 1);
	}

	/**
	 * Takes a message as whoever it calls for, as an alert of monitoring.
	 * @param recovery {@code resolve}, {@code ask} or {@code none}
	 * @throws Refusal FORBIDDEN for who may not report incidents, or whatever refuses the
	 * report
	 */
	public Taken take(AlertMessage message, String recovery) {
		// the table that says what it means is a tenant's
		this.callers.requireMember();
		AlertMeaning meaning = this.meanings.of(message);
		return keepingRefusals(message, meaning, () -> this.alerts.recovering(recovery, (how) -> {
			AlertGroup group = meaning.isIgnored() ? null
					: this.alerts.within(message.source(), signal(message, meaning), message.standing(), how);
			taken(message, meaning, group);
			return new Taken(meaning, group);
		}));
	}

	/**
	 * Takes what comes in an agreed form, which no table need read, and keeps what was
	 * said beside what became of it.
	 * @param message as it came, for people to look at
	 * @param first what it says of the first thing
	 * @throws Refusal FORBIDDEN for who may not report incidents, or whatever refuses the
	 * report
	 */
	public AlertGroup take(AlertMessage message, AlertSignal first, Supplier<AlertGroup> taking) {
		AlertMeaning meaning = new AlertMeaning(first.firing() ? AlertGroup.FIRING : AlertGroup.RESOLVED,
				first.severity(), AlertStore.title(first), first.fingerprint());
		return keepingRefusals(message, meaning, () -> {
			AlertGroup group = taking.get();
			this.transactions.run(() -> taken(message, meaning, group));
			return group;
		});
	}

	private void taken(AlertMessage message, AlertMeaning meaning, @Nullable AlertGroup group) {
		this.store.keep(message, meaning, null, group);
		this.notices.taken(message.source());
	}

	/**
	 * What is refused can be looked at, so that a right that was taken away is seen here
	 * too, and is told of where it is not only to be said again.
	 */
	private <T> T keepingRefusals(AlertMessage message, AlertMeaning meaning, Supplier<T> taking) {
		Caller caller = this.callers.requireMember();
		try {
			caller.demand(AlertReports.KIND + ":create");
			return taking.get();
		}
		catch (Refusal refusal) {
			this.transactions.run(() -> {
				this.store.keep(message, meaning, refusal.kind().name(), null);
				if (refusal.kind() != Refusal.Kind.UNAVAILABLE) {
					this.notices.refused(message, refusal);
				}
			});
			throw refusal;
		}
	}

	/**
	 * What a message would mean; nothing is done or kept.
	 * @throws Refusal FORBIDDEN for who does not connect the tenant
	 */
	public AlertMeaning tryOut(AlertMessage message) {
		demand();
		return this.meanings.of(message);
	}

	/**
	 * The last messages, the youngest first.
	 * @param source null for all
	 * @throws Refusal FORBIDDEN for who does not connect the tenant
	 */
	public Paged<KeptAlertMessage> page(@Nullable String source, PageQuery query) {
		demand();
		return this.transactions.get(() -> this.store.page(source, query));
	}

	private void demand() {
		this.callers.requireMember().demand(MailboxService.MANAGES);
	}

	private static AlertSignal signal(AlertMessage message, AlertMeaning meaning) {
		return new AlertSignal(RandomToken.hash(meaning.key()), meaning.isFiring(), meaning.title(), "",
				meaning.severity(), labels(message), null);
	}

	private static Map<String, String> labels(AlertMessage message) {
		Map<String, String> labels = new LinkedHashMap<>();
		if (!message.origin().isEmpty()) {
			labels.put("device", message.origin());
		}
		labels.put("name", message.name());
		message.values().forEach(labels::putIfAbsent);
		// the name of a host within it is the host, for who looks for it among the items
		message.values().forEach((name, value) -> {
			Matcher named = NAMED.matcher(name);
			if (named.matches()) {
				labels.putIfAbsent(named.group(1), value);
			}
		});
		return labels;
	}

	/**
	 * What became of a message.
	 *
	 * @param group null where it means nothing
	 */
	public record Taken(AlertMeaning meaning, @Nullable AlertGroup group) {
	}

}
