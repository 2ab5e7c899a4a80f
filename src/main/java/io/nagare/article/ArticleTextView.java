package io.nagare.article;

import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of what an article says.
 *
 * @param version counts from 1
 * @param audience who reads it once it is published
 * @param titleJa one line; null where it is not written in Japanese
 * @param bodyJa Markdown
 * @param titleEn one line; null where it is not written in English
 * @param bodyEn Markdown
 * @param writtenBy who wrote on it last
 * @param writtenAt when that was
 * @param approvedBy who took it for right; null while nobody has
 * @param publishedAt since when it was there to be read; null where it never was
 */
@Schema(name = "ArticleText")
public record ArticleTextView(int version, @Schema(allowableValues = {
		"everybody", "agents" }) String audience, @Nullable String titleJa, @Nullable String bodyJa,
		@Nullable String titleEn, @Nullable String bodyEn, @Nullable UUID writtenBy, Instant writtenAt,
		@Nullable UUID approvedBy, @Nullable Instant publishedAt){
}
