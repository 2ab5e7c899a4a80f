package io.nagare.mcp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.OnceOnly;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

/**
 * Runs a tool. What is refused is an answer too, with the contract's codes and in the
 * caller's language, so that an assistant can mend what it said.
 */
@Component
class ToolRunner {

	private static final Log logger = LogFactory.getLog(ToolRunner.class);

	private final CurrentCaller callers;

	private final RefusalWords words;

	private final OnceOnly once;

	private final ObjectMapper json;

	ToolRunner(CurrentCaller callers, RefusalWords words, OnceOnly once, ObjectMapper json) {
		this.callers = callers;
		this.words = words;
		this.once = once;
		this.json = json;
	}

	CallToolResult run(AssistantTool tool, @Nullable Map<String, Object> said) {
		try {
			if (!tool.isFor(this.callers.requireMember())) {
				throw Refusal.forbidden();
			}
			Map<String, Object> given = (said != null) ? said : Map.of();
			Arguments arguments = Arguments.of(tool.definition().parameters(), given);
			Optional<String> key = arguments.findText(Parameter.KEY);
			return answer(key.isPresent() ? this.once.once(key.get(),
					text(Map.of(tool.definition().name(), new TreeMap<>(given))), () -> text(tool.call(arguments)))
					: text(tool.call(arguments)), false);
		}
		catch (RuntimeException ex) {
			return answer(text(refused(tool, ex)), true);
		}
	}

	private Map<String, Object> refused(AssistantTool tool, RuntimeException ex) {
		Locale locale = LocaleContextHolder.getLocale();
		return refusal(ex)
			.map((refusal) -> said(refusal.kind().name(), this.words.summary(refusal.kind().name(), locale),
					this.words.details(refusal, locale)))
			.orElseGet(() -> {
				String reference = UUID.randomUUID().toString();
				logger.error("Failure " + reference + " of the tool " + tool.definition().name(), ex);
				return said("INTERNAL", this.words.summary("INTERNAL", locale, reference), List.of());
			});
	}

	private static Optional<Refusal> refusal(RuntimeException ex) {
		return (ex instanceof ConcurrencyFailureException) ? Optional.of(Refusal.conflict(null, "concurrent_change"))
				: Refusal.in(ex);
	}

	private static Map<String, Object> said(String code, String message, List<Map<String, Object>> details) {
		return Map.of("error", Map.of("code", code, "message", message, "details", details));
	}

	private String text(Map<String, Object> content) {
		try {
			return this.json.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** As an object, and as the same in a text for clients that know no other. */
	private CallToolResult answer(String content, boolean refused) {
		try {
			return CallToolResult.builder()
				.addTextContent(content)
				.structuredContent(this.json.readValue(content, Object.class))
				.isError(refused)
				.build();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
