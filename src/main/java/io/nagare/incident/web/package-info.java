/** What only incidents have in the API. */
@NullMarked
package io.nagare.incident.web;

import org.jspecify.annotations.NullMarked;
