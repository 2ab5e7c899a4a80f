package io.nagare.signin;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Lets in who knows the secret address of a feed, because his program knows no other way
 * to sign in. He reads what the feed shows, as long as its maker may read it himself.
 */
@Component
public class FeedEntrance {

	private final FeedThrottle throttle;

	private final Callers callers;

	private final AcrossTenants acrossTenants;

	private final NamedParameterJdbcTemplate jdbc;

	FeedEntrance(FeedThrottle throttle, Callers callers, AcrossTenants acrossTenants, NamedParameterJdbcTemplate jdbc) {
		this.throttle = throttle;
		this.callers = callers;
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
	}

	/**
	 * Reads a feed in the tenant of its maker.
	 * @param token the secret in the feed's address
	 * @param address where the question comes from
	 * @param feeds an SQL query of the module that keeps the feeds: {@code id} and
	 * {@code user_id} of the one whose {@code token_hash} is {@code :hash}
	 * @param permission what the maker needs to read it himself
	 * @param read what the feed shows, by its key and its maker
	 * @throws Refusal NOT_FOUND for an unknown or revoked token, and where its maker may
	 * not read it any more; RATE_LIMITED for who asks too often
	 */
	public <T> T read(String token, String address, String feeds, String permission, BiFunction<UUID, Caller, T> read) {
		String hash = RandomToken.hash(token);
		Found feed = find(feeds, hash, permission).orElseThrow(() -> {
			this.throttle.missed(address);
			return Refusal.notFound();
		});
		this.throttle.read(hash);
		return Tenancy.as(feed.tenant(), () -> read.apply(feed.id(), feed.maker()));
	}

	private Optional<Found> find(String feeds, String hash, String permission) {
		return this.acrossTenants
			.read(() -> this.jdbc.query(feeds, Map.of("hash", hash),
					(row, number) -> Map.entry(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class))))
			.stream()
			.findFirst()
			.flatMap((feed) -> this.callers.byId(feed.getValue())
				.filter((caller) -> caller.may(permission))
				.flatMap((maker) -> Optional.ofNullable(maker.tenant())
					.map((tenant) -> new Found(feed.getKey(), maker, tenant))));
	}

	private record Found(UUID id, Caller maker, TenantId tenant) {
	}

}
