package io.nagare.change.board;

import java.util.List;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface BoardRepository extends Repository<Board, UUID> {

	List<Board> findByBoard(String board);

	<S extends Board> List<S> saveAll(Iterable<S> boards);

	void deleteAll(Iterable<Board> boards);

}
