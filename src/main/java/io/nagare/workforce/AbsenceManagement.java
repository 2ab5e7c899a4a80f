package io.nagare.workforce;

import io.nagare.directory.Caller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.RolesInForce;
import io.nagare.directory.User;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;
import io.nagare.shared.Tenancy;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Plans absences, ends them early, and lets their process begin and end them. */
@Component
@Transactional
public class AbsenceManagement {

	private static final Sort LATEST_FIRST = Sort.by(Sort.Order.desc("startsAt"), Sort.Order.asc("id"));

	private final AbsenceRepository absences;

	private final DirectoryQueries register;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final TicketKinds kinds;

	private final RolesInForce roles;

	AbsenceManagement(AbsenceRepository absences, DirectoryQueries register, Clock clock,
			ApplicationEventPublisher events, TicketKinds kinds, RolesInForce roles) {
		this.absences = absences;
		this.register = register;
		this.clock = clock;
		this.events = events;
		this.kinds = kinds;
		this.roles = roles;
	}

	/**
	 * The absences that concern the caller, of who may manage those of others all; the
	 * latest first.
	 * @param user whose; null for anybody's
	 */
	@Transactional(readOnly = true)
	public Paged<Absence> list(Caller by, PageQuery query, @Nullable UUID user) {
		demandPerson(by);
		PageRequest page = PageRequest.of(query.page() - 1, query.limit(), LATEST_FIRST);
		boolean all = by.may("absence:manage");
		Page<Absence> found = (user != null) ? this.absences.of(user, all, by.userId(), page)
				: all ? this.absences.all(page) : this.absences.of(by.userId(), page);
		return Paged.of(found.getContent(), query, found.getTotalElements());
	}

	/**
	 * One of those that {@link #list} tells.
	 * @throws Refusal NOT_FOUND for any other
	 */
	@Transactional(readOnly = true)
	public Absence read(Caller by, UUID id) {
		demandPerson(by);
		return this.absences.findById(id)
			.filter((absence) -> by.may("absence:manage") || by.userId().equals(absence.user())
					|| by.userId().equals(absence.substitute()))
			.orElseThrow(Refusal::notFound);
	}

	/**
	 * Plans an absence of the caller's, or of another for who may manage those.
	 * @throws Refusal FORBIDDEN; VALIDATION_FAILED naming every field that is wrong;
	 * CONFLICT where another one of the same person overlaps it
	 */
	public Absence enter(Caller by, NewAbsence wanted) {
		String scope = Optional.ofNullable(wanted.scope()).orElse(Absence.ALL);
		demandHandingOver(by, scope);
		UUID user = Optional.ofNullable(wanted.userId()).orElse(by.userId());
		if (!user.equals(by.userId()) && !by.may("absence:manage")) {
			throw by.lacking("absence:manage", "user_id", "absence_of_another");
		}
		check(user, wanted, scope);
		this.absences.lockUser(user);
		if (this.absences.findByUserId(user)
			.stream()
			.anyMatch((other) -> other.overlaps(wanted.from(), wanted.to(), scope))) {
			throw Refusal.conflict("from", "absence_overlaps");
		}
		Absence absence = this.absences
			.saveAndFlush(new Absence(user, wanted.substituteId(), wanted.from(), wanted.to(), scope));
		this.events.publishEvent(new Absence.Entered(absence.id()));
		return absence;
	}

	private void check(UUID user, NewAbsence wanted, String scope) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		List<String> scopes = Stream.concat(Stream.of(Absence.ALL), this.kinds.all().stream().map(TicketKind::path))
			.toList();
		if (!scopes.contains(scope)) {
			wrong.add(Refusal.Detail.of("scope", "not_allowed", String.join(", ", scopes)));
		}
		if (!wanted.from().isBefore(wanted.to())) {
			wrong.add(Refusal.Detail.of("to", "end_before_start"));
		}
		else if (!wanted.to().isAfter(this.clock.instant())) {
			wrong.add(Refusal.Detail.of("to", "future"));
		}
		User absent = this.register.user(user).filter(User::isActive).orElse(null);
		if (absent == null) {
			wrong.add(Refusal.Detail.of("user_id", "unknown_user"));
		}
		User substitute = this.register.user(wanted.substituteId()).filter(User::isActive).orElse(null);
		if (wanted.substituteId().equals(user)) {
			wrong.add(Refusal.Detail.of("substitute_id", "substitute_is_absent"));
		}
		else if (substitute == null) {
			wrong.add(Refusal.Detail.of("substitute_id", "unknown_user"));
		}
		else if (absent != null && this.roles.isAgent(absent) && !this.roles.isAgent(substitute)) {
			wrong.add(Refusal.Detail.of("substitute_id", "unknown_agent"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/**
	 * Ends an absence now, or lets it not take place.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who only stands in; CONFLICT where it is
	 * over
	 */
	public void cancel(Caller by, UUID id) {
		this.absences.lock(id);
		Absence absence = read(by, id);
		demandHandingOver(by, absence.scope());
		if (!by.userId().equals(absence.user()) && !by.may("absence:manage")) {
			throw by.lacking("absence:manage");
		}
		if (absence.isOver()) {
			throw Refusal.conflict(null, "absence_over");
		}
		turned(absence, absence.end());
		this.events.publishEvent(new Absence.Cancelled(id));
	}

	/** The absence as its process sees it. */
	@Transactional(readOnly = true)
	public Absence absence(UUID id) {
		return this.absences.findById(id).orElseThrow(Refusal::notFound);
	}

	/** Its time has come. */
	public void begin(UUID id) {
		this.absences.lock(id);
		Absence absence = absence(id);
		turned(absence, absence.begin());
	}

	/** Its time is over. */
	public void end(UUID id) {
		this.absences.lock(id);
		Absence absence = absence(id);
		turned(absence, absence.end());
	}

	private void turned(Absence absence, boolean news) {
		this.absences.saveAndFlush(absence);
		if (news) {
			this.events.publishEvent(new AbsenceChanged(Tenancy.require(), absence.user()));
		}
	}

	/**
	 * An absence hands over what somebody works on, which takes the right to; others hand
	 * over what they are asked to decide, which no limited token does for them.
	 */
	private void demandHandingOver(Caller by, String scope) {
		demandPerson(by);
		if (by.isAgent()) {
			this.kinds.all()
				.stream()
				.filter((kind) -> Absence.covers(scope, kind.path()))
				.forEach((kind) -> by.demand(kind.kind() + ":work"));
		}
		else if (by.isLimited()) {
			throw Refusal.forbidden();
		}
	}

	private static void demandPerson(Caller by) {
		if (by.isPlatform()) {
			throw Refusal.forbidden();
		}
	}

	/**
	 * An absence that is planned.
	 *
	 * @param userId who is away; null for the caller
	 * @param substituteId who stands in
	 * @param from when it begins; a moment in the past begins it at once
	 * @param to when it ends
	 * @param scope {@link Absence#ALL}, or the path of a kind of tickets; null for
	 * everything
	 */
	public record NewAbsence(@Nullable UUID userId, @NotNull UUID substituteId, @NotNull Instant from,
			@NotNull Instant to, @Nullable String scope) {
	}

}
