/** Asks a changed table what past tickets asked the deployed one. */
@NullMarked
package io.nagare.workflow.internal.rehearsal;

import org.jspecify.annotations.NullMarked;
