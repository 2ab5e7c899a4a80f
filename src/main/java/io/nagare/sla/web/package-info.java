/** The calls through which people and programs read and change calendars. */
@NullMarked
package io.nagare.sla.web;

import org.jspecify.annotations.NullMarked;
