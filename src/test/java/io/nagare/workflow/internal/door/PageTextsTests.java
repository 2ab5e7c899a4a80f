package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

class PageTextsTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	@AfterEach
	void forgetTheLanguage() {
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void saysPeopleByTheNameThatTheReaderSaysFirst() throws IOException {
		String person = "{\"firstName\":\"翔\",\"lastName\":\"伊藤\"}";
		assertThat(said(Locale.JAPANESE, person).path("firstName").asText()).isEqualTo("伊藤");
		assertThat(said(Locale.JAPANESE, person).path("lastName").asText()).isEqualTo("翔");
		assertThat(said(Locale.ENGLISH, person).path("firstName").asText()).isEqualTo("翔");
	}

	@Test
	void namesModelsAndViewsInOneLanguage() throws IOException {
		String shipped = "{\"key\":\"problem\",\"name\":\"問題管理\"}";
		assertThat(said(Locale.ENGLISH, shipped).path("name").asText()).isEqualTo("Problem management");
		String own = "{\"key\":\"visit-of-mine\",\"name\":\"来客 / Visit\"}";
		assertThat(said(Locale.ENGLISH, own).path("name").asText()).isEqualTo("Visit");
		String view = "{\"name\":\"自分のタスク / My tasks\",\"properties\":{\"description\":\"私の / Mine\"}}";
		assertThat(said(Locale.JAPANESE, view).path("name").asText()).isEqualTo("自分のタスク");
		assertThat(said(Locale.ENGLISH, view).at("/properties/description").asText()).isEqualTo("Mine");
	}

	@Test
	void leavesWhatPeopleWroteAsItIs() throws IOException {
		String task = "{\"taskDefinitionKey\":\"start\",\"name\":\"INC1 VPN / down · 調査 / Investigate\"}";
		assertThat(said(Locale.ENGLISH, task).path("name").asText()).isEqualTo("INC1 VPN / down · Investigate");
	}

	@Test
	void choosesTheOnlyActionAndShowsTimesWithTwentyFourHours() throws IOException {
		LocaleContextHolder.setLocale(Locale.ENGLISH);
		String form = """
				{"components":[{"key":"action","values":[{"label":"投票 / Vote","value":"vote"}]},
				{"key":"start","type":"datetime","dateLabel":"開始 / Start"}]}""";
		JsonNode fields = JSON.readTree(TaskForm.said(form.getBytes(StandardCharsets.UTF_8), Map.of()))
			.path("components");
		JsonNode action = fields.get(fields.size() - 2);
		assertThat(action.path("defaultValue").asText()).isEqualTo("vote");
		JsonNode start = fields.get(fields.size() - 1);
		assertThat(start.path("use24h").asBoolean()).isTrue();
		assertThat(start.path("dateLabel").asText()).isEqualTo("Start");
	}

	private static JsonNode said(Locale reader, String answer) throws IOException {
		LocaleContextHolder.setLocale(reader);
		return JSON.readTree(PageTexts.said(answer.getBytes(StandardCharsets.UTF_8)));
	}

}
