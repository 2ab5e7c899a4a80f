package io.nagare.problem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.query.TypedWords;

/**
 * The known-error base: problems with a published workaround that are not solved yet.
 * Confidential ones are not in it.
 */
@Component
@Transactional(readOnly = true)
public class KnownErrors {

	/** The names a list may be sorted by. */
	public static final List<String> SORTABLE = List.of("number", "updated_at");

	private static final String FROM = """
			 FROM tickets_view t JOIN problems p ON p.id = t.id
			WHERE t.tenant_id = :tenant AND p.known_error AND t.phase IN ('open', 'in_work', 'on_hold')
			  AND t.confidentiality = 'internal'""";

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	private final TicketAccess access;

	KnownErrors(NamedParameterJdbcTemplate jdbc, CurrentCaller callers, TicketAccess access) {
		this.jdbc = jdbc;
		this.callers = callers;
		this.access = access;
	}

	/**
	 * A page of the known errors, the last changed first where the query asks for no
	 * other order. Who reports sees what is published: symptom and workaround.
	 * @param text words, all of which title, symptom, workaround or cause hold in one
	 * spelling or another; null for all
	 * @param ci an item concerned; null for all
	 */
	public Paged<KnownError> search(@Nullable String text, @Nullable UUID ci, PageQuery page) {
		Caller caller = this.callers.require();
		boolean whole = caller.may("problem:read");
		if (!whole) {
			caller.demand("knowledge:read");
		}
		Map<String, Object> params = new HashMap<>(Map.of("tenant", Tenancy.require().id()));
		StringBuilder from = new StringBuilder(FROM);
		String told = "folded(concat_ws(E'\\n', t.number, t.title, p.symptom, p.workaround"
				+ (whole ? ", p.root_cause" : "") + "))";
		from.append(TypedWords.sql(TypedWords.of(text), told, "", params::put));
		if (ci != null) {
			from.append(" AND t.ci_ids @> ARRAY[:ci]::uuid[]");
			params.put("ci", ci);
		}
		Long total = this.jdbc.queryForObject("SELECT count(*)" + from, params, Long.class);
		params.put("limit", page.limit());
		params.put("offset", page.offset());
		List<KnownError> items = this.jdbc.query(
				"SELECT t.id, t.number, t.title, t.status, t.ci_ids, t.updated_at, p.*" + from + " ORDER BY "
						+ order(page) + " LIMIT :limit OFFSET :offset",
				params, this.access.reading().rows((row, number) -> knownError(row, whole)));
		return Paged.of(items, page, (total != null) ? total : 0);
	}

	private static String order(PageQuery page) {
		StringBuilder order = new StringBuilder();
		page.sort()
			.forEach((one) -> order.append("t.").append(one.field()).append(one.descending() ? " DESC, " : ", "));
		return order.append("t.updated_at DESC, t.id").toString();
	}

	/** Of the work on it, reporters see nothing. */
	private static KnownError knownError(ResultSet row, boolean whole) throws SQLException {
		return new KnownError(row.getObject("id", UUID.class), row.getString("number"), row.getString("title"),
				row.getString("status"), row.getString("symptom"), row.getString("workaround"),
				whole ? row.getString("root_cause") : null, whole ? row.getString("cause_code") : null,
				whole ? List.of((UUID[]) row.getArray("ci_ids").getArray()) : List.of(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	/**
	 * A known error.
	 *
	 * @param id the problem's
	 * @param problemNumber what people call it
	 * @param status where the work on it stands
	 * @param symptom by what it is recognised
	 * @param workaround what helps meanwhile
	 * @param rootCause why it is there; null until it was found
	 */
	public record KnownError(UUID id, String problemNumber, String title, String status, String symptom,
			String workaround, @Nullable String rootCause, @Nullable String causeCode, List<UUID> ciIds,
			Instant updatedAt) {
	}

}
