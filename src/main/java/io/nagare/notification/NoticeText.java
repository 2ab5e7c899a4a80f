package io.nagare.notification;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;

/** What an owner says in his tenant in the place of the shipped text of a kind. */
@Entity
@Table(name = "notice_texts")
class NoticeText extends DatedEntity<NoticeText> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String kind;

	private @Nullable String titleJa;

	private @Nullable String bodyJa;

	private @Nullable String titleEn;

	private @Nullable String bodyEn;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected NoticeText() {
	}

	NoticeText(String kind) {
		this.id = UUID.randomUUID();
		this.kind = kind;
	}

	String kind() {
		return this.kind;
	}

	/** The owner's text in the language; empty where the shipped one holds. */
	Optional<NoticeTemplate> in(String language) {
		return language.equals("en") ? of(this.titleEn, this.bodyEn) : of(this.titleJa, this.bodyJa);
	}

	static Optional<NoticeTemplate> of(@Nullable String title, @Nullable String body) {
		return (title != null && body != null) ? Optional.of(new NoticeTemplate(title, body)) : Optional.empty();
	}

	NoticeText say(@Nullable NoticeTemplate ja, @Nullable NoticeTemplate en) {
		this.titleJa = (ja != null) ? ja.title() : null;
		this.bodyJa = (ja != null) ? ja.body() : null;
		this.titleEn = (en != null) ? en.title() : null;
		this.bodyEn = (en != null) ? en.body() : null;
		return this;
	}

}
