package io.nagare.shared;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures that only the database knows, as gauges: asked for together when somebody reads
 * them, once in a while however many read, and not at all while nobody does. They are no
 * number while they can't be had. They tell of all tenants together, so none has a tenant
 * for a tag.
 */
public final class QueriedFigures {

	private static final Logger LOG = LoggerFactory.getLogger(QueriedFigures.class);

	private final Supplier<Map<String, Long>> query;

	private final long kept;

	private Map<String, Long> last = Map.of();

	private boolean known;

	private long asked;

	/**
	 * @param query what it answers has no entry for what there is none of
	 * @param kept how long an answer is good for
	 */
	public QueriedFigures(Duration kept, Supplier<Map<String, Long>> query) {
		this.query = query;
		this.kept = kept.toNanos();
		this.asked = System.nanoTime() - this.kept;
	}

	/**
	 * Registers one of them.
	 * @param figure its name in the answer
	 */
	public void gauge(MeterRegistry meters, String name, Tags tags, String figure, String description) {
		Gauge.builder(name, this, (figures) -> figures.value(figure))
			.tags(tags)
			.description(description)
			.strongReference(true)
			.register(meters);
	}

	private synchronized double value(String figure) {
		if (System.nanoTime() - this.asked >= this.kept) {
			this.asked = System.nanoTime();
			try {
				this.last = this.query.get();
				this.known = true;
			}
			catch (RuntimeException ex) {
				LOG.debug("Figures could not be read", ex);
				this.known = false;
			}
		}
		return this.known ? this.last.getOrDefault(figure, 0L) : Double.NaN;
	}

}
