package io.nagare.ticket.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/** Demands that each word of a table that tells people means somebody. */
@Component
class NoticeTablesDemand implements TableDemand {

	private static final String ESCALATION = "sla-escalation";

	private static final String TELL = "tell";

	/** What is no list of words is worked out when it is needed. */
	private static final Pattern WORDS = Pattern.compile("[\\w:, ]*");

	private final NoticeAudience audience;

	NoticeTablesDemand(NoticeAudience audience) {
		this.audience = audience;
	}

	@Override
	public Set<String> tables() {
		return Set.of(TicketNoticeService.TABLE, ESCALATION);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(TicketNoticeService.TABLE, Map.of("event", "", "practice", "", "priority", "low"));
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(TicketNoticeService.TABLE, Columns.needed(TELL).or("text"), ESCALATION,
				Columns.needed(TELL).or("raise", "team"));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		SortedSet<String> known = this.audience.known();
		List<Refusal.Detail> findings = new ArrayList<>();
		for (String table : tables()) {
			tables.rows(table)
				.stream()
				.map((row) -> row.getOrDefault(TELL, ""))
				.filter((cell) -> WORDS.matcher(cell).matches())
				.flatMap((cell) -> NoticeAudience.words(cell).stream())
				.filter((word) -> !known.contains(word))
				.distinct()
				.forEach((word) -> findings
					.add(Refusal.Detail.of(tables.place(table), "unknown_recipient", word, String.join(", ", known))));
		}
		return findings;
	}

}
