'use strict';

module.exports = require('../rules').ruleOf('status_not_at_wait');
