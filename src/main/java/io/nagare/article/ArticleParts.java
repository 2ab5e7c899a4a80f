package io.nagare.article;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one article shows beside what lists do.
 *
 * @param text the version in force; null while there is none
 * @param draft the version that is being written or reviewed; null for none, and for who
 * only reads
 * @param helpedMe what the caller said of the version in force; null for nothing yet
 */
@Schema(name = "ArticleParts")
public record ArticleParts(@Nullable ArticleTextView text, @Nullable ArticleTextView draft,
		@Nullable Boolean helpedMe) {

}
