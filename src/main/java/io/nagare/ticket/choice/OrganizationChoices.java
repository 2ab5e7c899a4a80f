package io.nagare.ticket.choice;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Directory;
import io.nagare.directory.OrganizationUnit;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.PageQuery;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;

/** What the lists of the organisation hold, for the bound tenant. */
@Component
@Transactional(readOnly = true)
public class OrganizationChoices {

	/** More is no list to choose from. */
	private static final int MOST_PEOPLE = 1_000;

	private final Directory directory;

	private final Cmdb cmdb;

	OrganizationChoices(Directory directory, Cmdb cmdb) {
		this.directory = directory;
		this.cmdb = cmdb;
	}

	/**
	 * The entries of a list, by name or as they stand in their tree.
	 * @param people whose devices are meant
	 */
	public List<FormField.Option> options(ChoiceList list, Collection<UUID> people) {
		return switch (list) {
			case PEOPLE -> options(this.directory.people(MOST_PEOPLE), User::id, OrganizationChoices::name);
			case SITES -> units(UnitKind.SITE);
			case DEPARTMENTS -> units(UnitKind.DEPARTMENT);
			case SERVICES -> options(this.cmdb.services(), ConfigurationItem::id, (item) -> Label.said(item.name()));
			case MY_DEVICES -> options(people.stream()
				.distinct()
				.flatMap((person) -> this.cmdb.search(null, null, null, person, PageQuery.of(1, 100)).items().stream())
				.filter((item) -> !Cmdb.isService(item))
				.toList(), ConfigurationItem::id, (item) -> Label.said(item.name()));
		};
	}

	private List<FormField.Option> units(UnitKind kind) {
		return options(this.directory.organizationUnitsInUse(kind), OrganizationUnit::id,
				(unit) -> Label.said(unit.name()));
	}

	private static <T> List<FormField.Option> options(List<T> entries, Function<T, UUID> id, Function<T, Label> name) {
		return entries.stream()
			.map((entry) -> new FormField.Option(id.apply(entry).toString(), name.apply(entry).both()))
			.toList();
	}

	/**
	 * Whether a list holds an entry of that id.
	 * @param people whose devices are meant
	 */
	public boolean offers(ChoiceList list, String value, Collection<UUID> people) {
		return id(value).filter((id) -> switch (list) {
			case PEOPLE -> this.directory.user(id).filter(User::isActive).isPresent();
			case SITES -> this.directory.organizationUnitInUse(UnitKind.SITE, id).isPresent();
			case DEPARTMENTS -> this.directory.organizationUnitInUse(UnitKind.DEPARTMENT, id).isPresent();
			case SERVICES -> this.cmdb.item(id).filter((item) -> item.isActive() && Cmdb.isService(item)).isPresent();
			case MY_DEVICES -> this.cmdb.item(id)
				.filter((item) -> item.isActive() && !Cmdb.isService(item)
						&& item.ownerUser().filter(people::contains).isPresent())
				.isPresent();
		}).isPresent();
	}

	/**
	 * What an entry is called, on the list or no longer; empty for what never was one.
	 */
	Optional<Label> name(ChoiceList list, String value) {
		return id(value).flatMap((id) -> switch (list) {
			case PEOPLE -> this.directory.user(id).map(OrganizationChoices::name);
			case SITES -> this.directory.organizationUnit(UnitKind.SITE, id).map((unit) -> Label.said(unit.name()));
			case DEPARTMENTS ->
				this.directory.organizationUnit(UnitKind.DEPARTMENT, id).map((unit) -> Label.said(unit.name()));
			case SERVICES, MY_DEVICES -> this.cmdb.item(id).map((item) -> Label.said(item.name()));
		});
	}

	private static Label name(User user) {
		return new Label(user.fullName(), user.nameInEnglish());
	}

	private static Optional<UUID> id(String value) {
		try {
			return Optional.of(UUID.fromString(value));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
