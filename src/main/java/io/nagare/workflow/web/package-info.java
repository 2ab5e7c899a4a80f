/** The calls by which process owners look after their models. */
@NamedInterface("web")
@NullMarked
package io.nagare.workflow.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
