package io.nagare.intake.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.intake.alert.AlertGroup;
import io.nagare.intake.alert.AlertMeaning;
import io.nagare.intake.alert.AlertMessageReader;
import io.nagare.intake.alert.AlertMessageService;
import io.nagare.intake.alert.KeptAlertMessage;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.signin.TokenEntrance;

/**
 * Takes any JSON of any program. The table {@code device-alert} says what it means, by
 * the name of the hook; the address needs no setting up.
 */
@RestController
@Tag(name = "Alerts")
@RequestMapping("/api/v1/alerts")
class AlertHookController {

	private static final String NAME = "[a-z0-9][a-z0-9._-]{0,49}";

	private static final String RECOVERY = "resolve|ask|none";

	private final AlertMessageService messages;

	private final AlertMessageReader reader;

	private final TokenEntrance entrance;

	AlertHookController(AlertMessageService messages, AlertMessageReader reader, TokenEntrance entrance) {
		this.messages = messages;
		this.reader = reader;
		this.entrance = entrance;
	}

	@PostMapping("/hooks/{hook}")
	@Operation(summary = "Takes an object of any form, or up to a hundred in an array; the table device-alert says by "
			+ "the hook's name what each means, and the answer what became of the last")
	TakenDto takeAlertMessage(@PathVariable @Pattern(regexp = NAME) String hook,
			@RequestBody @Schema(implementation = Object.class) JsonNode payload,
			@RequestParam(defaultValue = "resolve") @Pattern(regexp = RECOVERY) String recovery) {
		return TakenDto.of(this.messages.take(this.reader.posted(hook, payload), recovery));
	}

	/** Of programs that do not say that it is JSON, or that send a form. */
	@PostMapping(path = "/hooks/{hook}",
			consumes = { MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(hidden = true)
	TakenDto takeAlertText(@PathVariable @Pattern(regexp = NAME) String hook,
			@RequestParam(defaultValue = "resolve") @Pattern(regexp = RECOVERY) String recovery,
			HttpServletRequest request) {
		return takeAlertMessage(hook, said(request), recovery);
	}

	@PostMapping(path = "/hooks/{hook}/{personal_token}",
			consumes = { MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(hidden = true)
	TakenDto takeAlertTextByAddress(@PathVariable @Pattern(regexp = NAME) String hook,
			@PathVariable("personal_token") String token,
			@RequestParam(defaultValue = "resolve") @Pattern(regexp = RECOVERY) String recovery,
			HttpServletRequest request) {
		return takeAlertMessageByAddress(hook, token, said(request), recovery, request);
	}

	private JsonNode said(HttpServletRequest request) {
		if (String.valueOf(request.getContentType()).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
			return this.reader.form(request.getParameterMap());
		}
		try {
			return this.reader.text(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@PostMapping("/hooks/{hook}/{personal_token}")
	@SecurityRequirements
	@Operation(summary = "The same for a program that can send no headers; the personal access token in the address "
			+ "should be able to do nothing but report")
	TakenDto takeAlertMessageByAddress(@PathVariable @Pattern(regexp = NAME) String hook,
			@PathVariable("personal_token") String token,
			@RequestBody @Schema(implementation = Object.class) JsonNode payload,
			@RequestParam(defaultValue = "resolve") @Pattern(regexp = RECOVERY) String recovery,
			HttpServletRequest request) {
		return this.entrance.as(token, request, () -> takeAlertMessage(hook, payload, recovery));
	}

	@PostMapping("/trial")
	@Operation(summary = "What a message would mean as the table stands; nothing is done")
	MeaningDto tryAlertMessage(@Valid @RequestBody AlertTrial trial) {
		String name = (trial.name() != null) ? trial.name() : trial.source();
		return MeaningDto.of(this.messages.tryOut(this.reader.posted(trial.source(), name, trial.payload())));
	}

	@GetMapping("/messages")
	@Operation(
			summary = "The last fifty messages of each hook, broker and trap, as they came, with what became of them")
	Paged<MessageDto> listAlertMessages(@RequestParam(required = false) @Nullable @Size(max = 50) String source,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.messages.page(source, PageQuery.of(page, limit)).map(MessageDto::of);
	}

	/**
	 * A message to be tried.
	 *
	 * @param source the hook; {@code mqtt} or {@code snmp} for a device
	 * @param name the topic or the trap; the hook where nothing is said
	 */
	record AlertTrial(@NotBlank @Pattern(regexp = NAME) String source, @Nullable @Size(max = 500) String name,
			@NotNull @Schema(implementation = Object.class) ObjectNode payload) {
	}

	/** What a message means. */
	@Schema(name = "AlertMeaning")
	record MeaningDto(String state, String severity, String title, String key) {

		static MeaningDto of(AlertMeaning meaning) {
			return new MeaningDto(meaning.state(), meaning.severity(), meaning.title(), meaning.key());
		}

	}

	/** What became of a message. */
	@Schema(name = "TakenAlertMessage")
	record TakenDto(String state, String title, @Nullable UUID incidentId, @Nullable String incidentNumber) {

		static TakenDto of(AlertMessageService.Taken taken) {
			AlertGroup group = taken.group();
			return new TakenDto(taken.meaning().state(), taken.meaning().title(),
					(group != null) ? group.ticketId() : null, (group != null) ? group.ticketNumber() : null);
		}

	}

	/** A message as it came. */
	@Schema(name = "AlertMessage")
	record MessageDto(UUID id, String source, String name,
			@JsonRawValue @Schema(implementation = Object.class) String payload, String state, String severity,
			String title, String key, @Nullable String refusal, @Nullable UUID incidentId,
			@Nullable String incidentNumber, Instant createdAt) {

		static MessageDto of(KeptAlertMessage kept) {
			AlertMeaning meaning = kept.meaning();
			return new MessageDto(kept.id(), kept.source(), kept.name(), kept.payload(), meaning.state(),
					meaning.severity(), meaning.title(), meaning.key(), kept.refusal(), kept.ticketId(),
					kept.ticketNumber(), kept.createdAt());
		}

	}

}
