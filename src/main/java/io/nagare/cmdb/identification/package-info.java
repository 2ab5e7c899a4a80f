/** By what an item is recognised, whoever speaks of it. */
@NamedInterface("identification")
@NullMarked
package io.nagare.cmdb.identification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
