/** The calls by which announcements are read and written. */
@NullMarked
package io.nagare.announcement.web;

import org.jspecify.annotations.NullMarked;
