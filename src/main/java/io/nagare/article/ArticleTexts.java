package io.nagare.article;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.journal.Stamp;

/** The versions of what articles say, within a transaction of the caller's. */
@Component
class ArticleTexts {

	private final ArticleTextRepository texts;

	ArticleTexts(ArticleTextRepository texts) {
		this.texts = texts;
	}

	/** What a request says of the draft of an article that is there already. */
	void write(Article article, ArticleFields fields, Stamp stamp) {
		Map<String, @Nullable String> said = fields.texts(language());
		if (!said.isEmpty()) {
			draft(article).ifPresent((draft) -> {
				List<String> changed = draft.write(said, stamp);
				if (!changed.isEmpty()) {
					this.texts.save(draft);
					article.wrote(draft.title().isEmpty() ? article.title() : draft.title(), changed, stamp);
				}
			});
		}
	}

	/** The first version of an article that was just saved. */
	void begin(Article article, ArticleFields fields, Stamp stamp) {
		if (article.draft().filter((version) -> version == 1).isPresent() && draft(article).isEmpty()) {
			ArticleText first = new ArticleText(article.id(), stamp);
			first.write(fields.texts(language()), stamp);
			this.texts.save(first);
		}
	}

	private static Locale language() {
		return LocaleContextHolder.getLocale();
	}

	/** The version that is being written; empty for none. */
	Optional<ArticleText> draft(Article article) {
		return article.draft().flatMap((version) -> this.texts.findByArticleIdAndVersion(article.id(), version));
	}

	/** Articles whose last day has passed while somebody writes on the next version. */
	List<UUID> outdatedInRevision(LocalDate today) {
		return this.texts.outdatedInRevision(today);
	}

	/** The version that readers get; empty for none. */
	Optional<ArticleText> published(Article article) {
		return article.published().flatMap((version) -> this.texts.findByArticleIdAndVersion(article.id(), version));
	}

	/** All versions, the latest first. */
	List<ArticleText> all(UUID article) {
		return this.texts.findAllByArticleIdOrderByVersionDesc(article);
	}

	/**
	 * One version.
	 * @throws Refusal NOT_FOUND where there is none
	 */
	ArticleText one(UUID article, int version) {
		return this.texts.findByArticleIdAndVersion(article, version).orElseThrow(Refusal::notFound);
	}

	/** A new version that begins as the one in force, and its number. */
	int revise(Article article, Stamp stamp) {
		int number = all(article.id()).get(0).version() + 1;
		this.texts.save(one(article.id(), article.published().orElse(number - 1)).next(number, stamp));
		return number;
	}

	void save(ArticleText text) {
		this.texts.save(text);
	}

}
