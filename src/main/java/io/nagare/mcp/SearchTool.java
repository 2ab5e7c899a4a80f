package io.nagare.mcp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.search.SearchQuestion;
import io.nagare.search.SearchService;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Finds tickets, people and configuration items by words. */
@Component
class SearchTool implements AssistantTool {

	private static final int USUAL = 10;

	private static final int MOST = 50;

	private final SearchService search;

	private final TicketTexts texts;

	SearchTool(SearchService search, TicketTexts texts) {
		this.search = search;
		this.texts = texts;
	}

	@Override
	public Definition definition() {
		return new Definition("search", "Search",
				"""
						Finds tickets by number or words in Japanese or English, and people and configuration items by name, as far \
						as the person may read them. Tickets come first.""",
				Effect.READS,
				List.of(Parameter.text("q", "What to look for").needed(),
						Parameter.text("type", "Only things of this sort").among(List.of("ticket", "person", "item")),
						Parameter.list("kind", "Only tickets of these practices: incident, problem, change, request"),
						Parameter.list("phase",
								"Only tickets in these phases: open, in_work, on_hold, resolved, closed, cancelled"),
						Parameter.list("priority", "Only tickets of these priorities, such as high"),
						Parameter.list("sla_state",
								"Only tickets in these states of clocks: running, at_risk, paused, breached, met"),
						Parameter.number("limit", "How many of each sort; 10 unless said", 1, MOST)));
	}

	@Override
	public boolean isFor(Caller caller) {
		return TicketTool.mayRead(caller);
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		Paged<SearchService.Hit> found = this.search.find(
				new SearchQuestion(said.text("q").strip(), said.findText("type").orElse(null), said.words("kind"),
						only(said), null, null, null, false),
				PageQuery.of(null, said.number("limit", USUAL), null, null, List.of()));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("notice", TicketTexts.NOTICE);
		answer.put("total", found.total());
		answer.put("hits", found.items().stream().map(this::shown).toList());
		return answer;
	}

	private static Map<String, List<String>> only(Arguments said) {
		Map<String, List<String>> only = new HashMap<>();
		for (String field : List.of("phase", "priority", "sla_state")) {
			@Nullable List<String> words = said.words(field);
			if (words != null && !words.isEmpty()) {
				only.put(field, words);
			}
		}
		return only;
	}

	private Map<String, @Nullable Object> shown(SearchService.Hit hit) {
		Map<String, @Nullable Object> all = this.texts.plain(hit);
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		all.forEach((name, value) -> (Set.of("title", "fragments").contains(name) ? written : shown).put(name, value));
		if (hit.type().equals("ticket") && hit.number() != null) {
			shown.put("link", this.texts.link(hit.number()));
		}
		shown.put(TicketTexts.BY_PEOPLE, this.texts.byPeople(written));
		return shown;
	}

}
