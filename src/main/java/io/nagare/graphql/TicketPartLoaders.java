package io.nagare.graphql;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketParts;

/** Reads what of tickets is wanted, for many of them at once. */
@Component
class TicketPartLoaders {

	/** What of a ticket is read so, by the name of its loader. */
	static final List<String> PARTS = List.of("workNotes", "attachments", "history");

	/** What can be done to a ticket, without what its forms ask. */
	static final String ACTIONS = "actions";

	TicketPartLoaders(TicketParts parts, TicketActions actions, BatchLoaderRegistry loaders) {
		loader(loaders, "workNotes", (keys) -> byKind(keys, parts::notes));
		loader(loaders, "attachments", (keys) -> byKind(keys, parts::attachments));
		loader(loaders, ACTIONS, (keys) -> actions.views(keys.stream().map(Key::id).toList()));
		loader(loaders, "history", (keys) -> byKind(keys, (ids, all) -> all ? parts.histories(ids) : Map.of()));
	}

	private static <T> void loader(BatchLoaderRegistry loaders, String name,
			Function<Set<Key>, Map<UUID, List<T>>> read) {
		loaders.<Key, List<T>>forName(name).registerMappedBatchLoader((keys, environment) -> {
			Map<UUID, List<T>> found = read.apply(keys);
			return Mono.just(keys.stream()
				.collect(Collectors.toMap((key) -> key, (key) -> found.getOrDefault(key.id(), List.of()))));
		});
	}

	/** Who reads only his own tickets of a kind does not see all of them. */
	private static <T> Map<UUID, List<T>> byKind(Set<Key> keys, Reading<T> reading) {
		Map<UUID, List<T>> all = new LinkedHashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy(Key::internal))
			.forEach((internal, some) -> all.putAll(reading.of(some.stream().map(Key::id).toList(), internal)));
		return all;
	}

	/**
	 * A ticket whose parts are wanted.
	 *
	 * @param internal whether the caller sees more than its reporter does
	 */
	record Key(UUID id, boolean internal) {
	}

	/** Reads a part of tickets. */
	private interface Reading<T> {

		Map<UUID, List<T>> of(Collection<UUID> ids, boolean internal);

	}

}
