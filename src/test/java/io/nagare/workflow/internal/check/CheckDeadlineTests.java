package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

import io.nagare.NagareTest;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.ModelChecks.ModelFinding;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@NagareTest
class CheckDeadlineTests {

	private static final String FILE = "rules/incident/priority.dmn";

	@Autowired
	private ModelChecks checks;

	@Test
	void endsTheWorkAtATableAndNamesIt() {
		DmnModelInstance model = Dmn
			.readModelFromStream(new ByteArrayInputStream(OwnModels.shipped(FILE).getBytes(StandardCharsets.UTF_8)));
		List<Refusal.Detail> found = new ArrayList<>();
		TableCheck check = new TableCheck(new Findings("t.dmn", found));
		assertThatNoException().isThrownBy(() -> check.check(model));
		assertThatExceptionOfType(CheckDeadline.Exceeded.class).isThrownBy(() -> atOnce(() -> {
			check.check(model);
			return found;
		})).satisfies((ex) -> {
			assertThat(ex.kind()).isEqualTo(Refusal.Kind.MODEL_REJECTED);
			assertThat(ex.details())
				.containsExactly(Refusal.Detail.of("t.dmn#incident-priority", "check_too_long", 5L));
		});
		assertThatExceptionOfType(CheckDeadline.Exceeded.class)
			.isThrownBy(() -> atOnce(() -> DmnCheck.check("t.dmn", model, (table) -> Set.of())));
	}

	@Test
	void saysOfTheFileThatItTakesTooLong() {
		Map<String, byte[]> files = Map.of("t.dmn", OwnModels.shipped(FILE).getBytes(StandardCharsets.UTF_8));
		assertThat(said(files, Locale.ENGLISH)).containsExactly("t.dmn error "
				+ "Checking this takes longer than 5 seconds. Make the file smaller, or split it into several.");
		assertThat(said(files, Locale.JAPANESE)).containsExactly("t.dmn error 検査に5秒以上かかります。ファイルを小さくするか、複数に分けてください。");
	}

	private List<String> said(Map<String, byte[]> files, Locale locale) {
		LocaleContextHolder.setLocale(locale);
		try {
			List<ModelFinding> found = Tenancy.as(new TenantId(new UUID(0, 1), "nobody"),
					() -> atOnce(() -> this.checks.check(files)));
			return found.stream().map((one) -> one.file() + " " + one.severity() + " " + one.message()).toList();
		}
		finally {
			LocaleContextHolder.resetLocaleContext();
		}
	}

	private static <T> T atOnce(Supplier<T> work) {
		return CheckDeadline.within(Duration.ZERO, work);
	}

}
