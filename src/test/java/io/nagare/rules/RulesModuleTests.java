package io.nagare.rules;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.As;
import io.nagare.ModuleTest;
import io.nagare.directory.Caller;
import io.nagare.rules.RuleSetService.NewProposal;
import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ModuleTest
class RulesModuleTests {

	private static final String GREETING = "test/greeting";

	@Autowired
	private Rules rules;

	@Autowired
	private RuleSetService service;

	@Autowired
	private As as;

	@Test
	void workOnFactsWithoutTheEngine() {
		Greeting greeting = new Greeting("module");
		assertThat(this.rules.apply(GREETING, greeting).rules()).containsExactly("greets");
		assertThat(greeting.said()).endsWith(", module");
	}

	@Test
	void areProposedByThePlatformAloneAndOnlyWhenTheyMeetTheirExamples() {
		NewProposal silent = new NewProposal("package rules.test rule \"silent\" when eval(false) then end", null,
				"says nothing");
		assertThat(refusal("admin", silent)).isEqualTo(Refusal.Kind.FORBIDDEN);
		assertThat(refusal("platform", silent)).isEqualTo(Refusal.Kind.VALIDATION_FAILED);
	}

	private Refusal.Kind refusal(String username, NewProposal proposal) {
		Caller caller = this.as.caller(username);
		return assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.as.user(username, () -> this.service.propose(caller, GREETING, proposal)))
			.actual()
			.kind();
	}

}
