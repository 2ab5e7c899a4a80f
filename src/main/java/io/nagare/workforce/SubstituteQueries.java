package io.nagare.workforce;

import io.nagare.directory.Directory;
import io.nagare.directory.DirectoryCache;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells who stands in for people who are away. */
@Component
@Transactional(readOnly = true)
public class SubstituteQueries {

	private final AbsenceRepository absences;

	private final DirectoryCache memory;

	private final TicketKinds kinds;

	SubstituteQueries(AbsenceRepository absences, DirectoryCache memory, TicketKinds kinds) {
		this.absences = absences;
		this.memory = memory;
		this.kinds = kinds;
	}

	/**
	 * Who stands in for tickets of a kind now, as the database says.
	 * @param kind in the singular, such as {@code change}
	 */
	public Substitutions now(String kind) {
		return read(kind);
	}

	/**
	 * The same, remembered like the {@link Directory}: cheap, and a minute old at most.
	 */
	public Substitutions lately(String kind) {
		return this.memory.recall("stand-ins", kind, () -> read(kind));
	}

	/**
	 * The person, and everybody whose work of any kind comes by him while they are away.
	 */
	public Set<UUID> passingBy(UUID user) {
		List<Absence> running = this.absences.in(Absence.RUNNING);
		Set<UUID> people = new LinkedHashSet<>(Set.of(user));
		this.kinds.all().forEach((kind) -> people.addAll(of(running, kind.path()).passingBy(user)));
		return people;
	}

	private Substitutions read(String kind) {
		String path = this.kinds.all()
			.stream()
			.filter((one) -> one.kind().equals(kind))
			.map(TicketKind::path)
			.findFirst()
			.orElse(Absence.ALL);
		return of(this.absences.in(Absence.RUNNING), path);
	}

	private static Substitutions of(List<Absence> running, String path) {
		Map<UUID, UUID> absent = new HashMap<>();
		running.stream()
			.filter((absence) -> absence.covers(path))
			.forEach((absence) -> absent.put(absence.user(), absence.substitute()));
		return new Substitutions(absent);
	}

}
