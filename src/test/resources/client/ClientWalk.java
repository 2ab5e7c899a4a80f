import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.nagare.sdk.ApiException;
import io.nagare.sdk.Multipart;
import io.nagare.sdk.Nagare;
import io.nagare.sdk.Page;
import io.nagare.sdk.api.IncidentsApi.ListIncidentsQuery;
import io.nagare.sdk.model.ActionView;
import io.nagare.sdk.model.Attachment;
import io.nagare.sdk.model.Incident;
import io.nagare.sdk.model.IncidentCreate;
import io.nagare.sdk.model.IncidentDetail;
import io.nagare.sdk.model.IncidentUpdate;

/** What a program does with the client: it ends with an exception where something is not as it should be. */
class ClientWalk {

	private static final String KIND = "incidents";

	public static void main(String[] args) {
		String address = args[0];
		String mark = args[1];
		Nagare agent = Nagare.signedIn(address, "agent1", "demo");
		refused(401, "UNAUTHENTICATED", () -> Nagare.signedIn(address, "agent1", "wrong"));

		IncidentCreate wanted = new IncidentCreate().title(mark).description("印刷できない").priority("high");
		Nagare once = agent.sending("Idempotency-Key", mark);
		Incident made = once.incidents().reportIncident(wanted);
		is(made.title(), mark);
		is(made.status(), "new");
		is(once.incidents().reportIncident(wanted).incidentNumber(), made.incidentNumber());
		String number = made.incidentNumber();

		Page<Incident> page = agent.incidents()
			.listIncidents(new ListIncidentsQuery().q(mark).status(List.of("new", "assigned")).limit(1));
		is(page.items().size(), 1);
		is(page.items().get(0), agent.incidents().listIncidents(new ListIncidentsQuery().q(mark)).items().get(0));
		is(page.total(), 1L);
		is(page.hasNext(), false);

		List<ActionView> open = agent.tickets().actions(KIND, number);
		is(open.stream().anyMatch((action) -> action.name().equals("assign")), true);
		is(agent.tickets().perform(KIND, number, "assign", Map.of(), null).json().path("status").asText(), "assigned");
		agent.tickets().perform(KIND, number, "start", null, null);
		ApiException closed = refused(409, "ACTION_NOT_OPEN",
				() -> agent.tickets().perform(KIND, number, "confirm", null, null));
		is(closed.details().stream().anyMatch((action) -> "resolve".equals(action.field())), true);
		ApiException wrong = refused(400, "VALIDATION_FAILED",
				() -> agent.incidents().reportIncident(new IncidentCreate().title("").priority("low")));
		is(wrong.details().get(0).field(), "title");
		refused(404, "NOT_FOUND", () -> agent.incidents().readIncident("INC9999999"));

		Incident changed = agent.incidents().changeIncident(number, new IncidentUpdate().title(mark + " 二階"));
		is(changed.title(), mark + " 二階");
		is(agent.incidents().changeIncident(number, new IncidentUpdate().description(null)).description(), null);
		refused(412, "STALE",
				() -> agent.sending("If-Match", "\"0\"").incidents().changeIncident(number, new IncidentUpdate().title(mark)));

		byte[] content = "見えない".getBytes(StandardCharsets.UTF_8);
		Attachment file = agent.tickets().attach(KIND, number, new Multipart().file("file", "記録.txt", content));
		is(file.fileName(), "記録.txt");
		is(new String(agent.tickets().attachment(KIND, number, file.id()), StandardCharsets.UTF_8), "見えない");
		IncidentDetail detail = agent.incidents().readIncident(number);
		is(detail.attachments(), List.of(file));
		is(detail.createdAt().isBefore(java.time.Instant.now().plusSeconds(60)), true);

		byte[] model = args[2].getBytes(StandardCharsets.UTF_8);
		Nagare owner = Nagare.signedIn(address, "owner", "demo");
		ApiException rejected = refused(422, "MODEL_REJECTED",
				() -> owner.models().createModelRelease(new Multipart().file("files", "wrong.bpmn", model).field("comment", mark)));
		is(rejected.details().isEmpty(), false);
		refused(403, "FORBIDDEN", () -> agent.models().listModelReleases());
	}

	private static ApiException refused(int status, String code, Runnable call) {
		try {
			call.run();
		}
		catch (ApiException ex) {
			is(ex.status() + " " + ex.code(), status + " " + code);
			return ex;
		}
		throw new IllegalStateException("Not refused, though " + code + " was due");
	}

	private static void is(Object said, Object due) {
		if (!java.util.Objects.equals(said, due)) {
			throw new IllegalStateException(said + " instead of " + due);
		}
	}

}
