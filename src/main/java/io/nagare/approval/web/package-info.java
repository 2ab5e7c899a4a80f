/** The page of approvals. */
@NullMarked
package io.nagare.approval.web;

import org.jspecify.annotations.NullMarked;
