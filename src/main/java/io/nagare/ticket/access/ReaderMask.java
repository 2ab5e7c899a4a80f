package io.nagare.ticket.access;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.PlainJson;
import io.nagare.ticket.TicketTypes;

/**
 * Masks what people wrote for those who read the tickets of others and need not reach
 * people: viewers and owners of processes, and programs that only read. Their rows are
 * masked as they are read, so that no door shows more than another.
 */
@Component
public class ReaderMask {

	private final CurrentCaller callers;

	private final PersonalDataMasking masking;

	private final TicketTypes types;

	ReaderMask(CurrentCaller callers, PersonalDataMasking masking, TicketTypes types) {
		this.callers = callers;
		this.masking = masking;
		this.types = types;
	}

	/** What the current caller is shown, asked once for all rows of a statement. */
	public Reading reading() {
		return new Reading(masks() ? this.masking.of(PersonalDataPlace.READER) : null);
	}

	private boolean maySome(Caller caller, String what) {
		return this.types.all().stream().anyMatch((type) -> caller.may(type.kind() + ":" + what));
	}

	private boolean masks() {
		@Nullable Caller caller = this.callers.find().orElse(null);
		return caller != null && !caller.reachesPeople() && (maySome(caller, "read") || caller.may("engine:read"))
		// who works on tickets writes back what he read
				&& !maySome(caller, "work");
	}

	/** How one caller reads the rows of one statement. */
	public static final class Reading {

		private final PersonalDataMasking.@Nullable Masked masked;

		private Reading(PersonalDataMasking.@Nullable Masked masked) {
			this.masked = masked;
		}

		/** Whether anything is masked for the caller. */
		public boolean masks() {
			return this.masked != null;
		}

		/** One text as the caller may read it. */
		public String shown(String text) {
			return (this.masked != null) ? masked(this.masked, text) : text;
		}

		/** The row as he may read it. */
		public ResultSet shown(ResultSet row) {
			PersonalDataMasking.Masked masked = this.masked;
			return (masked == null) ? row : (ResultSet) Proxy.newProxyInstance(ResultSet.class.getClassLoader(),
					new Class<?>[] { ResultSet.class }, (proxy, method, arguments) -> {
						try {
							Object value = method.invoke(row, arguments);
							return (value instanceof String text && method.getName().equals("getString")
									&& !isName(arguments[0])) ? masked(masked, text) : value;
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

		/** The same for whatever the mapper reads. */
		public <T> RowMapper<T> rows(RowMapper<T> mapper) {
			return (row, number) -> mapper.mapRow(shown(row), number);
		}

		/** The pieces of one text as he may read them. */
		public List<String> shown(List<String> pieces) {
			if (this.masked == null) {
				return pieces;
			}
			String all = this.masked.masked(String.join("", pieces));
			List<String> shown = new ArrayList<>();
			int at = 0;
			for (String piece : pieces) {
				shown.add(all.substring(at, at + piece.length()));
				at += piece.length();
			}
			return shown;
		}

		/** Names of accounts are shown to whoever reads of them. */
		private static boolean isName(Object column) {
			return String.valueOf(column).endsWith("username");
		}

		/** What is kept as JSON stays JSON. */
		private static String masked(PersonalDataMasking.Masked masked, String text) {
			if (text.startsWith("{") || text.startsWith("[")) {
				try {
					Object value = PlainJson.MAPPER.readValue(text, Object.class);
					return (value instanceof Map || value instanceof List)
							? PlainJson.MAPPER.writeValueAsString(masked.within(value)) : text;
				}
				catch (JsonProcessingException ex) {
					return masked.masked(text);
				}
			}
			return masked.masked(text);
		}

	}

}
