package io.nagare.workflow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The forms that are filled in to report tickets: each process names its own by the
 * property {@code form}.
 */
public interface ReportForms {

	/**
	 * The lists that only such a form offers, for what a ticket says itself: priorities,
	 * categories, items of the CMDB and tags.
	 */
	Set<String> LISTS = Set.of("priorities", "categories", "items", "tags");

	/**
	 * What the form of the process in force for the bound tenant asks, in its order;
	 * where the tenant's own process names none, what the shared one asks. Empty where
	 * neither does.
	 */
	Optional<List<FormField>> of(String process);

	/** The keys of what that form asks; none where there is no form. */
	default Set<String> keys(String process) {
		return of(process).orElse(List.of()).stream().map(FormField::key).collect(Collectors.toSet());
	}

}
