package io.nagare.article;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.CharacterForms;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketQueries;

/** Begins an article with what solved a ticket. */
@Component
@Transactional
public class ArticleDrafts {

	/** Kana and kanji: what holds one is written in Japanese. */
	private static final String SOLVED = """
			SELECT coalesce(i.resolution, p.resolution, p.workaround) AS resolution, p.symptom,
			       c.id AS category_id
			  FROM tickets_view t
			  LEFT JOIN incidents_view i ON i.id = t.id
			  LEFT JOIN problems_view p ON p.id = t.id
			  LEFT JOIN categories_view c ON c.id = t.category_id AND c.is_active
			 WHERE t.id = :id
			""";

	private final Tickets tickets;

	private final TicketService service;

	private final TicketQueries queries;

	private final TicketLinks links;

	private final ArticleType type;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	ArticleDrafts(Tickets tickets, TicketService service, TicketQueries queries, TicketLinks links, ArticleType type,
			NamedParameterJdbcTemplate jdbc, CurrentCaller callers) {
		this.tickets = tickets;
		this.service = service;
		this.queries = queries;
		this.links = links;
		this.type = type;
		this.jdbc = jdbc;
		this.callers = callers;
	}

	/**
	 * Opens an article, related to the ticket and as confidential as it is, whose draft
	 * says what was seen and what helped, in the language in which that was written.
	 * @throws Refusal VALIDATION_FAILED where there is no such ticket, or nothing helped
	 * yet, FORBIDDEN for who writes no articles or reads his own tickets alone
	 */
	public ArticleView fromResolution(String idOrNumber) {
		this.callers.require().demand(Article.KIND + ":create");
		Ticket ticket = this.tickets.referredTo(idOrNumber, "ticket_id");
		this.callers.require().demand(ticket.kind() + ":read");
		UUID article = this.service.report(Article.KIND, said(ticket));
		this.links.link(article, ticket.id(), LinkType.RELATED_TO);
		return (ArticleView) this.queries.one(this.type, article);
	}

	private Map<String, Object> said(Ticket ticket) {
		Map<String, @Nullable Object> solved = this.jdbc.queryForMap(SOLVED, Map.of("id", ticket.id()));
		if (!(solved.get("resolution") instanceof String resolution) || resolution.isBlank()) {
			throw Refusal.invalid("ticket_id", "nothing_helped_yet");
		}
		String symptom = (solved.get("symptom") instanceof String text) ? text : ticket.description();
		boolean japanese = CharacterForms.hasJapanese(ticket.title() + resolution);
		StringBuilder body = new StringBuilder();
		if (symptom != null && !symptom.isBlank()) {
			section(body, Texts.label("article.section.symptom"), symptom, japanese);
		}
		section(body, Texts.label("article.section.resolution"), resolution, japanese);
		Map<String, Object> said = new HashMap<>();
		said.put(japanese ? ArticleFields.TITLE_JA : ArticleFields.TITLE_EN, ticket.title());
		said.put(japanese ? ArticleFields.BODY_JA : ArticleFields.BODY_EN, body.toString().strip());
		said.put("confidentiality", ticket.isConfidential() ? "confidential" : "internal");
		// a category that has gone out of use since is not taken over
		if (solved.get("category_id") instanceof UUID category) {
			said.put("category_id", category);
		}
		return said;
	}

	private static void section(StringBuilder body, Label heading, String text, boolean japanese) {
		body.append("## ")
			.append(japanese ? heading.ja() : heading.en())
			.append("\n\n")
			.append(text.strip())
			.append("\n\n");
	}

}
