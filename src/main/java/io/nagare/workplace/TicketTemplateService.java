package io.nagare.workplace;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/**
 * The templates of reports. Everybody keeps his own, of what he may report; a team's are
 * written by its members, the tenant's by those who publish knowledge.
 */
@Component
@Transactional
public class TicketTemplateService extends SharedRecordService<TicketTemplate> {

	/** Characters of what one report says, as JSON. */
	static final int LONGEST = 50_000;

	private static final String FIELDS = "fields";

	private final TicketTemplateRepository templates;

	private final TicketTypes types;

	private final TicketFieldsReader reader;

	private final ObjectMapper json;

	private final CurrentCaller callers;

	TicketTemplateService(TicketTemplateRepository templates, TicketTypes types, TicketFieldsReader reader,
			ObjectMapper json, CurrentCaller callers) {
		super(templates);
		this.templates = templates;
		this.types = types;
		this.reader = reader;
		this.json = json;
		this.callers = callers;
	}

	/**
	 * Those that the caller may use, by name.
	 * @param kind the path of the type of tickets; null for all
	 */
	@Transactional(readOnly = true)
	public Paged<TicketTemplate> page(@Nullable String kind, PageQuery query) {
		Caller me = me();
		Page<TicketTemplate> page = this.templates.usedBy(me.userId(), me.teams(), kind,
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * Keeps a new one.
	 * @param kind the path of the type of tickets
	 * @throws Refusal VALIDATION_FAILED naming what is wrong, FORBIDDEN for the tenant's
	 * or where the caller may not report such tickets, CONFLICT for who has too many
	 */
	public TicketTemplate keep(String kind, TicketTemplateFields said) {
		Caller me = me();
		TicketType<?, ?> type = this.types.at(kind)
			.orElseThrow(() -> Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::path).toList())));
		if (!said.name().isPresent()) {
			throw Refusal.invalid("name", "required");
		}
		if (this.templates.countByOwnerId(me.userId()) >= MOST) {
			throw Refusal.conflict("name", "too_many", MOST);
		}
		return checked(new TicketTemplate(me.userId(), kind, said.name().get()).edit(said), type, me);
	}

	/**
	 * Changes one.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only use it
	 */
	public TicketTemplate change(UUID id, TicketTemplateFields said, IfMatch ifMatch) {
		TicketTemplate template = writable(id, ifMatch);
		TicketType<?, ?> type = this.types.at(template.kind()).orElseThrow(Refusal::notFound);
		return checked(template.edit(said), type, me());
	}

	private TicketTemplate checked(TicketTemplate template, TicketType<?, ?> type, Caller me) {
		me.demand(type.kind() + ":create");
		template.demandSharing(me);
		if (length(template) > LONGEST) {
			throw Refusal.invalid(FIELDS, "too_long", LONGEST);
		}
		checkFields(template, type);
		return saved(template);
	}

	private void checkFields(TicketTemplate template, TicketType<?, ?> type) {
		List<Refusal.Detail> wrong;
		try {
			TicketFields read = this.reader.read(type, template.fields());
			wrong = this.reader.unknown(type, read);
		}
		catch (Refusal ex) {
			wrong = ex.details();
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong.stream()
				.map((detail) -> new Refusal.Detail(FIELDS + "." + detail.field(), detail.code(), detail.args()))
				.toList());
		}
	}

	private int length(TicketTemplate template) {
		try {
			return this.json.writeValueAsString(template.fields()).length();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("What was read as JSON is written as JSON", ex);
		}
	}

	@Override
	Caller me() {
		return this.callers.requireMember();
	}

}
