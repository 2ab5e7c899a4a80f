package io.nagare.api.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.nagare.api.ApiPaths;
import io.nagare.shared.JsonBounds;

/**
 * Makes parsers that refuse names and strings with characters that no text may hold, see
 * {@link AllowedCharacters}; of what {@link ApiPaths#isOfMachines machines} send, strings
 * are read without these. Doing it here covers whatever a body is bound to: records,
 * maps, trees.
 */
public class StrictJsonFactory extends JsonFactory {

	/**
	 * The most braces, names and values of one body: each may become an object on the
	 * heap, thirty times the size of what was sent.
	 */
	public static final int MOST_TOKENS = 100_000;

	private static final long serialVersionUID = 1L;

	/** The same of a body that {@link ApiPaths#isOfMany tells of many things}. */
	private static final StreamReadConstraints MANY = JsonBounds.ofTokens(1_000_000);

	StrictJsonFactory() {
		setStreamReadConstraints(JsonBounds.ofTokens(MOST_TOKENS));
	}

	@Override
	protected IOContext _createContext(ContentReference content, boolean managed) {
		return new IOContext(asked().filter(ApiPaths::isOfMany).isPresent() ? MANY : streamReadConstraints(),
				streamWriteConstraints(), this._errorReportConfiguration, _getBufferRecycler(), content, managed);
	}

	/** The path that is asked for, without the context's; empty where none is. */
	private static Optional<String> asked() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked)
				? Optional
					.of(asked.getRequest().getRequestURI().substring(asked.getRequest().getContextPath().length()))
				: Optional.empty();
	}

	@Override
	protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
		return new StrictParser(super._createParser(in, context));
	}

	@Override
	protected JsonParser _createParser(Reader in, IOContext context) throws IOException {
		return new StrictParser(super._createParser(in, context));
	}

	@Override
	public JsonFactory copy() {
		return new StrictJsonFactory();
	}

	private static final class StrictParser extends JsonParserDelegate {

		private final boolean lenient = asked().filter(ApiPaths::isOfMachines).isPresent();

		/** The string as it may be read; null where it may as it is. */
		private @Nullable String kept;

		private StrictParser(JsonParser parser) {
			super(parser);
		}

		@Override
		public JsonToken nextToken() throws IOException {
			JsonToken token = super.nextToken();
			this.kept = null;
			if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)
					&& !AllowedCharacters.areValid(super.getText())) {
				if (!this.lenient || token == JsonToken.FIELD_NAME) {
					throw new InvalidCharacterException(this);
				}
				this.kept = AllowedCharacters.kept(super.getText());
			}
			return token;
		}

		@Override
		public String getText() throws IOException {
			return (this.kept != null) ? this.kept : super.getText();
		}

		@Override
		public @Nullable String getValueAsString() throws IOException {
			return (this.kept != null) ? this.kept : super.getValueAsString();
		}

		@Override
		public @Nullable String getValueAsString(@Nullable String otherwise) throws IOException {
			return (this.kept != null) ? this.kept : super.getValueAsString(otherwise);
		}

		@Override
		public char[] getTextCharacters() throws IOException {
			return (this.kept != null) ? this.kept.toCharArray() : super.getTextCharacters();
		}

		@Override
		public int getTextOffset() throws IOException {
			return (this.kept != null) ? 0 : super.getTextOffset();
		}

		@Override
		public int getTextLength() throws IOException {
			return (this.kept != null) ? this.kept.length() : super.getTextLength();
		}

		/** The delegate's would pass by the check. */
		@Override
		public JsonToken nextValue() throws IOException {
			JsonToken token = nextToken();
			return (token == JsonToken.FIELD_NAME) ? nextToken() : token;
		}

	}

	/** A name or a string holds a character that no text may hold. */
	public static final class InvalidCharacterException extends JsonParseException {

		private static final long serialVersionUID = 1L;

		private InvalidCharacterException(JsonParser parser) {
			super(parser, "Invalid character");
		}

	}

}
