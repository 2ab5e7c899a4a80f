package io.nagare.workflow.internal.door;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskNamesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"INC0000001 VPN · 初動対応 / Accept incident|INC0000001 VPN · 初動対応|INC0000001 VPN · Accept incident",
			"【期限間近】[At risk] INC0000001 a / b · c · 初動対応 / Accept|【期限間近】INC0000001 a / b · c · 初動対応|[At risk] INC0000001 a / b · c · Accept",
			"INC0000001 · 見る|INC0000001 · 見る|INC0000001 · 見る", "a / b|a / b|a / b" })
	void areReadInOneLanguage(String stored, String ja, String en) {
		assertThat(TaskNames.in(Locale.JAPAN, stored)).isEqualTo(ja);
		assertThat(TaskNames.in(Locale.ENGLISH, stored)).isEqualTo(en);
	}

}
