package io.nagare.workforce;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.sla.calendar.OpenSpan;

/** When people are or will be away, as far as it is known. */
@Component
@Transactional(readOnly = true)
public class PlannedAbsences {

	private final AbsenceRepository absences;

	PlannedAbsences(AbsenceRepository absences) {
		this.absences = absences;
	}

	/**
	 * The absences that are planned or running, by person.
	 * @param path of the kind of tickets that they must be about, such as
	 * {@code incidents}
	 */
	public Map<UUID, List<OpenSpan>> ahead(String path) {
		return Stream.of(Absence.PLANNED, Absence.RUNNING)
			.flatMap((state) -> this.absences.in(state).stream())
			.filter((absence) -> absence.covers(path))
			.collect(Collectors.groupingBy(Absence::user,
					Collectors.mapping((absence) -> new OpenSpan(absence.from(), absence.to()), Collectors.toList())));
	}

}
