package io.nagare.change.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.change.board.Boards;

/** The boards that authorise changes: {@code cab} and {@code ecab}. */
@RestController
@Tag(name = "Changes")
@RequestMapping("/api/v1/change-boards/{board}")
class BoardController {

	private final Boards boards;

	BoardController(Boards boards) {
		this.boards = boards;
	}

	@GetMapping
	@Operation(summary = "The teams whose members sit on the board")
	BoardDto readBoard(@PathVariable String board) {
		return new BoardDto(board,
				this.boards.teams(board).stream().map((team) -> new TeamDto(team.id(), team.name())).toList());
	}

	@PutMapping
	@Operation(summary = "Gives the board other teams; open rounds keep their seats")
	BoardDto seatBoard(@PathVariable String board, @Valid @RequestBody Seating seating) {
		this.boards.seat(board, seating.teamIds());
		return readBoard(board);
	}

	record Seating(@NotNull @Size(max = 50) Set<@NotNull UUID> teamIds) {
	}

	record BoardDto(String board, List<TeamDto> teams) {
	}

	record TeamDto(UUID id, String name) {
	}

}
