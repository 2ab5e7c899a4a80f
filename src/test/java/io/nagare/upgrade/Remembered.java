package io.nagare.upgrade;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.nagare.Api;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the tickets of a data folder were when it was left.
 *
 * @param goingOn actions that were open then, and where each leads
 */
record Remembered(List<Ticket> tickets, List<Step> goingOn) {

	private static String fieldOf(Answer answer, String field) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data().path(field).asText();
	}

	/**
	 * A ticket.
	 *
	 * @param path that of the API, such as {@code incidents/<id>}
	 * @param open the names of the actions that were open to each who could read it
	 * @param processes the keys of its processes, those that were called too
	 */
	record Ticket(String path, String title, String status, String phase, SortedMap<String, List<String>> open,
			List<String> processes) {

		static List<String> openTo(Api api, String username, String path) {
			return Api.each(api.as(username).get("/" + path + "/actions").data(), "name")
				.stream()
				.distinct()
				.sorted()
				.toList();
		}

		static List<String> processesOf(Api api, String username, String path) {
			return Api.each(api.as(username).get("/" + path + "/process").data(), "key");
		}

		void isStill(Api api) {
			this.open.forEach((username, actions) -> {
				JsonNode now = api.as(username).get("/" + this.path).data();
				assertThat(now.path("title").asText()).as(this.path).isEqualTo(this.title);
				assertThat(now.path("status").asText()).as(this.path).isEqualTo(this.status);
				assertThat(now.path("phase").asText()).as(this.path).isEqualTo(this.phase);
				assertThat(openTo(api, username, this.path)).as(username + " " + this).containsAll(actions);
			});
			String reader = this.open.firstKey();
			assertThat(processesOf(api, reader, this.path)).isEqualTo(this.processes);
			for (String part : List.of("history", "work-notes", "sla", "links")) {
				Answer answer = api.as(reader).get("/" + this.path + "/" + part);
				assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			}
		}

	}

	/** An action that goes on with a ticket, and the status that it has then. */
	record Step(String username, String path, String action, Map<String, Object> fields, String status) {

		void isTakenBy(Api api) {
			Answer answer = api.as(this.username)
				.postRaw("/" + this.path + "/actions/" + this.action, Api.json(flat(this.fields)));
			assertThat(fieldOf(answer, "status")).as(this.toString()).isEqualTo(this.status);
		}

		private static Object[] flat(Map<String, Object> fields) {
			return fields.entrySet().stream().flatMap((field) -> Stream.of(field.getKey(), field.getValue())).toArray();
		}

	}

}
