package io.nagare.mcp.web;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.mcp.StatelessTransport;
import io.nagare.signin.SignInWatch;

/**
 * Takes the messages of assistants: streamable HTTP without sessions. There is no stream
 * to read from the server, so only POST is known.
 */
@Hidden
@RestController
class McpController {

	private static final String VERSION = "MCP-Protocol-Version";

	private static final List<String> VERSIONS = List.of(ProtocolVersions.MCP_2025_03_26,
			ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);

	/** Each is work of its own, and counts as a request. */
	private static final int LARGEST_BATCH = 20;

	private final StatelessTransport transport;

	private final CurrentCaller callers;

	private final SignInWatch watch;

	private final ObjectMapper json;

	private final McpJsonMapper protocolJson;

	McpController(StatelessTransport transport, CurrentCaller callers, SignInWatch watch, ObjectMapper json,
			McpJsonMapper protocolJson) {
		this.transport = transport;
		this.callers = callers;
		this.watch = watch;
		this.json = json;
		this.protocolJson = protocolJson;
	}

	@PostMapping(path = "/mcp", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> receive(HttpServletRequest request,
			@RequestHeader(name = VERSION, required = false) @Nullable String version) throws IOException {
		Caller caller = this.callers.requireMember();
		if (version != null && !VERSIONS.contains(version)) {
			return refused(ErrorCodes.INVALID_REQUEST, VERSION + " is one of " + String.join(", ", VERSIONS));
		}
		JsonNode message;
		try {
			message = this.json.readTree(request.getInputStream());
		}
		catch (JsonProcessingException ex) {
			return refused(ErrorCodes.PARSE_ERROR, "The body is not JSON that can be read");
		}
		if (message.isArray()) {
			return batch(caller, message, version);
		}
		JSONRPCResponse answer = this.transport.exchange(message).orElse(null);
		return (answer != null) ? sent((answer.id() != null) ? HttpStatus.OK : HttpStatus.BAD_REQUEST, answer)
				: ResponseEntity.accepted().build();
	}

	/** Later versions of the protocol have none; who says no version speaks the first. */
	private ResponseEntity<byte[]> batch(Caller caller, JsonNode batch, @Nullable String version) throws IOException {
		if (version != null && !version.equals(ProtocolVersions.MCP_2025_03_26)) {
			return refused(ErrorCodes.INVALID_REQUEST,
					"MCP " + version + " has no batches: send one message at a time");
		}
		if (batch.isEmpty() || batch.size() > LARGEST_BATCH) {
			return refused(ErrorCodes.INVALID_REQUEST, "A batch has 1 to " + LARGEST_BATCH + " messages");
		}
		this.watch.countBeside(caller, batch.size() - 1);
		List<JSONRPCResponse> answers = this.transport.exchangeAll(batch);
		return answers.isEmpty() ? ResponseEntity.accepted().build() : sent(HttpStatus.OK, answers);
	}

	private ResponseEntity<byte[]> refused(int code, String why) throws IOException {
		return sent(HttpStatus.BAD_REQUEST, StatelessTransport.refused(null, code, why));
	}

	private ResponseEntity<byte[]> sent(HttpStatus status, Object answer) throws IOException {
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.protocolJson.writeValueAsBytes(answer));
	}

}
