/** Standard models of changes. */
@NamedInterface("model")
@NullMarked
package io.nagare.change.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
