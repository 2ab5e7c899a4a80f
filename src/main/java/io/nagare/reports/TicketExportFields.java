package io.nagare.reports;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A list of tickets that somebody wants as a file.
 *
 * @param kind the path of the type of tickets, such as {@code incidents}
 * @param format {@code csv}, {@code xlsx} or {@code pdf}
 * @param filter which of them: the parameters of the list as its address has them, such
 * as {@code phase=open&priority=high}
 * @param sort in which order, as the list takes it; the newest first where it is absent
 * @param columns what of each, in this order, with {@code field.} before the key of what
 * a form keeps; the usual ones where it is absent, in a table with one for each field
 * that one of the tickets keeps
 * @param language {@code ja} or {@code en}; the caller's where it is absent
 */
public record TicketExportFields(@NotNull @Size(max = 60) String kind,
		@NotNull @Pattern(regexp = "csv|xlsx|pdf") String format, @Nullable @Size(max = 2000) String filter,
		@Nullable @Size(max = 200) String sort, @Nullable @Size(min = 1, max = 60) List<@NotNull String> columns,
		@Nullable @Pattern(regexp = "ja|en") String language) {
}
