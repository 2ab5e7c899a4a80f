package io.nagare.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands messages one by one to the server of the protocol's SDK and waits for the answer,
 * all on the request's own thread, which caller, tenant and language are bound to.
 * Nothing is remembered from one message to the next, so that any node answers any of
 * them.
 */
@Component
public class StatelessTransport implements McpStatelessServerTransport {

	private static final Logger LOG = LoggerFactory.getLogger(StatelessTransport.class);

	private static final Set<String> NAMED = Set.of("jsonrpc", "id", "method", "params");

	private static final int LONGEST_ID = 255;

	private final ToolCatalogue tools;

	private final ObjectMapper json;

	private @Nullable McpStatelessServerHandler handler;

	StatelessTransport(ToolCatalogue tools, ObjectMapper json) {
		this.tools = tools;
		this.json = json;
	}

	@Override
	public void setMcpHandler(McpStatelessServerHandler handler) {
		this.handler = handler;
	}

	@Override
	public Mono<Void> closeGracefully() {
		return Mono.empty();
	}

	/** Answers a message; empty for what wants no answer. */
	public Optional<JSONRPCResponse> exchange(JsonNode message) {
		if (!isWellFormed(message)) {
			return Optional.of(refused(null, ErrorCodes.INVALID_REQUEST, "Not a request of JSON-RPC 2.0"));
		}
		if (!message.has("id")) {
			// of what clients notify, nothing changes what a later message is answered
			return Optional.empty();
		}
		Object id = id(message);
		String method = message.get("method").asText();
		if (!isUnderstood(method, message.path("params"))) {
			return Optional.of(refused(id, ErrorCodes.INVALID_PARAMS, "The params do not fit the method"));
		}
		return Optional.of(answer(new JSONRPCRequest(McpSchema.JSONRPC_VERSION, method, id,
				message.has("params") ? this.json.convertValue(message.get("params"), Object.class) : null)));
	}

	/**
	 * Answers the messages of a batch, one after the other; empty where none of them
	 * wants an answer. What one is answered changes nothing for the others.
	 */
	public List<JSONRPCResponse> exchangeAll(JsonNode batch) {
		List<JSONRPCResponse> answers = new ArrayList<>();
		for (JsonNode message : batch) {
			oneOfMany(message).ifPresent(answers::add);
		}
		return answers;
	}

	/** What goes wrong in one leaves the answers of the others as they are. */
	private Optional<JSONRPCResponse> oneOfMany(JsonNode message) {
		boolean answered = isWellFormed(message) && message.has("id");
		if (answered && message.get("method").asText().equals(McpSchema.METHOD_INITIALIZE)) {
			return Optional
				.of(refused(id(message), ErrorCodes.INVALID_REQUEST, McpSchema.METHOD_INITIALIZE + " is sent alone"));
		}
		try {
			return exchange(message);
		}
		catch (RuntimeException ex) {
			LOG.error("A message of a batch could not be answered", ex);
			return Optional.of(refused(answered ? id(message) : null, ErrorCodes.INTERNAL_ERROR,
					"This message could not be answered"));
		}
	}

	private static Object id(JsonNode message) {
		return message.get("id").isTextual() ? message.get("id").asText() : message.get("id").asLong();
	}

	private JSONRPCResponse answer(JSONRPCRequest request) {
		McpStatelessServerHandler server = this.handler;
		if (server == null) {
			throw new IllegalStateException("The server is not there yet");
		}
		JSONRPCResponse response = server.handleRequest(McpTransportContext.EMPTY, request).block();
		if (response == null) {
			throw new IllegalStateException("A request was not answered");
		}
		if (response.error() != null && response.error().code() == ErrorCodes.INTERNAL_ERROR) {
			// tools answer what goes wrong in them: this is the reading of what was said
			return refused(request.id(), ErrorCodes.INVALID_PARAMS, "The params do not fit the method");
		}
		return (response.result() instanceof ListToolsResult all)
				? new JSONRPCResponse(response.jsonrpc(), response.id(), new ListToolsResult(
						all.tools().stream().filter((tool) -> this.tools.isOffered(tool.name())).toList(), null), null)
				: response;
	}

	private static boolean isWellFormed(JsonNode message) {
		JsonNode id = message.path("id");
		return message.isObject() && message.path("jsonrpc").asText().equals(McpSchema.JSONRPC_VERSION)
				&& message.path("method").isTextual()
				&& (id.isMissingNode() || (id.isTextual() && id.asText().length() <= LONGEST_ID)
						|| (id.isIntegralNumber() && id.canConvertToLong()))
				&& message.properties().stream().allMatch((field) -> NAMED.contains(field.getKey()));
	}

	/** Whether the SDK can read the params of the method. */
	private static boolean isUnderstood(String method, JsonNode params) {
		return switch (method) {
			case McpSchema.METHOD_INITIALIZE -> params.path("protocolVersion").isTextual();
			case McpSchema.METHOD_TOOLS_CALL ->
				params.path("name").isTextual() && (!params.has("arguments") || params.get("arguments").isObject());
			default -> params.isMissingNode() || params.isObject();
		};
	}

	/**
	 * Says that a message is not one of the protocol's.
	 * @param id of the message; null where it could not be read
	 */
	public static JSONRPCResponse refused(@Nullable Object id, int code, String why) {
		return new JSONRPCResponse(McpSchema.JSONRPC_VERSION, id, null, new JSONRPCError(code, why, null));
	}

}
