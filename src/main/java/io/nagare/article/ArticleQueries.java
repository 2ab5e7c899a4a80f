package io.nagare.article;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;

/** Reads what articles say, and said before. */
@Component
@Transactional
public class ArticleQueries {

	private final Tickets tickets;

	private final ArticleTexts texts;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	ArticleQueries(Tickets tickets, ArticleTexts texts, NamedParameterJdbcTemplate jdbc, CurrentCaller callers) {
		this.tickets = tickets;
		this.texts = texts;
		this.jdbc = jdbc;
		this.callers = callers;
	}

	/**
	 * The version in force, and for who sees more than readers do the draft.
	 * @param internal whether the caller does
	 */
	ArticleParts parts(UUID id, boolean internal) {
		Article article = article(id);
		@Nullable ArticleTextView text = this.texts.published(article).map(ArticleText::view).orElse(null);
		@Nullable ArticleTextView draft = internal ? this.texts.draft(article).map(ArticleText::view).orElse(null) : null;
		return new ArticleParts(text, draft, (text != null) ? answer(id, text.version()) : null);
	}

	/** What the version in force says, or else the draft, by the names of the fields. */
	Map<String, Object> said(UUID id) {
		Article article = article(id);
		Map<String, Object> said = new HashMap<>();
		this.texts.published(article).or(() -> this.texts.draft(article)).map(ArticleText::view).ifPresent((text) -> {
			put(said, ArticleFields.TITLE_JA, text.titleJa());
			put(said, ArticleFields.BODY_JA, text.bodyJa());
			put(said, ArticleFields.TITLE_EN, text.titleEn());
			put(said, ArticleFields.BODY_EN, text.bodyEn());
			put(said, ArticleFields.AUDIENCE, text.audience());
		});
		return said;
	}

	private static void put(Map<String, Object> said, String name, @Nullable String value) {
		if (value != null) {
			said.put(name, value);
		}
	}

	private @Nullable Boolean answer(UUID id, int version) {
		return this.jdbc.queryForList("""
				SELECT helped FROM article_answers WHERE article_id = :id AND version = :version AND user_id = :me
				""", Map.of("id", id, "version", version, "me", this.callers.require().userId()), Boolean.class)
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * All versions, the latest first, for who sees drafts.
	 * @throws Refusal NOT_FOUND where the caller may not read the article, FORBIDDEN
	 * where he reads the one in force alone
	 */
	public List<ArticleTextView> versions(String idOrNumber) {
		return this.texts.all(whole(idOrNumber).id()).stream().map(ArticleText::view).toList();
	}

	/**
	 * How a version differs from another, line by line.
	 * @param from the other; the one before where it is null, and nothing before the
	 * first
	 * @throws Refusal NOT_FOUND where there is no such version
	 */
	public List<FieldDifference> difference(String idOrNumber, int version, @Nullable Integer from) {
		UUID id = whole(idOrNumber).id();
		ArticleTextView after = this.texts.one(id, version).view();
		int other = (from != null) ? from : version - 1;
		@Nullable ArticleTextView before = (from == null && other == 0) ? null : this.texts.one(id, other).view();
		return List
			.of(field(ArticleFields.AUDIENCE, (before != null) ? before.audience() : null, after.audience()),
					field(ArticleFields.TITLE_JA, (before != null) ? before.titleJa() : null, after.titleJa()),
					field(ArticleFields.BODY_JA, (before != null) ? before.bodyJa() : null, after.bodyJa()),
					field(ArticleFields.TITLE_EN, (before != null) ? before.titleEn() : null, after.titleEn()),
					field(ArticleFields.BODY_EN, (before != null) ? before.bodyEn() : null, after.bodyEn()))
			.stream()
			.filter((field) -> field.lines().stream().anyMatch((line) -> !line.change().equals(LineDifference.SAME)))
			.toList();
	}

	private static FieldDifference field(String name, @Nullable String before, @Nullable String after) {
		return new FieldDifference(name,
				LineDifference.of(Objects.requireNonNullElse(before, ""), Objects.requireNonNullElse(after, "")));
	}

	private Article whole(String idOrNumber) {
		Article article = article(this.tickets.readable(idOrNumber, "id"));
		this.callers.require().demand(Article.KIND + ":read");
		return article;
	}

	private Article article(UUID id) {
		return article(this.tickets.readable(id));
	}

	private static Article article(Ticket ticket) {
		if (ticket instanceof Article article) {
			return article;
		}
		throw Refusal.notFound();
	}

	/**
	 * A field that says something else, and its lines in order.
	 *
	 * @param field {@code title_ja}, {@code body_ja}, {@code title_en}, {@code body_en}
	 * or {@code audience}
	 */
	@Schema(name = "ArticleDifference")
	public record FieldDifference(String field, List<LineDifference> lines) {
	}

}
