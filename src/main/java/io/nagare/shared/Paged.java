package io.nagare.shared;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list; the API turns it into the contract's envelope.
 *
 * @param items what is on the page
 * @param page its number, from 1; 0 where the caller walks by cursor
 * @param size how many a page holds
 * @param total how many there are in all, exact up to {@link #COUNT_LIMIT}; −1 where the
 * caller walks by cursor
 * @param totalIsLowerBound whether there are more than {@code total}
 * @param nextCursor where the next page begins; null on the last one or without cursor
 * @param <T> what is listed
 */
public record Paged<T>(List<T> items, int page, int size, long total, boolean totalIsLowerBound,
		@Nullable String nextCursor) {

	/** Beyond this many, a list only says that there are more. */
	public static final int COUNT_LIMIT = 10_000;

	/** A numbered page of a list whose length is known. */
	public static <T> Paged<T> of(List<T> items, PageQuery query, long total) {
		return new Paged<>(items, query.page(), query.limit(), Math.min(total, COUNT_LIMIT), total > COUNT_LIMIT, null);
	}

	/** A numbered page of a list that is short enough to be read as a whole. */
	public static <T> Paged<T> of(List<T> all, PageQuery query) {
		return of(all.stream().skip(query.offset()).limit(query.limit()).toList(), query, all.size());
	}

	/** Whether a page says by itself how many there are in all. */
	public static boolean isLast(long offset, int limit, int found) {
		return found < limit && (found > 0 || offset == 0);
	}

	/** The same page with every item turned into something else. */
	public <R> Paged<R> map(Function<T, R> mapper) {
		return new Paged<>(this.items.stream().map(mapper).toList(), this.page, this.size, this.total,
				this.totalIsLowerBound, this.nextCursor);
	}

}
