package io.nagare.masking.web;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataMasking.Warning;

/** What of a text is personal, before it is sent. */
@RestController
@RequestMapping("/api/v1/personal-data/findings")
@Tag(name = "Personal data")
class PersonalDataFindingController {

	private final PersonalDataMasking masking;

	private final CurrentCaller callers;

	PersonalDataFindingController(PersonalDataMasking masking, CurrentCaller callers) {
		this.masking = masking;
		this.callers = callers;
	}

	@PostMapping
	@Operation(summary = "What in the texts the table personal-data warns of, by kind and place; nothing is stored")
	Findings findPersonalData(@Valid @RequestBody Texts texts) {
		this.callers.requireMember();
		return new Findings(this.masking.warnings(texts.texts()));
	}

	/**
	 * Texts as they would be sent.
	 *
	 * @param texts by the names of their fields
	 */
	record Texts(@NotNull @Size(max = 50) Map<@Size(max = 100) String, @NotNull @Size(max = 100_000) String> texts) {
	}

	/**
	 * What was found.
	 *
	 * @param personalData the first hundred, in the order of the texts
	 */
	record Findings(List<Warning> personalData) {
	}

}
