/** Boards, seats, votes. */
@NamedInterface("board")
@NullMarked
package io.nagare.change.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
