package io.nagare.identity.web;

import java.util.List;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Cuts pages out of lists that are short enough to be read as a whole. */
final class Pages {

	private Pages() {
	}

	static <T> Paged<T> of(List<T> all, PageQuery query) {
		List<T> items = all.stream().skip(query.offset()).limit(query.limit()).toList();
		return Paged.of(items, query, all.size());
	}

}
