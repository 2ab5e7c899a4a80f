package io.nagare.proposal;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketService;
import io.nagare.workflow.Releases.Candidate;
import io.nagare.workflow.Releases.PlannedMigration;

/**
 * Opens the changes that propose releases: of a type of their own, with a plan to begin
 * with.
 */
@Component
class ProposedChanges {

	private static final String KIND = "change";

	private static final int LONGEST_TITLE = 500;

	private final TicketService service;

	private final Directory directory;

	ProposedChanges(TicketService service, Directory directory) {
		this.service = service;
		this.directory = directory;
	}

	/**
	 * Opens one in the caller's name.
	 * @throws io.nagare.shared.Refusal naming what is wrong
	 */
	UUID open(Candidate candidate, NewReleaseProposal wanted) {
		Map<String, @Nullable Object> fields = new HashMap<>();
		String title = said(Texts.label("proposal.title", String.join(", ", candidate.models())));
		fields.put("title", title.substring(0, Math.min(LONGEST_TITLE, title.length())));
		fields.put("description", description(candidate));
		fields.put("type", "process");
		fields.put("reason", wanted.comment().strip());
		fields.put("planned_start", wanted.plannedStart());
		fields.put("planned_end", wanted.plannedEnd());
		fields.put("implementation_plan", said(Texts.label("proposal.implementation")));
		fields.put("backout_plan", said(candidate.migrations().isEmpty() ? Texts.label("proposal.backout")
				: Texts.label("proposal.backout_migration")));
		fields.put("test_plan", said(Texts.label("proposal.test")));
		fields.put("risk_answers",
				Map.of("backout_tested", false, "rehearsed", wanted.rehearsalId() != null, "team_experience", "some"));
		return this.service.report(KIND, fields);
	}

	private String description(Candidate candidate) {
		String loosens = "[" + said(Texts.label("proposal.loosens")) + "] ";
		return Stream
			.concat(candidate.difference().stream().map((one) -> (one.loosens() ? loosens : "") + one.message()),
					candidate.migrations().stream().flatMap(this::followed))
			.map((line) -> "- " + line)
			.collect(Collectors.joining("\n"));
	}

	private Stream<String> followed(PlannedMigration migration) {
		return Stream.concat(Stream.of(said(Texts.label("proposal.migration", migration.model(), migration.tickets()))),
				migration.stays()
					.stream()
					.map((one) -> said(Texts.label("proposal.stays", one.name(), one.tickets()))));
	}

	/** A ticket's own fields are written in one language. */
	private String said(Label label) {
		return label.in(this.directory.language());
	}

}
