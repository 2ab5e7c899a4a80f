/** The calls through which auditors read the log, take it home and verify it. */
@NullMarked
package io.nagare.audit.web;

import org.jspecify.annotations.NullMarked;
