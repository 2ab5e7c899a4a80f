package io.nagare.workflow.internal.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;
import io.nagare.shared.Trial;
import io.nagare.workflow.ModelFailed;

/**
 * Marks the models that did something wrong, once for each fault and hour, and tells of
 * each mark. It works aside, on one thread: what failed was rolled back, whoever waits
 * for the answer holds a connection already, and a model that fails a thousand times a
 * minute must not cost a second one each time.
 */
@Component
public class ModelFaults implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(ModelFaults.class);

	private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final int MOST_WAITING = 100;

	/** Answers a row where the fault is new within the hour. */
	private static final String MARK = """
			INSERT INTO model_faults (tenant_id, process_key, version, own, element, code, hour, ticket_id, first_at, last_at, times)
			VALUES (:tenant, :process,
				:version, :own, :element, :code, date_trunc('hour', now()), :ticket, now(), now(), 1)
			ON CONFLICT (tenant_id, process_key, version, own, element, code, hour)
				DO UPDATE SET times = model_faults.times + 1, last_at = now()
			RETURNING times
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Transactions transaction;

	private final ApplicationEventPublisher events;

	private final ThreadPoolExecutor aside = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST_WAITING), (work) -> new Thread(work, "model-faults"),
			new ThreadPoolExecutor.DiscardPolicy());

	ModelFaults(NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.transaction = new Transactions(transactions);
		this.events = events;
	}

	/**
	 * Marks the model, as soon as there is time for it; never one that is only tried.
	 */
	public void note(ModelFault fault) {
		if (!Trial.isUnderWay() && fault.isNews()) {
			ModelFault.Place place = fault.place();
			LOG.warn("The model {} (version {}) does something wrong at {}: {}", place.process(), place.version(),
					place.element(), place.fault());
			fault.tenant().ifPresent((tenant) -> this.aside.execute(() -> Tenancy.as(tenant, () -> mark(place))));
		}
	}

	private void mark(ModelFault.Place place) {
		try {
			this.transaction.run(() -> {
				UUID ticket = UUID_TEXT.matcher(place.ticket()).matches() ? UUID.fromString(place.ticket()) : null;
				Map<String, Object> row = new HashMap<>(
						Map.of("tenant", Tenancy.require().id(), "process", place.process(), "version", place.version(),
								"own", place.own(), "element", place.element(), "code", place.fault().code()));
				row.put("ticket", ticket);
				Integer times = this.jdbc.queryForObject(MARK, row, Integer.class);
				if (times != null && times == 1) {
					this.events.publishEvent(
							new ModelFailed(place.process(), place.version(), place.element(), ticket, place.fault()));
				}
			});
		}
		catch (RuntimeException ex) {
			LOG.warn("The model {} could not be marked", place.process(), ex);
		}
	}

	@Override
	public void destroy() {
		this.aside.shutdown();
	}

}
