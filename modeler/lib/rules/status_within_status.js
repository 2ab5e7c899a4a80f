'use strict';

module.exports = require('../rules').ruleOf('status_within_status');
