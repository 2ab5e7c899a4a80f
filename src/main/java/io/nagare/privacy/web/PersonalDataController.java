package io.nagare.privacy.web;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.privacy.PersonalDataService;
import io.nagare.privacy.PersonalDataService.Erasure;
import io.nagare.privacy.PersonalDataService.PersonalData;
import io.nagare.privacy.PersonalDataService.StoreDto;

/** What is kept of persons. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Personal data")
class PersonalDataController {

	private final CurrentCaller callers;

	private final PersonalDataService data;

	PersonalDataController(CurrentCaller callers, PersonalDataService data) {
		this.callers = callers;
		this.data = data;
	}

	@GetMapping("/personal-data/stores")
	@Operation(summary = "What is kept of persons, for how long, and what becomes of it when one is forgotten")
	List<StoreDto> listPersonalStores() {
		return this.data.stores(this.callers.require());
	}

	@GetMapping("/auth/profile/data")
	@Operation(summary = "All that is kept of the caller")
	ResponseEntity<PersonalData> exportOwnData() {
		Caller caller = this.callers.requireInPerson();
		return file(this.data.export(caller, caller.userId()));
	}

	@GetMapping("/users/{id}/data")
	@Operation(summary = "All that is kept of a person")
	ResponseEntity<PersonalData> exportUserData(@PathVariable UUID id) {
		return file(this.data.export(this.callers.requireInPerson(), id));
	}

	@PostMapping("/users/{id}/erasure")
	@Operation(summary = "Forgets a person: closes the account and removes what names him; tickets stay. "
			+ "Refused with all that he still has to do")
	Erasure eraseUser(@PathVariable UUID id, @Valid @RequestBody ErasureRequest request) {
		return this.data.erase(this.callers.requireInPerson(), id, request.reason());
	}

	private static ResponseEntity<PersonalData> file(PersonalData data) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					"attachment; filename=\"personal-data-" + data.userId() + ".json\"")
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.body(data);
	}

	/** Why somebody is forgotten, for the record. */
	record ErasureRequest(@NotBlank @Size(max = 500) String reason) {
	}

}
