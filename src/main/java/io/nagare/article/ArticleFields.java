package io.nagare.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketTags;

/**
 * What a request says of an article. Its texts are those of the version that is being
 * written.
 *
 * @param title one line in the caller's language, in place of {@code title_ja} or
 * {@code title_en}
 * @param description Markdown in the caller's language, in place of {@code body_ja} or
 * {@code body_en}
 * @param priority a word of the table
 * @param categoryId what it is about
 * @param siteId the site where it arose; where nothing is said, the reporter's
 * @param departmentId the department where it arose; where nothing is said, the
 * reporter's
 * @param ciIds the configuration items concerned
 * @param confidentiality who may read it
 * @param tags words that people find it by; of those that differ only by their case of
 * letters, the first is kept
 * @param estimatedMinutes how long it is expected to take; null for nobody knows
 * @param titleJa one line in Japanese; null for none
 * @param bodyJa Markdown in Japanese; null for none
 * @param titleEn one line in English; null for none
 * @param bodyEn Markdown in English; null for none
 * @param audience who reads it once it is published
 * @param rest everything else: the fields of the action that a status, assignee or team
 * performs
 */
public record ArticleFields(JsonNullable<@NotBlank @Size(max = 500) String> title,
		JsonNullable<@Nullable @Size(max = 100_000) String> description, JsonNullable<@NotBlank String> priority,
		JsonNullable<@Nullable UUID> categoryId, JsonNullable<@Nullable UUID> siteId,
		JsonNullable<@Nullable UUID> departmentId, JsonNullable<@NotNull @Size(max = 100) List<@NotNull UUID>> ciIds,
		JsonNullable<@NotNull @Pattern(regexp = "internal|confidential") String> confidentiality,
		JsonNullable<@Nullable @Size(max = TicketTags.MOST) List<@NotNull @Size(max = 1000) String>> tags,
		JsonNullable<@Nullable @Min(1) @Max(525_600) Integer> estimatedMinutes,
		JsonNullable<@Nullable @Size(max = 500) String> titleJa,
		JsonNullable<@Nullable @Size(max = 100_000) String> bodyJa,
		JsonNullable<@Nullable @Size(max = 500) String> titleEn,
		JsonNullable<@Nullable @Size(max = 100_000) String> bodyEn,
		JsonNullable<@NotNull @Pattern(regexp = "everybody|agents") String> audience,
		@JsonAnySetter @Schema(hidden = true) Map<String, @Nullable Object> rest) implements TicketFields {

	static final String TITLE_JA = "title_ja";

	static final String BODY_JA = "body_ja";

	static final String TITLE_EN = "title_en";

	static final String BODY_EN = "body_en";

	static final String AUDIENCE = "audience";

	public ArticleFields {
		rest = (rest != null) ? rest : Map.of();
	}

	@Override
	public Stream<JsonNullable<?>> own() {
		return Stream.of(this.titleJa, this.bodyJa, this.titleEn, this.bodyEn, this.audience);
	}

	/** The same without a title for the ticket where only a language has one. */
	ArticleFields titled() {
		String either = Stream.of(this.titleJa, this.titleEn)
			.map((title) -> title.orElse(null))
			.filter((title) -> title != null && !title.isBlank())
			.findFirst()
			.orElse(null);
		return (this.title.isPresent() || either == null) ? this
				: with(JsonNullable.of(either), JsonNullable.undefined());
	}

	/** What the ticket has beside its texts. */
	ArticleFields withoutTexts() {
		return with(JsonNullable.undefined(), JsonNullable.undefined());
	}

	private ArticleFields with(JsonNullable<String> title, JsonNullable<@Nullable String> description) {
		return new ArticleFields(title, description, this.priority, this.categoryId, this.siteId, this.departmentId,
				this.ciIds, this.confidentiality, this.tags, this.estimatedMinutes, this.titleJa, this.bodyJa,
				this.titleEn, this.bodyEn, this.audience, this.rest);
	}

	/**
	 * What it says of the text, by the names of the fields: null for what is to be empty.
	 * @param language what a title without one is in
	 */
	Map<String, @Nullable String> texts(Locale language) {
		boolean japanese = language.getLanguage().equals(Locale.JAPANESE.getLanguage());
		boolean named = this.titleJa.isPresent() || this.titleEn.isPresent();
		Map<String, @Nullable String> texts = new LinkedHashMap<>();
		put(texts, japanese ? TITLE_JA : TITLE_EN, named ? JsonNullable.undefined() : this.title);
		put(texts, japanese ? BODY_JA : BODY_EN, this.description);
		put(texts, TITLE_JA, this.titleJa);
		put(texts, BODY_JA, this.bodyJa);
		put(texts, TITLE_EN, this.titleEn);
		put(texts, BODY_EN, this.bodyEn);
		put(texts, AUDIENCE, this.audience);
		return texts;
	}

	private static void put(Map<String, @Nullable String> texts, String name,
			JsonNullable<? extends @Nullable String> field) {
		if (field.isPresent()) {
			@Nullable String value = field.get();
			texts.put(name, (value == null || value.isBlank()) ? null : value);
		}
	}

}
