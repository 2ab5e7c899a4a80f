package io.nagare.api.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JsonParserDelegate;

/**
 * Makes parsers that refuse names and strings with {@link AllowedCharacters} that no text
 * may hold. Doing it here covers whatever a body is bound to: records, maps, trees.
 */
public class StrictJsonFactory extends JsonFactory {

	/**
	 * The most braces, names and values of one body: each may become an object on the
	 * heap, thirty times the size of what was sent.
	 */
	public static final int MOST_TOKENS = 100_000;

	private static final long serialVersionUID = 1L;

	StrictJsonFactory() {
		setStreamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build());
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

		private StrictParser(JsonParser parser) {
			super(parser);
		}

		@Override
		public JsonToken nextToken() throws IOException {
			JsonToken token = super.nextToken();
			if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)
					&& !AllowedCharacters.areValid(super.getText())) {
				throw new InvalidCharacterException(this);
			}
			return token;
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
