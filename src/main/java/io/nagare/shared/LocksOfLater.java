package io.nagare.shared;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Where the database's clock is set back, rows of {@code shedlock} are taken until a
 * moment that comes only after as long: nobody would do that work until then.
 */
@Component
class LocksOfLater {

	private static final Logger LOG = LoggerFactory.getLogger(LocksOfLater.class);

	/**
	 * By the time that ShedLock reckons with. Whoever works has half a minute to keep
	 * his.
	 */
	private static final String FREE = """
			UPDATE shedlock SET locked_at = timezone('utc', CURRENT_TIMESTAMP),
				lock_until = timezone('utc', CURRENT_TIMESTAMP) + interval '30 seconds'
			 WHERE locked_at > timezone('utc', CURRENT_TIMESTAMP) + interval '1 minute'
			""";

	private final JdbcTemplate jdbc;

	LocksOfLater(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Frees them. Each node does so, since nobody could be asked to. */
	@Scheduled(cron = "${nagare.schedule.free-locks}")
	void free() {
		int freed = this.jdbc.update(FREE);
		if (freed > 0) {
			LOG.warn("The database's clock was set back; {} locks of housekeeping end by it", freed);
		}
	}

}
