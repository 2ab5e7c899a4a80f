/** The incidents' API. */
@NullMarked
package io.nagare.incident.web;

import org.jspecify.annotations.NullMarked;
