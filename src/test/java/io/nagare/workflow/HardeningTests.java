package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine's settings that docs/security.md counts on. */
@NagareTest
class HardeningTests {

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private CamundaBpmProperties properties;

	@Autowired
	private Doors doors;

	@Test
	void checksEverybodyEverywhere() {
		ProcessEngineConfiguration settings = this.engine.getProcessEngineConfiguration();
		assertThat(settings.isAuthorizationEnabled()).isTrue();
		assertThat(settings.isTenantCheckEnabled()).isTrue();
		assertThat(settings.getAuthorizationCheckRevokes()).isEqualTo("never");
		assertThat(this.engine.getIdentityService().isReadOnly()).isTrue();
		assertThat(this.properties.getAdminUser().getId()).isNull();
	}

	@Test
	void readsNothingThatRunsCode() {
		ProcessEngineConfigurationImpl settings = (ProcessEngineConfigurationImpl) this.engine
			.getProcessEngineConfiguration();
		assertThat(settings.isEnableXxeProcessing()).isFalse();
		assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
		assertThat(settings.isDeserializationTypeValidationEnabled()).isTrue();
		assertThat(settings.isEnableExpressionsInAdhocQueries()).isFalse();
		assertThat(settings.getScriptEngineResolver().getScriptEngine("juel", false)).isNull();
		assertThat(settings.getScriptEngineResolver().getScriptEngine("feel", false)).isNull();
	}

	@Test
	void grantsToRolesAloneAndRevokesNothing() {
		AuthorizationService authorizations = this.engine.getAuthorizationService();
		List<Authorization> all = authorizations.createAuthorizationQuery().list();
		assertThat(all).isNotEmpty().allSatisfy((one) -> {
			assertThat(one.getAuthorizationType()).isEqualTo(Authorization.AUTH_TYPE_GRANT);
			assertThat(one.getUserId()).isNull();
			assertThat(one.getGroupId()).startsWith("role.");
		});
	}

	@Test
	void answersNoQueryWithoutAnEnd() {
		Client agent = this.doors.basic("agent1");
		assertThat(agent.get("/engine-rest/task?maxResults=2001").status()).isEqualTo(400);
		assertThat(agent.get("/engine-rest/task?maxResults=2000").status()).isEqualTo(200);
	}

	/** Up to the same end, see {@link FilterCountsTests}. */
	@Test
	void answersWhoDoesNotSayHowManyAnswersHeWants() {
		UUID ticket = this.doors.report("reporter1");
		Client agent = this.doors.basic("agent1");
		assertThat(agent.get("/engine-rest/task?processInstanceBusinessKey=" + ticket).json()).hasSize(1);
		for (String question : List.of("process-definition?key=incident&sortBy=version&sortOrder=desc", "task",
				"task?firstResult=0", "process-instance", "execution", "variable-instance", "event-subscription", "job",
				"job-definition", "incident", "deployment", "decision-definition", "decision-requirements-definition",
				"filter", "user", "group", "history/task", "history/process-instance", "history/activity-instance",
				"history/decision-instance", "history/incident", "history/job-log")) {
			assertThat(agent.get("/engine-rest/" + question).status()).as(question).isEqualTo(200);
		}
		for (String question : List.of("task", "process-instance", "execution", "variable-instance", "history/task",
				"history/process-instance")) {
			assertThat(agent.post("/engine-rest/" + question, "{}").status()).as(question).isEqualTo(200);
		}
	}

	@Test
	void remembersRolesInTasklistForAMinuteAtMost() {
		assertThat(this.properties.getWebapp().getAuth().getCache().isTtlEnabled()).isTrue();
		assertThat(this.properties.getWebapp().getAuth().getCache().getTimeToLive()).isLessThanOrEqualTo(60_000L);
		assertThat(((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
			.isWebappsAuthenticationLoggingEnabled()).isTrue();
	}

	@Test
	void sendsTasklistAPolicyWithNoncesAndWithoutEval() {
		Client browser = this.doors.stranger();
		browser.enterForm("agent1", "demo");
		Client.Answer page = browser.get("/camunda/app/tasklist/default/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Security-Policy"))
			.contains("'nonce-", "frame-ancestors 'none'", "object-src 'none'")
			.doesNotContain("unsafe-eval", "https:")
			.doesNotContainPattern("script-src[^;]*unsafe-inline");
		assertThat(browser.get("/camunda/app/tasklist/default/").header("Content-Security-Policy"))
			.isNotEqualTo(page.header("Content-Security-Policy"));
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(page.header("Server")).isEmpty();
	}

	@Test
	void demandsATokenOfTasklistForChanges() {
		Client browser = this.doors.stranger();
		browser.enterForm("agent1", "demo");
		browser.get("/camunda/app/tasklist/default/");
		String tasks = "/camunda/api/engine/engine/default/task?maxResults=1";
		assertThat(browser.sending("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN")).post(tasks, "{}").status())
			.isEqualTo(200);
		assertThat(browser.post(tasks, "{}").status()).isEqualTo(403);
	}

	@Test
	void demandsATokenOfTasklistForWorkOnTickets() {
		UUID ticket = this.doors.report("reporter1");
		String claim = "/camunda/api/engine/engine/default/task/" + this.doors.taskOf(ticket, "agent1") + "/claim";
		String himself = "{\"userId\":\"agent1\"}";
		assertThat(inTasklist("agent1").post(claim, himself).status()).isEqualTo(403);
		Client tasklist = inTasklist("agent1");
		assertThat(tasklist.sending("X-XSRF-TOKEN", tasklist.cookie("XSRF-TOKEN")).post(claim, himself).status())
			.isEqualTo(204);
	}

	private Client inTasklist(String username) {
		Client browser = this.doors.stranger();
		browser.enterForm(username, "demo");
		browser.get("/camunda/app/tasklist/default/");
		return browser;
	}

	@Test
	void opensNoSecondSignIn() {
		Client browser = this.doors.stranger();
		assertThat(browser
			.form("/camunda/api/admin/auth/user/default/login/tasklist",
					Map.of("username", "agent1", "password", "demo"))
			.status()).isIn(401, 403);
	}

}
