package io.nagare.ticket;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.cmdb.Cmdb;
import io.nagare.directory.Caller;
import io.nagare.directory.Category;
import io.nagare.directory.Directory;
import io.nagare.directory.Place;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;

/** Checks what requests say of the fields that all tickets have. */
@Component
class TicketFieldChecks {

	private final PriorityScales scales;

	private final Directory directory;

	private final Cmdb cmdb;

	private final TicketFieldsReader reader;

	TicketFieldChecks(PriorityScales scales, Directory directory, Cmdb cmdb, TicketFieldsReader reader) {
		this.reader = reader;
		this.scales = scales;
		this.directory = directory;
		this.cmdb = cmdb;
	}

	PriorityScales scales() {
		return this.scales;
	}

	/**
	 * What a report must have, and nothing that no ticket of the type has.
	 * @throws Refusal FORBIDDEN for what only agents say
	 */
	<F extends TicketFields> void checkReport(TicketType<?, F> type, F fields, Caller caller,
			List<Refusal.Detail> wrong) {
		if (fields.estimatedMinutes().orElse(null) != null && !caller.may(type.kind() + ":work")) {
			throw caller.lacking(type.kind() + ":work", "estimated_minutes", "agents_only");
		}
		wrong.addAll(this.reader.unknown(type, fields));
		demand(type, "title", fields.title(), wrong);
		demand(type, "priority", fields.priority(), wrong);
		given(fields.priority()).flatMap((word) -> this.scales.wrong(type, word)).ifPresent(wrong::add);
		check(fields, null, wrong);
	}

	private static void demand(TicketType<?, ?> type, String name, JsonNullable<?> field, List<Refusal.Detail> wrong) {
		if (type.required().contains(name) && given(field).isEmpty()) {
			wrong.add(Refusal.Detail.of(name, "required"));
		}
	}

	/**
	 * What can be said of a ticket that is there; what it says already may be said again.
	 */
	void checkEdit(Ticket ticket, TicketFields fields, List<Refusal.Detail> wrong) {
		refuseNull("ci_ids", fields.ciIds(), wrong);
		refuseNull("confidentiality", fields.confidentiality(), wrong);
		refuseNull("tags", fields.tags(), wrong);
		check(fields, ticket, wrong);
	}

	/** It can be another, but not none. */
	private static void refuseNull(String name, JsonNullable<?> field, List<Refusal.Detail> wrong) {
		if (field.isPresent() && field.get() == null) {
			wrong.add(Refusal.Detail.of(name, "required"));
		}
	}

	private void check(TicketFields fields, @Nullable Ticket before, List<Refusal.Detail> wrong) {
		Optional<UUID> category = Optional.ofNullable(before).flatMap(Ticket::category);
		given(fields.categoryId()).filter((id) -> !isActiveCategory(id) && category.filter(id::equals).isEmpty())
			.ifPresent((id) -> wrong.add(Refusal.Detail.of("category_id", "unknown_category")));
		Place place = (before != null) ? before.place() : Place.NONE;
		checkUnit(UnitKind.SITE, fields.siteId(), place.siteId(), wrong);
		checkUnit(UnitKind.DEPARTMENT, fields.departmentId(), place.departmentId(), wrong);
		List<UUID> concerned = (before != null) ? before.cis() : List.of();
		given(fields.ciIds()).map((ids) -> ids.stream().distinct().filter((id) -> !concerned.contains(id)).toList())
			.filter((ids) -> !ids.isEmpty() && this.cmdb.items(ids).size() < ids.size())
			.ifPresent((ids) -> wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci")));
		given(fields.tags()).flatMap(TicketTags::wrong)
			.ifPresent((tag) -> wrong.add(Refusal.Detail.of("tags", "not_a_tag", TicketTags.LONGEST)));
	}

	/** Where somebody works; nowhere for somebody who is not known. */
	Place placeOf(UUID person) {
		return this.directory.user(person).map(User::place).orElse(Place.NONE);
	}

	private void checkUnit(UnitKind kind, JsonNullable<@Nullable UUID> field, @Nullable UUID before,
			List<Refusal.Detail> wrong) {
		given(field).filter((id) -> !id.equals(before) && this.directory.organizationUnitInUse(kind, id).isEmpty())
			.ifPresent((id) -> wrong.add(Refusal.Detail.of(kind.field(), kind.unknown())));
	}

	private boolean isActiveCategory(UUID id) {
		return this.directory.category(id).filter(Category::isActive).isPresent();
	}

	/** The value of a field; empty where it is absent or null. */
	static <T> Optional<T> given(JsonNullable<? extends @Nullable T> field) {
		return field.isPresent() ? Optional.ofNullable(field.get()) : Optional.empty();
	}

}
