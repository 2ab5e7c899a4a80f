package io.nagare.search;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.database.PgNotifications;
import io.nagare.directory.AfterCommit;
import io.nagare.search.index.Synonyms;
import io.nagare.shared.Tenancy;

/**
 * The words that mean the same in the bound tenant: its own first, then the shipped ones
 * that it has neither replaced nor switched off. All nodes hear of a change; where one
 * does not, it looks by itself soon.
 */
@Component
class SynonymsInForce {

	private static final String CHANNEL = "search_synonyms";

	private static final Duration MEMORY = Duration.ofSeconds(10);

	private final SynonymGroupRepository groups;

	private final PgNotifications notifications;

	/** Counts what was heard, so that what was read before it is read anew. */
	private final AtomicLong heard = new AtomicLong();

	private final Cache<UUID, Known> known = Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(MEMORY).build();

	SynonymsInForce(SynonymGroupRepository groups, PgNotifications notifications) {
		this.groups = groups;
		this.notifications = notifications;
		notifications.listen(CHANNEL, this.heard::incrementAndGet);
	}

	/** What searches of the bound tenant heed. */
	Synonyms now() {
		UUID tenant = Tenancy.require().id();
		@Nullable Known present = this.known.getIfPresent(tenant);
		if (present != null && present.heard() == this.heard.get()) {
			return present.synonyms();
		}
		long before = this.heard.get();
		Synonyms synonyms = Synonyms.of(SynonymWords.all(this.groups.findAll())
			.filter(SynonymWords::isActive)
			.map(SynonymWords::words)
			.toList());
		this.known.put(tenant, new Known(before, synonyms));
		return synonyms;
	}

	/** Something changed in the running transaction: all nodes read anew. */
	void changed() {
		AfterCommit.run(() -> {
			this.heard.incrementAndGet();
			this.notifications.send(CHANNEL);
		});
	}

	private record Known(long heard, Synonyms synonyms) {
	}

}
