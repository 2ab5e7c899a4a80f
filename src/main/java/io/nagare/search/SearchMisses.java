package io.nagare.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.CurrentCaller;
import io.nagare.search.index.SearchText;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** What people looked for and nobody had written. Of whom it was nothing is kept. */
@Component
@Transactional
public class SearchMisses {

	/** So many are kept of a tenant. */
	static final int MOST = 10_000;

	private static final int SHORTEST = 2;

	private static final int LONGEST = 200;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	private final AcrossTenants acrossTenants;

	SearchMisses(NamedParameterJdbcTemplate jdbc, CurrentCaller callers, AcrossTenants acrossTenants) {
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.callers = callers;
	}

	/** Counts a search that found nothing. */
	void count(String typed) {
		String words = SearchText.spaced(SearchText.folded(SearchText.normal(typed)));
		if (words.length() < SHORTEST || words.length() > LONGEST) {
			return;
		}
		Map<String, Object> params = Map.of("tenant", Tenancy.require().id(), "words", words);
		this.jdbc.update("""
				INSERT INTO search_misses (tenant_id, words) VALUES (:tenant, :words)
				ON CONFLICT (tenant_id, words) DO UPDATE SET times = search_misses.times + 1, last_at = now()
				""", params);
	}

	/**
	 * Forgets, in all tenants, what nobody looked for in 90 days, and what is looked for
	 * least of more than {@value #MOST} in one.
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	@Scheduled(cron = "${nagare.schedule.purge}")
	@SchedulerLock(name = "purge-search-misses")
	public void forgetOld() {
		this.acrossTenants.write(() -> this.jdbc.update("""
				DELETE FROM search_misses WHERE last_at < now() - interval '90 days' OR (tenant_id, words) IN (
					SELECT tenant_id, words FROM (SELECT tenant_id, words,
						row_number() OVER (PARTITION BY tenant_id ORDER BY times DESC, last_at DESC) AS place
						FROM search_misses) ranked WHERE place > :most)
				""", Map.of("most", MOST)));
	}

	/**
	 * Forgets what is answered now; whoever finds nothing all the same is counted anew.
	 */
	void forget(List<String> words) {
		this.jdbc.update("DELETE FROM search_misses WHERE tenant_id = :tenant AND words = ANY (:words)",
				Map.of("tenant", Tenancy.require().id(), "words",
						words.stream().map(SearchText::folded).toArray(String[]::new)));
	}

	/**
	 * What was looked for most and not found.
	 * @throws Refusal FORBIDDEN for who writes no knowledge
	 */
	@Transactional(readOnly = true)
	public Paged<Miss> page(PageQuery page) {
		this.callers.requireMember().demand("knowledge:write");
		Map<String, Object> params = Map.of("tenant", Tenancy.require().id(), "limit", page.limit(), "offset",
				page.offset());
		Long total = this.jdbc.queryForObject("SELECT count(*) FROM search_misses WHERE tenant_id = :tenant", params,
				Long.class);
		List<Miss> misses = this.jdbc.query("""
				SELECT words, times, first_at, last_at FROM search_misses WHERE tenant_id = :tenant
				 ORDER BY times DESC, last_at DESC, words LIMIT :limit OFFSET :offset
				""", params, (row, number) -> new Miss(row.getString("words"), row.getInt("times"),
				row.getTimestamp("first_at").toInstant(), row.getTimestamp("last_at").toInstant()));
		return Paged.of(misses, page, (total != null) ? total : 0);
	}

	/**
	 * Words that found nothing.
	 *
	 * @param times how often somebody looked for them
	 */
	public record Miss(String words, int times, Instant firstAt, Instant lastAt) {
	}

}
