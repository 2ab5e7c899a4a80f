package io.nagare.change;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.nagare.change.board.Boards;
import io.nagare.change.calendar.Freezes;
import io.nagare.change.model.StandardModels;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;

/** Who decides on the demo's changes, when none may be made, and what is done often. */
@Component
@Profile({ "demo", "test" })
class DemoChangePolicies {

	private final DemoPeople people;

	private final Boards boards;

	private final Freezes freezes;

	private final StandardModels models;

	private final Directory directory;

	private final ObjectMapper json;

	DemoChangePolicies(DemoPeople people, Boards boards, Freezes freezes, StandardModels models, Directory directory,
			ObjectMapper json) {
		this.people = people;
		this.boards = boards;
		this.freezes = freezes;
		this.models = models;
		this.directory = directory;
		this.json = json;
	}

	void seatBoards() {
		this.people.as("changemanager", () -> {
			UUID cab = this.directory.teamByName("CAB").orElseThrow().id();
			Boards.ALL.forEach((board) -> this.boards.seat(board, Set.of(cab)));
			return true;
		});
	}

	void freeze(String name, Map<String, Object> fields) {
		Map<String, Object> named = new LinkedHashMap<>(fields);
		named.put("name", name);
		this.people.as("manager",
				() -> this.freezes.declare(this.json.convertValue(named, Freezes.FreezeFields.class)));
	}

	UUID certificateModel() {
		Map<String, Object> fields = Map.of("name", "サーバー証明書の更新 / Renewal of a server certificate", "standard", true,
				"implementation_plan", "証明書を差し替えて再読み込みする。 / Replace the certificate and reload.", "backout_plan",
				"前の証明書に戻す。 / Put the old certificate back.", "test_plan", "有効期限を確認する。 / Look at the expiry date.");
		return this.people
			.as("changemanager",
					() -> this.models.create(this.json.convertValue(fields, StandardModels.ModelFields.class)))
			.id();
	}

}
