package io.nagare.intake.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

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

	private final CurrentCaller callers;

	private final Transactions transactions;

	AlertMessageService(AlertMeanings meanings, AlertIntakeService alerts, AlertMessageStore store,
			CurrentCaller callers, PlatformTransactionManager transactions) {
		this.meanings = meanings;
		this.alerts = alerts;
		this.store = store;
		this.callers = callers;
		this.transactions = new Transactions(transactions);
	}

	/**
	 * Takes a message as whoever it calls for, as an alert of monitoring.
	 * @param recovery {@code resolve}, {@code ask} or {@code none}
	 * @throws Refusal FORBIDDEN for who may not report incidents, or whatever refuses the
	 * report
	 */
	public Taken take(AlertMessage message, String recovery) {
		this.callers.requireMember().demand(AlertReports.KIND + ":create");
		AlertMeaning meaning = this.meanings.of(message);
		try {
			return this.alerts.recovering(recovery, (how) -> {
				AlertGroup group = meaning.isIgnored() ? null
						: this.alerts.within(message.source(), signal(message, meaning), how);
				this.store.keep(message, meaning, null, group);
				return new Taken(meaning, group);
			});
		}
		catch (Refusal refusal) {
			this.transactions.run(() -> this.store.keep(message, meaning, refusal.kind().name(), null));
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
