package io.nagare.article;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.Times;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.attachment.Attachments;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.notice.TicketNoticeService;

/** How an article comes into force, is kept right and goes out of use. */
@Component
@Transactional
class ArticleService {

	/** Who approves one and names no day takes it for right so long. */
	private static final int USUAL_YEARS = 1;

	private static final int MOST_YEARS = 10;

	private static final String VALID_UNTIL = "valid_until";

	private final TicketWork work;

	private final ArticleTexts texts;

	private final Directory directory;

	private final TicketNoticeService notices;

	private final Attachments files;

	ArticleService(TicketWork work, ArticleTexts texts, Directory directory, TicketNoticeService notices,
			Attachments files) {
		this.files = files;
		this.work = work;
		this.texts = texts;
		this.directory = directory;
		this.notices = notices;
	}

	/** The article as the process sees it, whoever asks. */
	Article article(UUID id) {
		return this.work.get(Article.class, id);
	}

	/**
	 * Somebody else is asked to look at it.
	 * @throws Refusal VALIDATION_FAILED where no language has both title and body
	 */
	void submit(UUID id) {
		Article article = article(id);
		ArticleText draft = draft(article);
		if (!draft.isComplete()) {
			throw Refusal.invalid(draft.lacking(), "required");
		}
		this.notices.tell(this.work.save(article.submit(this.work.now())), "article_review");
	}

	void sendBack(UUID id, String reason) {
		Article article = this.work.save(article(id).sendBack(this.work.now()));
		this.work.note(id, Texts.label("article.note.sent_back").with(reason), false);
		this.notices.tell(article, "article_returned");
	}

	void publish(UUID id, @Nullable String validUntil) {
		Article article = article(id);
		Stamp stamp = this.work.now();
		ArticleText draft = draft(article);
		LocalDate until = until(validUntil);
		this.texts.save(draft.publish(stamp));
		this.work.save(article.publish(draft.title(), until, stamp));
		this.files.release(id);
	}

	void confirm(UUID id, @Nullable String validUntil) {
		this.work.save(article(id).confirm(until(validUntil), this.work.now()));
	}

	/** Whoever wrote it and has it is told, once. */
	void expire(UUID id) {
		if (!article(id).isInForce()) {
			return;
		}
		Article article = this.work.save(article(id).expire());
		this.work.note(id, Texts.label("article.note.expired"), false);
		this.notices.tell(article, "article_expired");
	}

	void revise(UUID id) {
		Article article = article(id);
		Stamp stamp = this.work.now();
		this.work.save(article.revise(this.texts.revise(article, stamp), stamp));
	}

	void discard(UUID id, @Nullable String reason) {
		this.work.save(article(id).discard(this.work.now()));
		if (reason != null && !reason.isBlank()) {
			this.work.note(id, Texts.label("article.note.discarded").with(reason), false);
		}
	}

	void retire(UUID id, String reason) {
		this.work.save(article(id).retire(this.work.now()));
		this.work.note(id, Texts.label("article.note.retired").with(reason), false);
	}

	/** The end of the last day on which it is taken for right, where the tenant is. */
	Instant endOfValidity(UUID id) {
		return article(id).validUntil()
			.orElseGet(() -> today().plusYears(USUAL_YEARS))
			.plusDays(1)
			.atStartOfDay(this.directory.zone())
			.toInstant();
	}

	/** Those whose last day has passed while somebody writes on the next version. */
	@Transactional(readOnly = true)
	List<UUID> outdatedInRevision() {
		return this.texts.outdatedInRevision(today());
	}

	private ArticleText draft(Article article) {
		return this.texts.draft(article)
			.orElseThrow(() -> new IllegalStateException("No version of " + article.number() + " is being written"));
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.work.now().at(), this.directory.zone());
	}

	private LocalDate until(@Nullable String date) {
		LocalDate today = today();
		LocalDate day = given(date).map(ArticleService::day).orElse(today.plusYears(USUAL_YEARS));
		if (!day.isAfter(today) || day.isAfter(today.plusYears(MOST_YEARS))) {
			throw Refusal.invalid(VALID_UNTIL, "days_ahead", MOST_YEARS);
		}
		return day;
	}

	private static LocalDate day(String text) {
		try {
			return Times.day(text.strip());
		}
		catch (DateTimeException ex) {
			throw Refusal.invalid(VALID_UNTIL, "wrong_type", "date");
		}
	}

	private static Optional<String> given(@Nullable String text) {
		return Optional.ofNullable(text).filter((given) -> !given.isBlank());
	}

}
