package io.nagare.proposal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketService;
import io.nagare.trial.ModelCaseService;
import io.nagare.trial.ModelCaseService.Tried;
import io.nagare.workflow.Releases.Candidate;
import io.nagare.workflow.Releases.PlannedMigration;

/**
 * Opens the changes that propose releases: of a type of their own, with a plan to begin
 * with.
 */
@Component
class ProposedChanges {

	private static final Logger LOG = LoggerFactory.getLogger(ProposedChanges.class);

	private static final String KIND = "change";

	private static final int LONGEST_TITLE = 500;

	private final TicketService service;

	private final Directory directory;

	private final ModelCaseService cases;

	ProposedChanges(TicketService service, Directory directory, ModelCaseService cases) {
		this.cases = cases;
		this.service = service;
		this.directory = directory;
	}

	/**
	 * What comes of the tenant's test cases by the files, which the gate has looked at;
	 * outside of any transaction. A proposal doesn't wait for who tries meanwhile, nor
	 * for a case that takes too long: they are told as not tried.
	 */
	List<Tried> tried(Map<String, byte[]> files) {
		try {
			return this.cases.tried(files);
		}
		catch (RuntimeException ex) {
			LOG.warn("The test cases are not tried by what is proposed", ex);
			return this.cases.all()
				.stream()
				.map((one) -> new Tried(one.id(), one.name(), one.process(), false, List.of()))
				.toList();
		}
	}

	/**
	 * Opens one in the caller's name.
	 * @throws io.nagare.shared.Refusal naming what is wrong
	 */
	UUID open(Candidate candidate, List<Tried> tried, NewReleaseProposal wanted) {
		Map<String, @Nullable Object> fields = new HashMap<>();
		String title = said(Texts.label("proposal.title", String.join(", ", candidate.models())));
		fields.put("title", title.substring(0, Math.min(LONGEST_TITLE, title.length())));
		fields.put("description", description(candidate, tried));
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

	private String description(Candidate candidate, List<Tried> tried) {
		String loosens = "[" + said(Texts.label("proposal.loosens")) + "] ";
		return Stream
			.of(candidate.difference().stream().map((one) -> (one.loosens() ? loosens : "") + one.message()),
					candidate.migrations().stream().flatMap(this::followed), cases(tried, loosens))
			.flatMap((lines) -> lines)
			.map((line) -> "- " + line)
			.collect(Collectors.joining("\n"));
	}

	/** How many test cases there are, and what comes of which otherwise. */
	private Stream<String> cases(List<Tried> tried, String loosens) {
		if (tried.isEmpty()) {
			return Stream.of();
		}
		long otherwise = tried.stream().filter((one) -> !one.differences().isEmpty()).count();
		return Stream.concat(Stream.of(said(Texts.label("proposal.cases", tried.size(), otherwise))),
				tried.stream()
					.flatMap((one) -> one.tried()
							? one.differences()
								.stream()
								.map((what) -> said(Texts.label("proposal.case", one.name(),
										(what.loosens() ? loosens : "") + what.message())))
							: Stream.of(said(Texts.label("proposal.case_not_tried", one.name())))));
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
