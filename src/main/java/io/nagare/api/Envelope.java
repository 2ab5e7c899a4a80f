package io.nagare.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nagare.shared.Paged;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * What every successful answer with JSON looks like.
 *
 * @param data one thing, or a list of things
 * @param pagination where a page stands in its list; null for anything else
 * @param meta remarks on the answer; often empty
 * @param links relative addresses: of the thing itself, or of the list's other pages
 */
public record Envelope(Object data, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pagination pagination,
		Map<String, Object> meta, Map<String, String> links) {

	/**
	 * Wraps one thing or a whole list.
	 * @param self the address of what is wrapped
	 */
	static Envelope of(Object data, Map<String, Object> meta, String self) {
		return new Envelope(data, null, meta, Map.of("self", self));
	}

	/**
	 * Wraps one page.
	 * @param path the raw path of the request
	 * @param query its raw query, whose other parameters the links keep; may be null
	 */
	static Envelope of(Paged<?> paged, Map<String, Object> remarks, String path, @Nullable String query) {
		Map<String, Object> meta = new LinkedHashMap<>(remarks);
		if (paged.totalIsLowerBound()) {
			meta.put("total_is_lower_bound", true);
		}
		return new Envelope(paged.items(), Pagination.of(paged), meta, new Pages(path, query).links(paged));
	}

	/**
	 * Where a page stands. By cursor nothing is counted, so only size and {@code hasNext}
	 * are known.
	 *
	 * @param currentPage from 1
	 * @param totalPages as many as {@code totalItems} fill
	 * @param pageSize how many items a full page holds
	 * @param totalItems exact up to 10,000
	 * @param hasNext whether there is a next page
	 * @param hasPrev whether there is a previous one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Pagination(@Nullable Integer currentPage, @Nullable Long totalPages, int pageSize,
			@Nullable Long totalItems, boolean hasNext, @Nullable Boolean hasPrev) {

		private static Pagination of(Paged<?> paged) {
			return byCursor(paged) ? new Pagination(null, null, paged.size(), null, hasNext(paged), null)
					: new Pagination(paged.page(), totalPages(paged), paged.size(), paged.total(), hasNext(paged),
							paged.page() > 1);
		}

		private static boolean byCursor(Paged<?> paged) {
			return paged.page() == 0;
		}

		private static long totalPages(Paged<?> paged) {
			return (paged.total() + paged.size() - 1) / paged.size();
		}

		/** Beyond the counted items only a full page tells that more may follow. */
		private static boolean hasNext(Paged<?> paged) {
			if (byCursor(paged)) {
				return paged.nextCursor() != null;
			}
			return paged.page() < totalPages(paged)
					|| (paged.totalIsLowerBound() && paged.items().size() == paged.size());
		}

	}

	/** The addresses of a list's pages. */
	private record Pages(String path, @Nullable String query) {

		Map<String, String> links(Paged<?> paged) {
			Map<String, String> links = new LinkedHashMap<>();
			if (Pagination.byCursor(paged)) {
				links.put("first", with("cursor", ""));
				if (paged.nextCursor() != null) {
					links.put("next", with("cursor", paged.nextCursor()));
				}
				return links;
			}
			long last = Math.max(1, Pagination.totalPages(paged));
			links.put("first", with("page", "1"));
			if (paged.page() > 1) {
				long previous = paged.page() - 1L;
				links.put("prev",
						with("page", Long.toString(paged.totalIsLowerBound() ? previous : Math.min(previous, last))));
			}
			if (Pagination.hasNext(paged)) {
				links.put("next", with("page", Long.toString(paged.page() + 1L)));
			}
			if (!paged.totalIsLowerBound()) {
				links.put("last", with("page", Long.toString(last)));
			}
			return links;
		}

		/** Works on the raw query, so that nothing is decoded and encoded anew. */
		private String with(String name, String value) {
			Stream<String> others = (this.query != null) ? Stream.of(this.query.split("&")) : Stream.empty();
			return Stream
				.concat(others.filter((other) -> !other.isEmpty() && !other.startsWith(name + "=")),
						Stream.of(name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8)))
				.collect(Collectors.joining("&", this.path + "?", ""));
		}

	}

}
