package io.nagare.workplace;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A text that is written again and again, in one or both languages, with places that a
 * ticket fills.
 */
@Entity
@Table(name = "text_modules")
public class TextModule extends SharedRecord<TextModule> {

	private @Nullable String contentJa;

	private @Nullable String contentEn;

	protected TextModule() {
		// filled by JPA
	}

	TextModule(UUID ownerId, String name) {
		super(ownerId, name);
	}

	public Optional<String> contentJa() {
		return Optional.ofNullable(this.contentJa);
	}

	public Optional<String> contentEn() {
		return Optional.ofNullable(this.contentEn);
	}

	/** The text in the language; in the other one where it has no such text. */
	String content(boolean japanese) {
		String wanted = japanese ? this.contentJa : this.contentEn;
		String other = japanese ? this.contentEn : this.contentJa;
		return (wanted != null) ? wanted : (other != null) ? other : "";
	}

	/** Changes what the fields say; what is absent stays. */
	TextModule edit(TextModuleFields fields) {
		share(fields.name(), fields.scope(), fields.teamId());
		fields.contentJa().ifPresent((value) -> this.contentJa = value);
		fields.contentEn().ifPresent((value) -> this.contentEn = value);
		return this;
	}

}
