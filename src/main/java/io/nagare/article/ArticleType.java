package io.nagare.article;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.query.TicketReads;

/**
 * What is special about articles where all tickets are served alike: what is published
 * for everybody is everybody's to read.
 */
@Component
public class ArticleType implements TicketType<Article, ArticleFields> {

	/** Those that everybody reads: in force, and neither for agents nor confidential. */
	private static final String IN_FORCE = """
			SELECT k.id FROM articles k JOIN article_texts x ON x.article_id = k.id AND x.version = k.published_version
			                            JOIN tickets_view n ON n.id = k.id
			 WHERE k.tenant_id = :tenant AND k.is_valid AND x.audience = 'everybody' AND n.confidentiality = 'internal'
			""";

	private final ArticleTexts texts;

	private final ArticleQueries queries;

	private final TicketWork work;

	ArticleType(ArticleTexts texts, ArticleQueries queries, TicketWork work) {
		this.texts = texts;
		this.queries = queries;
		this.work = work;
	}

	@Override
	public String kind() {
		return Article.KIND;
	}

	@Override
	public String path() {
		return "articles";
	}

	@Override
	public boolean isPublished() {
		return true;
	}

	@Override
	public String numberPrefix() {
		return "KNO";
	}

	@Override
	public String numberSequence() {
		return "article_number_seq";
	}

	/** Articles are ranked as incidents are. */
	@Override
	public String priorityTable() {
		return "incident-priority";
	}

	@Override
	public Class<Article> entity() {
		return Article.class;
	}

	@Override
	public Class<ArticleFields> fields() {
		return ArticleFields.class;
	}

	@Override
	public Class<ArticleView> view() {
		return ArticleView.class;
	}

	@Override
	public TicketReads.Selection<ArticleView> selection(Caller caller) {
		return new Selection(caller.may(Article.KIND + ":read"));
	}

	@Override
	public Class<ArticleParts> partsView() {
		return ArticleParts.class;
	}

	@Override
	public Object parts(UUID ticketId, boolean internal) {
		return this.queries.parts(ticketId, internal);
	}

	@Override
	public ArticleFields completed(ArticleFields fields) {
		return fields.titled();
	}

	/** What is published or being looked at is not written on. */
	@Override
	public void check(@Nullable Article article, ArticleFields fields, Caller caller, List<Refusal.Detail> wrong) {
		if (article != null && !article.isBeingWritten()) {
			fields.texts(Locale.ROOT)
				.keySet()
				.forEach((name) -> wrong.add(Refusal.Detail.of(name, "not_being_written")));
		}
	}

	@Override
	public Article open(NewTicket ticket, ArticleFields fields) {
		return new Article(ticket);
	}

	@Override
	public void edit(Article article, ArticleFields fields, Stamp stamp) {
		article.edit(fields, stamp);
		this.texts.write(article, fields, stamp);
	}

	@Override
	public void edited(Article article, ArticleFields fields) {
		this.texts.begin(article, fields, this.work.now());
	}

	/** A copy says the same. */
	@Override
	public Map<String, Object> copied(UUID ticketId) {
		return this.queries.said(ticketId);
	}

	/** Whoever wrote on a version does not approve it. */
	@Override
	public Map<String, Function<Article, Set<UUID>>> actors() {
		return Map.of("authors", Article::authors);
	}

	@Override
	public Optional<String> entrusted() {
		return Optional.of(IN_FORCE);
	}

	/** Until the version is there that they were added for. */
	@Override
	public boolean holdsFilesBack() {
		return true;
	}

	@Override
	public boolean isAgreedWithReporter() {
		return false;
	}

	/**
	 * A row is called as its version in force is, or else as its latest.
	 *
	 * @param whole whether the caller sees drafts
	 */
	private record Selection(boolean whole) implements TicketReads.Selection<ArticleView> {

		@Override
		public String kind() {
			return Article.KIND;
		}

		@Override
		public String columns() {
			return """
					k.published_version, k.draft_version, k.valid_until, x.audience, x.title_ja, x.title_en,
					(SELECT count(*) FROM article_answers w WHERE w.article_id = t.id AND w.helped) AS helped,
					(SELECT count(*) FROM article_answers w WHERE w.article_id = t.id AND NOT w.helped) AS not_helped,
					(SELECT count(*) FROM article_answers w WHERE w.article_id = t.id AND w.spared) AS spared""";
		}

		@Override
		public String join() {
			return """
					JOIN articles k ON k.id = t.id
					LEFT JOIN article_texts x ON x.article_id = t.id AND x.version = coalesce(k.published_version, k.draft_version,
					     (SELECT max(y.version) FROM article_texts y WHERE y.article_id = t.id))""";
		}

		@Override
		public ArticleView map(ResultSet row) throws SQLException {
			return new ArticleView(summary(row), row.getString("number"), row.getString("audience"),
					row.getString("title_ja"), row.getString("title_en"),
					row.getObject("published_version", Integer.class),
					this.whole ? row.getObject("draft_version", Integer.class) : null,
					row.getObject("valid_until", LocalDate.class), row.getInt("helped"), row.getInt("not_helped"),
					row.getInt("spared"));
		}

	}

}
