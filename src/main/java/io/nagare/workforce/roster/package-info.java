/** Who of a team is on call when. */
@NamedInterface("roster")
@NullMarked
package io.nagare.workforce.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
