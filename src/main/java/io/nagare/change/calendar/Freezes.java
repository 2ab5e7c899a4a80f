package io.nagare.change.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.change.Changes;
import io.nagare.change.model.StandardModelRepository;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.RecurrenceRule;

/** The freezes of a tenant. */
@Component
@Transactional
public class Freezes {

	private final FreezeRepository freezes;

	private final StandardModelRepository models;

	private final Cmdb cmdb;

	private final CiTypes ciTypes;

	private final CurrentCaller callers;

	private final Directory directory;

	Freezes(FreezeRepository freezes, StandardModelRepository models, Cmdb cmdb, CiTypes ciTypes, CurrentCaller callers,
			Directory directory) {
		this.freezes = freezes;
		this.models = models;
		this.cmdb = cmdb;
		this.ciTypes = ciTypes;
		this.callers = callers;
		this.directory = directory;
	}

	/** All of them, the earliest first. */
	@Transactional(readOnly = true)
	public Paged<Freeze> page(PageQuery query) {
		this.callers.require().demand("change:read");
		Page<Freeze> page = this.freezes
			.findAll(PageRequest.of(query.page() - 1, query.limit(), Sort.by("startsAt", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * The freeze.
	 * @throws Refusal NOT_FOUND where there is none
	 */
	@Transactional(readOnly = true)
	public Freeze one(UUID id) {
		this.callers.require().demand("change:read");
		return this.freezes.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Declares a freeze.
	 * @throws Refusal VALIDATION_FAILED naming every field that is missing or wrong
	 */
	public Freeze declare(FreezeFields fields) {
		this.callers.require().demand("freeze:manage");
		List<Refusal.Detail> missing = new ArrayList<>();
		require(fields.name(), "name", missing);
		require(fields.startsAt(), "starts_at", missing);
		require(fields.endsAt(), "ends_at", missing);
		if (!missing.isEmpty()) {
			throw Refusal.invalid(missing);
		}
		Freeze freeze = new Freeze(fields.startsAt().get(), fields.endsAt().get(), this.directory.zone());
		return this.freezes.saveAndFlush(checked(freeze.edit(fields), fields));
	}

	private static void require(JsonNullable<?> field, String name, List<Refusal.Detail> missing) {
		if (!field.isPresent()) {
			missing.add(Refusal.Detail.of(name, "required"));
		}
	}

	/**
	 * Changes a freeze; changes that are under way notice it before they start.
	 * @throws Refusal NOT_FOUND, STALE, or VALIDATION_FAILED naming every wrong field
	 */
	public Freeze change(UUID id, FreezeFields fields, IfMatch ifMatch) {
		this.callers.require().demand("freeze:manage");
		Freeze freeze = one(id);
		ifMatch.check(freeze.version());
		return this.freezes.saveAndFlush(checked(freeze.edit(fields), fields));
	}

	/**
	 * Lifts a freeze.
	 * @throws Refusal NOT_FOUND, STALE
	 */
	public void lift(UUID id, IfMatch ifMatch) {
		this.callers.require().demand("freeze:manage");
		Freeze freeze = one(id);
		ifMatch.check(freeze.version());
		this.freezes.delete(freeze);
	}

	private Freeze checked(Freeze freeze, FreezeFields fields) {
		List<Refusal.Detail> wrong = new ArrayList<>(faultsOfTimes(freeze));
		checkScope(freeze, fields, wrong);
		if (this.models.findAllById(freeze.exceptModels()).size() < Set.copyOf(freeze.exceptModels()).size()) {
			wrong.add(Refusal.Detail.of("except_models", "unknown_model"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return freeze;
	}

	private static List<Refusal.Detail> faultsOfTimes(Freeze freeze) {
		boolean repeats = freeze.rrule() != null;
		// looking for one time of a freeze goes back as far as it lasts
		List<Refusal.Detail> wrong = repeats
				? Window.faultsOfBounded("starts_at", freeze.startsAt(), "ends_at", freeze.endsAt())
				: Window.faults("starts_at", freeze.startsAt(), "ends_at", freeze.endsAt());
		try {
			ZoneId.of(freeze.timeZone());
		}
		catch (DateTimeException ex) {
			wrong.add(Refusal.Detail.of("time_zone", "unknown_zone"));
		}
		if (repeats && !RecurrenceRule.isReadable(String.valueOf(freeze.rrule()))) {
			wrong.add(Refusal.Detail.of("rrule", "unreadable_rrule"));
		}
		if (!repeats && !freeze.exceptDates().isEmpty()) {
			wrong.add(Refusal.Detail.of("except_dates", "only_with_rrule"));
		}
		if (repeats && wrong.isEmpty() && !freeze.recurrence().lastsOnTheClock()) {
			wrong.add(Refusal.Detail.of("ends_at", "end_before_start_on_clock"));
		}
		return wrong;
	}

	/**
	 * A scope names exactly what it is about. What was there when it was named may be
	 * gone now: such a freeze holds for nothing, but can still be changed.
	 */
	private void checkScope(Freeze freeze, FreezeFields fields, List<Refusal.Detail> wrong) {
		boolean ofItem = freeze.scope().equals(Freeze.SERVICE) || freeze.scope().equals(Freeze.CI);
		boolean ofClass = freeze.scope().equals(Freeze.CI_CLASS);
		if (ofItem != (freeze.ciId() != null)) {
			wrong.add(Refusal.Detail.of("ci_id", ofItem ? "required" : "not_for_scope", freeze.scope()));
		}
		if (ofClass != (freeze.ciClass() != null)) {
			wrong.add(Refusal.Detail.of("ci_class", ofClass ? "required" : "not_for_scope", freeze.scope()));
		}
		boolean named = fields.scope().isPresent() || fields.ciId().isPresent() || fields.ciClass().isPresent();
		if (named && ofClass && freeze.ciClass() != null && this.ciTypes.type(freeze.ciClass()).isEmpty()) {
			wrong.add(Refusal.Detail.of("ci_class", "unknown_ci_type"));
		}
		boolean ofLocation = freeze.scope().equals(Freeze.LOCATION);
		if (ofLocation != (freeze.location() != null)) {
			wrong.add(Refusal.Detail.of("location", ofLocation ? "required" : "not_for_scope", freeze.scope()));
		}
		if (named && ofItem && freeze.ciId() != null
				&& this.cmdb.item(freeze.ciId())
					.filter((item) -> freeze.scope().equals(Freeze.CI) || item.ciClass().equals(Freeze.SERVICE))
					.isEmpty()) {
			wrong.add(Refusal.Detail.of("ci_id", "unknown_ci"));
		}
	}

	/** The times of all freezes that concern the items and overlap the window. */
	@Transactional(readOnly = true)
	List<Met> meeting(Window window, Set<UUID> closure) {
		List<Freeze> candidates = this.freezes.candidates(window.start(), window.end());
		List<ConfigurationItem> items = candidates.stream().anyMatch(Freeze::asksWhatItemsAre)
				? this.cmdb.items(closure) : List.of();
		List<Met> met = new ArrayList<>();
		candidates.stream()
			.filter((freeze) -> freeze.concerns(closure, items))
			.forEach((freeze) -> freeze.within(window).forEach((time) -> met.add(new Met(freeze, time))));
		return met;
	}

	/**
	 * Whether a freeze meets each of the changes, by its id, for all of them at once.
	 * @param period within which they all are
	 */
	@Transactional(readOnly = true)
	Set<UUID> meet(Window period, Map<UUID, Area> changes) {
		List<Freeze> candidates = this.freezes.candidates(period.start(), period.end());
		Map<UUID, ConfigurationItem> items = new HashMap<>();
		if (candidates.stream().anyMatch(Freeze::asksWhatItemsAre)) {
			Set<UUID> all = new HashSet<>();
			changes.values().forEach((area) -> all.addAll(area.closure()));
			this.cmdb.items(all).forEach((item) -> items.put(item.id(), item));
		}
		Set<UUID> met = new HashSet<>();
		changes.forEach((id, area) -> {
			List<ConfigurationItem> own = area.closure()
				.stream()
				.flatMap((item) -> Optional.ofNullable(items.get(item)).stream())
				.toList();
			if (candidates.stream()
				.anyMatch(
						(freeze) -> freeze.concerns(area.closure(), own) && !freeze.within(area.window()).isEmpty())) {
				met.add(id);
			}
		});
		return met;
	}

	/**
	 * By which right a change may be carried out in spite of a freeze; empty for none.
	 */
	@Transactional(readOnly = true)
	Optional<String> rightOf(Change change, Freeze freeze) {
		return freeze.rightOf(change, change.model().flatMap(this.models::findById));
	}

	/** The times of all freezes that overlap the window, the earliest first. */
	@Transactional(readOnly = true)
	List<ChangeCalendar.FreezeTime> times(Window window) {
		return this.freezes.candidates(window.start(), window.end())
			.stream()
			.flatMap((
					freeze) -> freeze.within(window).stream().map((time) -> ChangeCalendar.FreezeTime.of(freeze, time)))
			.sorted(ChangeCalendar.FreezeTime.ORDER)
			.toList();
	}

	/**
	 * When a change is carried out, and on what.
	 *
	 * @param closure its items, and those that depend on them
	 */
	record Area(Window window, Set<UUID> closure) {
	}

	/** A freeze at one of its times. */
	record Met(Freeze freeze, Window time) {
	}

	/**
	 * What a request says of a freeze; what is absent stays, and of a new one is: the
	 * tenant's clock, once, the whole tenant, hard, emergencies excepted.
	 *
	 * @param name what people call it
	 * @param reason why; may be null
	 * @param startsAt when it, or its first time, begins
	 * @param endsAt when it, or its first time, ends
	 * @param timeZone whose clock it follows when it repeats, such as {@code Asia/Tokyo}
	 * @param rrule how it repeats, as iCalendar writes it, daily or less often; null for
	 * once
	 * @param exceptDates the days of the time zone, such as {@code 2026-12-31}, on which
	 * it does not begin though its rule says so
	 * @param scope what it is about
	 * @param ciId the service or item, for those scopes
	 * @param ciClass the class, for that scope
	 * @param location where the items are, for that scope
	 * @param hard whether only the excepted pass; else the change manager may let pass
	 * @param exceptEmergency whether emergencies pass
	 * @param exceptModels the standard models that pass
	 */
	public record FreezeFields(JsonNullable<@NotBlank @Size(max = 200) String> name,
			JsonNullable<@Nullable @Size(max = 2000) String> reason, JsonNullable<@NotNull Instant> startsAt,
			JsonNullable<@NotNull Instant> endsAt, JsonNullable<@NotBlank @Size(max = 50) String> timeZone,
			JsonNullable<@Nullable @Size(max = 500) String> rrule,
			JsonNullable<@NotNull @Size(max = 100) List<@NotNull LocalDate>> exceptDates,
			JsonNullable<@NotNull @Pattern(regexp = "tenant|location|service|ci_class|ci") String> scope,
			JsonNullable<@Nullable UUID> ciId, JsonNullable<@Nullable @Size(max = 50) String> ciClass,
			JsonNullable<@Nullable @Pattern(regexp = "(?sU).*\\S.*") @Size(max = 200) String> location,
			JsonNullable<@NotNull Boolean> hard, JsonNullable<@NotNull Boolean> exceptEmergency,
			JsonNullable<@NotNull @Size(max = 100) List<@NotNull UUID>> exceptModels) {
	}

}
