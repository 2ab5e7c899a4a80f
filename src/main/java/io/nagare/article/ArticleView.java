package io.nagare.article;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/**
 * An article in the API.
 *
 * @param ticket what every ticket shows
 * @param articleNumber what people call it
 * @param audience who reads it, of the version in force or else of the latest
 * @param titleJa of that version; null where it is not written in Japanese
 * @param titleEn the same in English
 * @param publishedVersion the version that readers get; null while there is none
 * @param draftVersion the version that is being written or reviewed; null for none, and
 * for who only reads
 * @param validUntil the last day on which it is taken for right
 * @param helped how many said that it helped
 * @param notHelped how many said that it did not
 * @param spared how many of the former wrote no ticket for it
 */
@Schema(name = "Article")
public record ArticleView(@JsonUnwrapped TicketSummary ticket, String articleNumber, @Schema(allowableValues = {
		"everybody", "agents" }) String audience, @Nullable String titleJa, @Nullable String titleEn,
		@Nullable Integer publishedVersion, @Nullable Integer draftVersion, @Nullable LocalDate validUntil, int helped,
		int notHelped, int spared) implements TicketRow{

}
