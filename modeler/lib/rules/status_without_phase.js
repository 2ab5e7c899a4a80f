'use strict';

module.exports = require('../rules').ruleOf('status_without_phase');
