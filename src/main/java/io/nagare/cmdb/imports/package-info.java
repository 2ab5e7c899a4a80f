/** Files of configuration items. */
@NamedInterface("imports")
@NullMarked
package io.nagare.cmdb.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
