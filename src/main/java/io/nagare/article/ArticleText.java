package io.nagare.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

import io.nagare.shared.SingleLine;
import io.nagare.ticket.journal.Stamp;

/**
 * A version of what an article says, in Japanese, in English or in both; never changed
 * once it was approved.
 */
@Entity
@Table(name = "article_texts")
class ArticleText implements Persistable<UUID> {

	static final String EVERYBODY = "everybody";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID articleId;

	@Column(updatable = false)
	private int version;

	private String audience = EVERYBODY;

	private @Nullable String titleJa;

	private @Nullable String bodyJa;

	private @Nullable String titleEn;

	private @Nullable String bodyEn;

	private @Nullable UUID writtenBy;

	private Instant writtenAt;

	private @Nullable UUID approvedBy;

	private @Nullable Instant publishedAt;

	@Transient
	private boolean isNew;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ArticleText() {
	}

	/** The first version of an article. */
	ArticleText(UUID article, Stamp stamp) {
		this(article, 1, stamp);
	}

	private ArticleText(UUID article, int version, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.articleId = article;
		this.version = version;
		this.writtenBy = stamp.actor();
		this.writtenAt = stamp.at();
		this.isNew = true;
	}

	/** A version that begins as this one is. */
	ArticleText next(int number, Stamp stamp) {
		ArticleText next = new ArticleText(this.articleId, number, stamp);
		next.audience = this.audience;
		next.titleJa = this.titleJa;
		next.bodyJa = this.bodyJa;
		next.titleEn = this.titleEn;
		next.bodyEn = this.bodyEn;
		return next;
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return this.isNew;
	}

	int version() {
		return this.version;
	}

	/**
	 * Writes down what is said, by the names of the fields.
	 * @return the names of those that are otherwise now
	 */
	List<String> write(Map<String, @Nullable String> said, Stamp stamp) {
		if (this.approvedBy != null || this.publishedAt != null) {
			throw new IllegalStateException("Version " + this.version + " is published");
		}
		List<String> changed = new ArrayList<>();
		said.forEach((name, value) -> {
			if (!Objects.equals(put(name, value), value)) {
				changed.add(name);
			}
		});
		if (!changed.isEmpty()) {
			this.writtenBy = stamp.actor();
			this.writtenAt = stamp.at();
		}
		return changed;
	}

	private @Nullable String put(String name, @Nullable String value) {
		@Nullable String before;
		switch (name) {
			case ArticleFields.TITLE_JA -> {
				before = this.titleJa;
				this.titleJa = (value != null) ? SingleLine.of(name, value) : null;
			}
			case ArticleFields.TITLE_EN -> {
				before = this.titleEn;
				this.titleEn = (value != null) ? SingleLine.of(name, value) : null;
			}
			case ArticleFields.BODY_JA -> {
				before = this.bodyJa;
				this.bodyJa = value;
			}
			case ArticleFields.BODY_EN -> {
				before = this.bodyEn;
				this.bodyEn = value;
			}
			default -> {
				before = this.audience;
				this.audience = (value != null) ? value : EVERYBODY;
			}
		}
		return before;
	}

	/** What it is called; empty where no language has a title. */
	String title() {
		return Objects.requireNonNullElse((this.titleJa != null) ? this.titleJa : this.titleEn, "");
	}

	/** Whether somebody can read it: a language has both title and body. */
	boolean isComplete() {
		return (this.titleJa != null && this.bodyJa != null) || (this.titleEn != null && this.bodyEn != null);
	}

	/** The name of the field that it lacks. */
	String lacking() {
		if (this.titleEn != null && this.titleJa == null) {
			return ArticleFields.BODY_EN;
		}
		return (this.titleJa == null) ? ArticleFields.TITLE_JA : ArticleFields.BODY_JA;
	}

	/** Somebody who did not write it takes it for right. */
	ArticleText publish(Stamp stamp) {
		this.approvedBy = stamp.actor();
		this.publishedAt = stamp.at();
		return this;
	}

	ArticleTextView view() {
		return new ArticleTextView(this.version, this.audience, this.titleJa, this.bodyJa, this.titleEn, this.bodyEn,
				this.writtenBy, this.writtenAt, this.approvedBy, this.publishedAt);
	}

}
