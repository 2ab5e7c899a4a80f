package io.nagare.rules.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.directory.CurrentCaller;
import io.nagare.rules.ProposalView;
import io.nagare.rules.RuleSetService;
import io.nagare.rules.RuleSetService.NewProposal;
import io.nagare.rules.RuleSetView;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rule sets in Drools, for platform administrators. */
@RestController
@RequestMapping("/api/v1/rule-sets")
@Tag(name = "Rule sets")
class RuleSetController {

	private final RuleSetService management;

	private final CurrentCaller caller;

	RuleSetController(RuleSetService management, CurrentCaller caller) {
		this.management = management;
		this.caller = caller;
	}

	@GetMapping
	Paged<RuleSetView> listRuleSets(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		PageQuery query = PageQuery.of(page, limit);
		List<RuleSetView> all = this.management.all(this.caller.require());
		return Paged.of(all.stream().skip(query.offset()).limit(query.limit()).toList(), query, all.size());
	}

	@GetMapping("/{module}/{name}")
	RuleSetView readRuleSet(@PathVariable String module, @PathVariable String name) {
		return this.management.one(this.caller.require(), module + "/" + name);
	}

	/** Everything that was ever proposed: the history of the rule set. */
	@GetMapping("/{module}/{name}/proposals")
	Paged<ProposalView> listRuleSetProposals(@PathVariable String module, @PathVariable String name,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.management.proposals(this.caller.require(), module + "/" + name, PageQuery.of(page, limit));
	}

	@GetMapping("/{module}/{name}/proposals/{id}")
	ProposalView readRuleSetProposal(@PathVariable String module, @PathVariable String name, @PathVariable UUID id) {
		return this.management.proposal(this.caller.require(), module + "/" + name, id);
	}

	@PostMapping("/{module}/{name}/proposals")
	ResponseEntity<ProposalView> proposeRuleSet(@PathVariable String module, @PathVariable String name,
			@Valid @RequestBody NewProposal wanted) {
		String ruleSet = module + "/" + name;
		ProposalView proposed = this.management.propose(this.caller.require(), ruleSet, wanted);
		return ResponseEntity.created(URI.create("/api/v1/rule-sets/" + ruleSet + "/proposals/" + proposed.id()))
			.body(proposed);
	}

	/** By a second person. */
	@PostMapping("/{module}/{name}/proposals/{id}/approve")
	ProposalView approveRuleSetProposal(@PathVariable String module, @PathVariable String name, @PathVariable UUID id,
			@Valid @RequestBody(required = false) @Nullable Decision decision) {
		return this.management.approve(this.caller.require(), module + "/" + name, id, note(decision));
	}

	@PostMapping("/{module}/{name}/proposals/{id}/reject")
	ProposalView rejectRuleSetProposal(@PathVariable String module, @PathVariable String name, @PathVariable UUID id,
			@Valid @RequestBody(required = false) @Nullable Decision decision) {
		return this.management.reject(this.caller.require(), module + "/" + name, id, note(decision));
	}

	private static @Nullable String note(@Nullable Decision decision) {
		return Optional.ofNullable(decision).map(Decision::note).orElse(null);
	}

	/** What is said along with a decision. */
	record Decision(@Nullable @Size(max = 2000) String note) {
	}

}
