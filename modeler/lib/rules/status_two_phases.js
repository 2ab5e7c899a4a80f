'use strict';

module.exports = require('../rules').ruleOf('status_two_phases');
