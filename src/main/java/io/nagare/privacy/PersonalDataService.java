package io.nagare.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AccountClosing;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.shared.Person;
import io.nagare.shared.PersonalStore;
import io.nagare.shared.Refusal;
import io.nagare.shared.RightsChanged;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;

/** Hands out what is kept of a person, and forgets it. */
@Component
// what is kept of a person lies in many large tables
@Transactional(timeout = PersonalDataService.LONGEST_SECONDS)
public class PersonalDataService {

	/** What who may hand out and forget the data of others is permitted. */
	public static final String MANAGE = "privacy:manage";

	static final int LONGEST_SECONDS = 120;

	/** So many rows of a store are handed out. */
	private static final int MOST_ROWS = 10_000;

	private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {
	};

	private final PersonalStoreRegistry registry;

	private final AccountClosing accounts;

	private final DirectoryQueries people;

	private final Directory directory;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final ObjectMapper json;

	PersonalDataService(PersonalStoreRegistry registry, AccountClosing accounts, DirectoryQueries people,
			Directory directory, JdbcClient jdbc, ApplicationEventPublisher events, ObjectMapper json) {
		this.registry = registry;
		this.accounts = accounts;
		this.people = people;
		this.directory = directory;
		this.jdbc = jdbc;
		this.events = events;
		this.json = json;
	}

	/**
	 * All that is kept of a person, on record as taken.
	 * @param id the caller himself, or somebody of his tenant for who may
	 * @throws Refusal NOT_FOUND; FORBIDDEN
	 */
	public PersonalData export(Caller by, UUID id) {
		if (!by.userId().equals(id)) {
			demand(by);
		}
		User user = this.people.user(id).orElseThrow(Refusal::notFound);
		Person person = AccountClosing.of(user);
		List<StoreContent> contents = this.registry.stores()
			.stream()
			.map((store) -> content(store, person, user.erasedAt().isPresent()))
			.toList();
		this.events.publishEvent(new PersonalDataEvent("user.data_exported", id, user.tenant().orElse(null), Map.of()));
		return new PersonalData(id, Instant.now(), contents);
	}

	private StoreContent content(PersonalStore store, Person person, boolean erased) {
		List<Map<String, Object>> rows = new ArrayList<>();
		if (!store.reads().isEmpty() && !(erased && store.fate() == PersonalStore.Fate.ANONYMISED)) {
			this.jdbc.sql("SELECT to_jsonb(held.*)::text FROM (" + store.reads() + ") AS held LIMIT " + (MOST_ROWS + 1))
				.params(params(person))
				.query(String.class)
				.list()
				.forEach((row) -> rows.add(read(row)));
		}
		boolean more = rows.size() > MOST_ROWS;
		return new StoreContent(StoreDto.of(store, this.registry), more ? rows.subList(0, MOST_ROWS) : rows, more);
	}

	private Map<String, Object> read(String row) {
		try {
			return this.json.readValue(row, ROW);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Forgets a person: nothing lets him in from now on, and what names him is gone. Done
	 * twice, it changes nothing more.
	 * @param reason why, for the record
	 * @throws Refusal NOT_FOUND; FORBIDDEN; CONFLICT with all that the person still has
	 * to do
	 */
	public Erasure erase(Caller by, UUID id, String reason) {
		demand(by);
		User user = this.accounts.hold(id);
		@Nullable Instant erased = user.erasedAt().orElse(null);
		if (erased != null) {
			return new Erasure(id, erased);
		}
		Person person = AccountClosing.of(user);
		List<Refusal.Detail> hindrances = this.accounts.close(by, user);
		hindrances.addAll(openWork(person));
		if (!hindrances.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT,
					hindrances.subList(0, Math.min(hindrances.size(), Refusal.MOST_DETAILS)));
		}
		Map<String, Object> params = params(person);
		for (PersonalStore store : this.registry.stores()) {
			store.erases().forEach((sql) -> this.jdbc.sql(sql).params(params).update());
		}
		this.events.publishEvent(
				new PersonalDataEvent("user.erased", id, user.tenant().orElse(null), Map.of("reason", reason)));
		this.events.publishEvent(new RightsChanged());
		return new Erasure(id, user.erasedAt().orElseThrow());
	}

	private List<Refusal.Detail> openWork(Person person) {
		List<Refusal.Detail> found = new ArrayList<>();
		this.registry.hindrances()
			.forEach((code, sql) -> this.jdbc.sql("SELECT * FROM (" + sql + ") AS things LIMIT " + Refusal.MOST_DETAILS)
				.param("person", person.id())
				.query(String.class)
				.list()
				.forEach((thing) -> found.add(Refusal.Detail.of(null, code, thing))));
		return found;
	}

	/** All that is kept of anybody. */
	@Transactional(readOnly = true, timeout = LONGEST_SECONDS)
	public List<StoreDto> stores(Caller by) {
		demand(by);
		return this.registry.stores().stream().map((store) -> StoreDto.of(store, this.registry)).toList();
	}

	/** The platform's people are nobody's to forget from here. */
	private static void demand(Caller by) {
		by.demand(MANAGE);
		if (by.tenant() == null) {
			throw Refusal.forbidden();
		}
	}

	private Map<String, Object> params(Person person) {
		Map<String, Object> params = new HashMap<>();
		params.put("person", person.id());
		params.put("username", person.username());
		// the platform looks through the texts of no tenant
		params.put("names", Tenancy.isPlatform() ? new String[0] : person.names().toArray(String[]::new));
		params.put("tombstone", person.tombstone());
		params.put("called", called());
		params.put("nopassword", "!");
		return params;
	}

	private String called() {
		return Tenancy.isPlatform() ? "" : Texts.label("privacy.erased_person").in(this.directory.language());
	}

	/**
	 * A place where something of persons is kept.
	 *
	 * @param fate what becomes of it when a person is forgotten
	 * @param keepDays for how many days it is kept at most; absent: as long as what it
	 * belongs to
	 * @param columns what points to a person or holds something of one
	 */
	@Schema(name = "PersonalStore")
	public record StoreDto(String name, @Schema(allowableValues = {
			"deleted", "anonymised", "tombstone", "kept", "expires" }) String fate, @Nullable Long keepDays,
			List<String> columns){

		static StoreDto of(PersonalStore store, PersonalStoreRegistry registry) {
			return new StoreDto(store.name(), store.fate().word(),
					registry.keptFor(store).map((keep) -> Math.max(1, keep.toDays())).orElse(null),
					store.columns().stream().sorted().toList());
		}

	}

	/**
	 * What a store has of the person.
	 *
	 * @param truncated whether there is more than is told
	 */
	@Schema(name = "PersonalStoreContent")
	public record StoreContent(StoreDto store, List<Map<String, Object>> rows, boolean truncated) {
	}

	/** All that is kept of a person. */
	@Schema(name = "PersonalData")
	public record PersonalData(UUID userId, Instant exportedAt, List<StoreContent> stores) {
	}

	/** Somebody is forgotten. */
	@Schema(name = "Erasure")
	public record Erasure(UUID userId, Instant erasedAt) {
	}

}
