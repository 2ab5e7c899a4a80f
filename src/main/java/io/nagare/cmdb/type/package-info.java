/** Types of configuration items and their attributes. */
@NamedInterface("type")
@NullMarked
package io.nagare.cmdb.type;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
