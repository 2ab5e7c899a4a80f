'use strict';

module.exports = require('../rules').ruleOf('decision_unknown');
