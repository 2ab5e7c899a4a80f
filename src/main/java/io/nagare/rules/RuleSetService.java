package io.nagare.rules;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes rule sets on behalf of platform administrators: one proposes, another approves.
 * What is proposed is compiled and tried on its examples before any transaction begins.
 */
@Component
public class RuleSetService {

	private static final String MANAGE = "rule:manage";

	/** More would help nobody who has sent the wrong file. */
	private static final int MOST_FINDINGS = 50;

	private final Rules rules;

	private final ShippedRules shipped;

	private final RuleSetVersionRepository versions;

	private final Directory directory;

	private final TransactionOperations transaction;

	private final Clock clock;

	RuleSetService(Rules rules, ShippedRules shipped, RuleSetVersionRepository versions, Directory directory,
			PlatformTransactionManager transactions, Clock clock) {
		this.rules = rules;
		this.shipped = shipped;
		this.versions = versions;
		this.directory = directory;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * What is to be proposed.
	 *
	 * @param drl the rules
	 * @param examples what they do; null to keep the examples in force
	 * @param reason why, for the second person and the history
	 */
	public record NewProposal(@NotBlank @Size(max = 100_000) String drl, @Nullable @Size(max = 100_000) String examples,
			@NotBlank @Size(max = 2000) String reason) {
	}

	/**
	 * All rule sets, by name.
	 * @throws Refusal FORBIDDEN for everybody but the platform
	 */
	public List<RuleSetView> all(Caller by) {
		by.demand(MANAGE);
		return this.shipped.all().keySet().stream().map(this::view).toList();
	}

	/**
	 * The rule set as it works on this node.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform
	 */
	public RuleSetView one(Caller by, String name) {
		by.demand(MANAGE);
		return view(known(name));
	}

	/**
	 * Everything that was proposed for the rule set, the newest first, without the texts.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform
	 */
	public Paged<ProposalView> proposals(Caller by, String name, PageQuery query) {
		by.demand(MANAGE);
		Page<RuleSetVersion> page = this.versions.findByName(known(name),
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("proposedAt").descending().and(Sort.by("id"))));
		return Paged.of(views(page.getContent()), query, page.getTotalElements()).map(ProposalView::withoutTexts);
	}

	/**
	 * What was proposed.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform
	 */
	public ProposalView proposal(Caller by, String name, UUID id) {
		by.demand(MANAGE);
		return view(version(name, id));
	}

	/**
	 * Proposes a text, which changes nothing yet.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform;
	 * VALIDATION_FAILED naming each line that does not compile, each example that is not
	 * met and each rule that no example shows
	 */
	public ProposalView propose(Caller by, String name, NewProposal wanted) {
		by.demand(MANAGE);
		RuleSetView inForce = view(known(name));
		String examples = (wanted.examples() != null) ? wanted.examples() : inForce.examples();
		check(name, wanted.drl(), examples);
		return view(this.versions.save(new RuleSetVersion(name, inForce.approvedVersion(), wanted.drl(), examples,
				wanted.reason().strip(), by.userId(), this.clock.instant())));
	}

	/**
	 * Puts a proposal in force, on all nodes.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform, and for who
	 * proposed it; CONFLICT where it is decided or another version came first;
	 * VALIDATION_FAILED where it does not compile or meet its examples any more
	 */
	public ProposalView approve(Caller by, String name, UUID id, @Nullable String note) {
		by.demand(MANAGE);
		RuleSetVersion proposed = version(name, id);
		check(name, proposed.drl(), proposed.examples());
		return decide(name, id, (version, inForce) -> {
			AfterCommit.run(this.rules::forget);
			return version.approve(by.userId(), note, inForce, this.clock.instant());
		});
	}

	/**
	 * Lays a proposal aside.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform; CONFLICT where
	 * it is decided
	 */
	public ProposalView reject(Caller by, String name, UUID id, @Nullable String note) {
		by.demand(MANAGE);
		return decide(name, id, (version, inForce) -> version.reject(by.userId(), note, this.clock.instant()));
	}

	private ProposalView decide(String name, UUID id, BiFunction<RuleSetVersion, Integer, RuleSetVersion> decision) {
		RuleSetVersion decided = this.transaction.execute((status) -> {
			this.versions.lockOpen(known(name));
			return this.versions.saveAndFlush(decision.apply(version(name, id), this.versions.latest(name)));
		});
		return view(decided);
	}

	private void check(String name, String drl, String examples) {
		List<Detail> wrong;
		try {
			wrong = RuleExamples.check(this.rules.compile(name, 0, drl), examples);
		}
		catch (BrokenRules ex) {
			wrong = ex.findings()
				.stream()
				.map((finding) -> Detail.of("drl", "rule_line", finding.line(), finding.sentence()))
				.toList();
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong.subList(0, Math.min(wrong.size(), MOST_FINDINGS)));
		}
	}

	private String known(String name) {
		if (!this.shipped.all().containsKey(name)) {
			throw Refusal.notFound();
		}
		return name;
	}

	private RuleSetVersion version(String name, UUID id) {
		return this.versions.findById(id)
			.filter((version) -> version.name().equals(name))
			.orElseThrow(Refusal::notFound);
	}

	private RuleSetView view(String name) {
		int approved = this.versions.latest(name);
		int works = this.rules.inUse(name).version();
		if (works == 0) {
			ShippedRules.Shipped brought = Objects.requireNonNull(this.shipped.all().get(name));
			return new RuleSetView(name, 0, approved, brought.drl(), brought.examples());
		}
		RuleSetVersion version = this.versions.approved(name, works);
		return new RuleSetView(name, works, approved, version.drl(), version.examples());
	}

	private ProposalView view(RuleSetVersion version) {
		return views(List.of(version)).get(0);
	}

	private List<ProposalView> views(List<RuleSetVersion> versions) {
		Set<UUID> people = new HashSet<>();
		versions.forEach((version) -> {
			people.add(version.proposedBy());
			version.decidedBy().ifPresent(people::add);
		});
		Map<UUID, User> users = this.directory.users(people);
		List<ProposalView> views = new ArrayList<>();
		for (RuleSetVersion version : versions) {
			String state = version.number().isPresent() ? "approved"
					: version.decidedBy().isPresent() ? "rejected" : "open";
			views.add(new ProposalView(version.id(), version.name(), state, version.number().orElse(null),
					version.basedOn(), version.drl(), version.examples(), version.reason(),
					name(users, version.proposedBy()), version.proposedAt(),
					version.decidedBy().map((person) -> name(users, person)).orElse(null),
					version.decidedAt().orElse(null), version.note().orElse(null)));
		}
		return views;
	}

	private static String name(Map<UUID, User> users, UUID person) {
		User user = users.get(person);
		return (user != null) ? user.username() : person.toString();
	}

}
