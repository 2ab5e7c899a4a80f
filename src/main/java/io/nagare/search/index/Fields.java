package io.nagare.search.index;

import java.util.List;
import java.util.Locale;

import io.nagare.ticket.TicketTags;

/** What the index holds of a thing. */
final class Fields {

	static final String ID = "id";

	static final String TENANT = "tenant";

	/** {@code ticket}, {@code person} or {@code item}. */
	static final String TYPE = "type";

	static final String KIND = "kind";

	static final String NUMBER = "number";

	static final String CONFIDENTIALITY = "confidentiality";

	static final String REPORTER = "reporter_id";

	static final String ASSIGNEE = "assignee_id";

	/** Each of the items that a ticket is about. */
	static final String ITEM = "ci_id";

	static final String SITE = "site_id";

	static final String DEPARTMENT = "department_id";

	/** Each word that a ticket is tagged with. */
	static final String TAG = "tag";

	/** How a ticket came in. */
	static final String SOURCE = "source";

	/** Which making of the index wrote it. */
	static final String MAKING = "making";

	static final String CREATED = "created";

	/** By what hits are counted, and may be narrowed. */
	static final List<String> FACETS = List.of(KIND, "status", "phase", "priority", "category_id", "team_id",
			"known_error", "sla_state");

	/** Title or name, with the number. */
	static final String TITLE = "title";

	/** What everybody may read who may read the thing. */
	static final String TEXT = "text";

	/**
	 * What only those may read who read all tickets of the kind, or reach people: the
	 * address of a person, whose kind is the word person.
	 */
	static final String INTERNAL = "internal";

	/** What the attachments say. */
	static final String FILES = "files";

	/** An attachment that can be shown: its key, its name and what it says. */
	static final String FILE = "file";

	private Fields() {
	}

	/** A tag in the one form that all its spellings have. */
	static String tag(String said) {
		return TicketTags.folded(said).toLowerCase(Locale.ROOT);
	}

}
